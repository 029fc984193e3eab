"""Commercial access: what a product costs, who pays for it, and how far each has come."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Cell, Exhibit, Figure, Grid, Head, Row, Section
from cartreport.briefing.figures import dot_strip, rungs
from cartreport.briefing.figures.scale import ticks
from cartreport.briefing.grids import LIVE_WIDTH
from cartreport.briefing.sections.access_words import access_words
from cartreport.briefing.sections.evidence_cells import mark_of
from cartreport.briefing.sections.names import product_cells
from cartreport.briefing.sections.prices import (
    Prices,
    list_prices,
    listed,
    listing,
    price_values,
    schemes,
    waiting,
)
from cartreport.briefing.words import lower_first
from cartreport.landscape.access import SCHEME, TOLD
from cartreport.landscape.access_ladder import OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cartreport.briefing.desk import Desk
    from cartreport.briefing.view import Line

KIND = "exhibits"
NAME, COMPANY, APPROVAL, STRIP = 32.0, 25.0, 20.0, 30.0
ALONE = 70.0
"""How wide prices are drawn where no scheme stands beside them."""
POINTS = 72 / 25.4
LONG = 20
"""A longer label of an outcome is explained under the table, which prints the short one."""
COLUMNS = 4
"""So many schemes have a column, in the order of their vocabulary."""


def section(desk: Desk) -> Section | None:
    """The access table with prices as dots, the rungs to reimbursement, what is told in words.

    Where no scheme is declared it is of prices and words alone, and says nothing of lists.
    """
    if not desk.filled("access") or not _told(desk):
        return None
    prices, columns = list_prices(desk), schemes(desk)[:COLUMNS]
    values = _values(desk, prices, columns)
    exhibits = (*_table(desk, prices, columns, values), *_ladder(desk, values), *access_words(desk))
    return replace(desk.section("access", KIND, values=values), exhibits=exhibits)


def _told(desk: Desk) -> bool:
    """Whether there is a scheme to ask for, a price, or something in words: no table is used."""
    frame = desk.tables["access"].frame
    told = (frame[key].notna().any() for key in ("price", *TOLD))
    return bool(desk.terms("schemes")) or any(told)


def _table(
    desk: Desk, prices: Prices | None, columns: Sequence[Line], values: dict[str, object]
) -> Iterator[Exhibit]:
    """A row a product, where there is a price or a scheme to be told of it."""
    if prices or columns:
        grid = _grid(desk, prices, columns)
        yield desk.exhibit("access.table", "access", values=values, grid=grid)


def _ladder(desk: Desk, values: dict[str, object]) -> Iterator[Exhibit]:
    """The rungs, where a product stands on one beyond its approval."""
    if not values["schemes"]:
        return
    if values["priced"] or values["listed"] or values["waiting"]:
        yield desk.exhibit(
            "access.rungs", "access-ladder", values=values, figure=_rungs(desk, values)
        )


def _values(desk: Desk, prices: Prices | None, columns: Sequence[Line]) -> dict[str, object]:
    n, held = waiting(desk), price_values(desk, prices)
    return {
        **held,
        "schemes": len(columns),
        "listing": listing(desk, "access.listing") if columns else "",
        "listed": listed(desk),
        "waiting": desk.clause("access.rungs.open", n=n),
        "ranged": desk.words("access.rungs.ranged", **held) if held["range"] else "",
        "doubtful_prices": desk.clause("access.rungs.doubtful", n=held["doubtful"]),
        "outcomes": "".join(_outcomes(desk, columns)),
        "definitions": "".join(_definitions(desk, columns)),
    }


def _outcomes(desk: Desk, columns: Sequence[Line]) -> Iterator[str]:
    """What the short words of the table stand for, where they leave something open."""
    access = desk.view("access")
    used = {line[str(scheme.id)] for line in access for scheme in columns}
    for term in desk.terms("scheme-outcomes"):
        if term.short and term.short in used and len(term.label) > LONG:
            label = lower_first(term.label)
            yield desk.words("access.table.outcome", short=term.short, label=label)
    if used - _terms(desk) - {None}:
        yield desk.words("access.table.worded")


def _definitions(desk: Desk, columns: Sequence[Line]) -> Iterator[str]:
    """What the schemes of the table are, as their vocabulary defines them."""
    shown = {str(line.id).removeprefix(SCHEME): line["short"] for line in columns}
    for term in desk.terms("schemes"):
        if term.id in shown and term.definition:
            yield desk.words(
                "access.table.definition", name=shown[term.id], definition=term.definition
            )


def _terms(desk: Desk) -> set[str | None]:
    """Outcomes that are terms, as the table prints them; others are a source's own words."""
    return {term.short or term.label for term in desk.terms("scheme-outcomes")}


def _grid(desk: Desk, prices: Prices | None, columns: Sequence[Line]) -> Grid:
    strip_wide = (STRIP if columns else ALONE) if prices else 0.0
    room = LIVE_WIDTH - NAME - COMPANY - APPROVAL - strip_wide
    name, wide = (NAME, room / len(columns)) if columns else (NAME + room, 0.0)
    products, strip = desk.view("approved-products"), prices and _strip(prices, strip_wide)
    heads = (
        Head(desk.words("access.table.product"), name),
        Head(desk.words("access.table.company"), COMPANY),
        Head(desk.words("access.table.approval"), APPROVAL),
        *((_price_head(desk, prices, strip),) if prices and strip else ()),
        *(Head(scheme["short"], wide) for scheme in columns),
    )
    rows = []
    for line in desk.view("access"):
        product = products.get(line.id)
        assert product is not None
        day = line["approval"]
        told = desk.short_day(day) if day else desk.words("approved.unverified")
        date = Cell(told, tone="" if day else "muted", sort=day or "")
        cells = (_outcome(desk, line, scheme) for scheme in columns)
        names = product_cells(desk, product)
        price = (_price(desk, line, prices, strip),) if prices and strip else ()
        rows.append(Row((*names, date, *price, *cells), id=str(line.id)))
    return Grid(heads, tuple(rows), table="access", style="two", lines=2)


def _strip(prices: Prices, wide: float) -> dot_strip.Strip:
    values = [value / prices.scale for value in prices.values]
    low, high = min(values), max(values)
    span = (high - low) or high or 1
    return dot_strip.Strip(
        low - 0.07 * span,
        high + 0.75 * span,
        grid=tuple(ticks(low, high, 2)) or (low,),
        median=sum(prices.middle) / 2 / prices.scale if prices.middle else None,
        width=wide * POINTS,
    )


def _price_head(desk: Desk, prices: Prices, strip: dot_strip.Strip) -> Head:
    """The unit over the dots, and under it what the lines through them stand for."""
    words = desk.words
    return Head(
        words("access.table.price", unit=prices.unit),
        strip.width / POINTS,
        scene=dot_strip.head(strip, desk.measure),
        title=words("access.table.axis", values=words.joined(list(strip.marks))),
    )


def _price(desk: Desk, line: Line, prices: Prices, strip: dot_strip.Strip) -> Cell:
    """A dot among the prices of its unit; another unit's is no dot, it is written out."""
    value, refs = line["price"], desk.cite(line["price_refs"], most=1)
    if value is None:
        dot = dot_strip.StripDot(None, unknown=desk.words("nd"))
        unknown = desk.words("access.table.no_price")
        return Cell(scene=dot_strip.draw(strip, dot, desk.measure), title=unknown, sort="")
    mark = mark_of(line, "price")
    if line in prices.others:
        return Cell(prices.apart(line), refs=refs, mark=mark, sort="")
    price = label = prices.text(value) + (" ?" if mark else "")
    if not mark and line not in prices.of_one_year and line["price_date"]:
        label = desk.words("access.table.of_year", price=label, year=line["price_date"][:4])
    dot = dot_strip.StripDot(value / prices.scale, prices.written(value, label), bool(mark))
    return Cell(
        scene=dot_strip.draw(strip, dot, desk.measure),
        title=desk.words(
            "access.table.price_of",
            name=line["label"],
            price=price,
            unit=prices.unit,
            date=desk.day(line["price_date"]) if line["price_date"] else desk.words("none"),
        ),
        refs=refs,
        sort=value,
    )


def _outcome(desk: Desk, line: Line, scheme: Line) -> Cell:
    """What came of a product under a scheme, a source's own words in the cell's title."""
    key = str(scheme.id)
    told = line[key]
    if told is None:
        return Cell(desk.words("nf"), tone="muted")
    worded = told not in _terms(desk)
    stands = line.id in desk.view("access-ladder").table.units((key,), ("products",))
    return Cell(
        desk.words("access.reported") if worded else told,
        tone="strong" if stands else "",
        mark=mark_of(line, key),
        refs=desk.cite(line[f"{key}:refs"], most=1),
        title=told if worded else "",
    )


def _rungs(desk: Desk, values: dict[str, object]) -> Figure:
    """Every rung: the approved, those with a price, and each scheme that lists or is told of."""
    priced = bool(values["priced"])
    rows = [line for line in desk.view("access-ladder") if priced or line.id != "price"]
    total = desk.view("access").rows()
    base = desk.words("access.rungs.base", n=total)
    ranged = desk.words("access.rungs.range", **values) if values["range"] else ""
    notes = {"price": ranged}
    steps = [
        rungs.Rung(
            line["short"],
            line.n("products"),
            "" if line is rows[0] else base,
            _waiting(desk, line) if line["told"] else notes.get(str(line.id), ""),
        )
        for line in rows
    ]
    told = [desk.words("access.rungs.rung", name=r["label"], n=r.n("products")) for r in rows[1:]]
    alt = desk.words("access.rungs.alt", rungs=desk.words.joined(told), **values)
    return Figure("access-rungs", rungs.draw(rungs.Rungs(tuple(steps), total), desk.measure), alt)


def _waiting(desk: Desk, scheme: Line) -> str:
    """Under a rung: listed, and how many wait for an outcome; or reported in words."""
    if scheme["told"] != OUTCOMES:
        return desk.words("access.reported")
    n = scheme.n("open")
    return desk.words("access.rungs.waiting" if n else "access.rungs.scheme", n=n)
