"""Commercial access: what a product costs, who pays for it, and how far each has come."""

from __future__ import annotations

from dataclasses import replace
from statistics import median
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import (
    Cell,
    Figure,
    Grid,
    Head,
    Mark,
    Row,
    Section,
    Tone,
)
from cartreport.briefing.figures import dot_strip, rungs
from cartreport.briefing.figures.scale import ticks
from cartreport.briefing.grids import LIVE_WIDTH
from cartreport.briefing.sections.licensed import approved_products
from cartreport.briefing.sections.names import product_cells
from cartreport.briefing.sections.prices import (
    Money,
    Price,
    list_prices,
    meaning,
    money_of,
    outcome,
    pending,
    scheme_counts,
    schemes,
)
from cartreport.briefing.words import lower_first
from cartreport.sources.roles import LISTED, OUTCOME

if TYPE_CHECKING:
    from cartreport.briefing.desk import Desk

KIND = "exhibits"
STRIP_MM = 31.0
POINTS = 72 / 25.4
LONG = 20
"""A longer label of an outcome is explained under the table, which prints the short one."""


def section(desk: Desk) -> Section | None:
    """The access table with prices as dots, and the rungs from approval to reimbursement."""
    prices = list_prices(desk)
    if not prices or not schemes(desk):
        return None
    values = _values(desk, prices)
    return replace(
        desk.section("access", KIND, values=values),
        exhibits=(
            desk.exhibit(
                "access.table",
                values=values,
                grid=_grid(desk, {price.product: price for price in prices}),
                source=desk.sources("access"),
                refs=tuple(ref for price in prices for ref in price.refs[:1]),
            ),
            desk.exhibit(
                "access.rungs",
                values=values,
                figure=_rungs(desk, prices, values),
                source=desk.sources("access"),
            ),
        ),
    )


def _values(desk: Desk, prices: list[Price]) -> dict[str, object]:
    known, money = [price.value for price in prices], money_of(prices)
    total = len(approved_products(desk))
    counts = scheme_counts(desk)
    best = max(counts, key=lambda item: item[1])
    return {
        "n": total,
        "unit": money.unit,
        "per": money.per,
        "priced": len(prices),
        "waiting": pending(desk, schemes(desk)[0].id),
        "unpriced": total - len(prices),
        "low": money.text(min(known)),
        "high": money.text(max(known)),
        "median": money.text(median(known)),
        "doubtful": sum(price.doubtful for price in prices),
        "list": best[0],
        "list_short": _short(desk, best[0]),
        "basic_short": _short(desk, counts[0][0]),
        "listed": best[1],
        "basic": counts[0][0],
        "basic_n": counts[0][1],
        "outcomes": _outcomes(desk),
    }


def _outcomes(desk: Desk) -> str:
    """What the short words of outcomes in the table stand for, where they leave something open."""
    terms = desk.landscape.vocabulary["scheme-outcomes"]
    products = [str(product["id"]) for product in approved_products(desk)]
    facts = [outcome(desk, product, term.id) for product in products for term in schemes(desk)[:4]]
    used = {str(fact["value"]) for fact in facts if fact}
    return "".join(
        desk.words("access.table.outcome", short=term.short, label=lower_first(term.label))
        for term in terms
        if term.id in used and term.short and len(term.label) > LONG
    )


def _short(desk: Desk, label: str) -> str:
    """The short name of the scheme with this label."""
    return next((term.short or label for term in schemes(desk) if term.label == label), label)


def _grid(desk: Desk, prices: dict[str, Price]) -> Grid:
    columns, money = schemes(desk)[:4], money_of(list(prices.values()))
    strip = _strip(list(prices.values()), money)
    wide = (LIVE_WIDTH - 32 - 23 - 21 - STRIP_MM) / len(columns)
    heads = (
        Head(desk.words("access.table.product"), 32),
        Head(desk.words("access.table.company"), 23),
        Head(desk.words("access.table.approval"), 21),
        Head(desk.words("access.table.price", unit=money.unit), STRIP_MM),
        *(Head(term.short or term.label, wide) for term in columns),
    )
    rows = tuple(
        Row(
            (
                *product_cells(desk, product),
                Cell(desk.short_day(str(product["approval"])), sort=str(product["approval"])),
                _price(desk, prices.get(str(product["id"])), strip, money),
                *(_outcome(desk, str(product["id"]), term.id) for term in columns),
            )
        )
        for product in approved_products(desk)
    )
    return Grid(heads, rows, table="access", style="two", lines=2)


def _strip(prices: list[Price], money: Money) -> dot_strip.Strip:
    values = [price.value / money.scale for price in prices]
    low, high = min(values), max(values)
    span = (high - low) or high or 1
    return dot_strip.Strip(
        low - 0.07 * span,
        high + 0.75 * span,
        grid=tuple(ticks(low, high, 2)) or (low,),
        median=median(values),
        width=STRIP_MM * POINTS,
    )


def _price(desk: Desk, price: Price | None, strip: dot_strip.Strip, money: Money) -> Cell:
    if price is None:
        dot = dot_strip.StripDot(None, unknown=desk.words("nd"))
        unknown = desk.words("access.table.no_price")
        return Cell(scene=dot_strip.draw(strip, dot, desk.measure), title=unknown, sort="")
    label = money.text(price.value) + (" ?" if price.doubtful else "")
    dot = dot_strip.StripDot(price.value / money.scale, label, price.doubtful)
    return Cell(
        scene=dot_strip.draw(strip, dot, desk.measure),
        title=desk.words("access.table.price_of", price=label, unit=money.unit),
        refs=desk.cite(price.refs, most=1),
        sort=price.value,
    )


def _outcome(desk: Desk, product: str, scheme: str) -> Cell:
    """What came of a product under a scheme: listed, in review, or not, with its evidence."""
    fact = outcome(desk, product, scheme)
    if fact is None:
        return Cell(desk.words("nf"), tone="muted")
    outcomes = desk.landscape.vocabulary["scheme-outcomes"]
    value = str(fact["value"])
    refs = fact["refs"]
    assert isinstance(refs, tuple)
    if value in outcomes:
        text = outcomes[value].short or outcomes[value].label
    else:
        text = desk.words("access.reported")
    tone: Tone = "strong" if meaning(desk, fact) == LISTED or value not in outcomes else ""
    mark: Mark = "disputed" if fact["disputed"] else ""
    return Cell(
        text, tone=tone, mark=mark, refs=desk.cite(refs, most=1), title=str(fact["says"] or "")
    )


def _rungs(desk: Desk, prices: list[Price], values: dict[str, object]) -> Figure:
    total = len(approved_products(desk))
    base = desk.words("access.rungs.base", n=total)
    counts = scheme_counts(desk)
    steps = [
        rungs.Rung(desk.words("access.rungs.approved"), total),
        rungs.Rung(
            desk.words("access.rungs.price"),
            len(prices),
            base,
            desk.words("access.rungs.range", **values),
        ),
        *(
            rungs.Rung(term.short or term.label, count, base, _waiting(desk, term.id))
            for term, (_, count) in zip(schemes(desk), counts, strict=True)
            if term.id in _listing_schemes(desk)
        ),
    ]
    scene = rungs.draw(rungs.Rungs(tuple(steps), total), desk.measure)
    return Figure("access-rungs", scene, desk.words("access.rungs.alt", **values))


def _waiting(desk: Desk, scheme: str) -> str:
    """Under a rung: listed, and how many wait for an outcome."""
    waiting = pending(desk, scheme)
    return desk.words("access.rungs.waiting" if waiting else "access.rungs.scheme", n=waiting)


def _listing_schemes(desk: Desk) -> set[str]:
    """Schemes whose facts are outcomes of the vocabulary: those a product can be listed on."""
    facts = desk.landscape.facts
    outcomes = desk.landscape.vocabulary["scheme-outcomes"]
    own = facts[facts["role"] == OUTCOME]
    return {
        str(scheme)
        for scheme, value in own[["for", "value"]].itertuples(index=False)
        if isinstance(value, str) and value in outcomes
    }
