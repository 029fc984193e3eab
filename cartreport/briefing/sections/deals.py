"""Where money goes: licences, acquisitions and financings, with amounts as disclosed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Cell, Figure, Grid, Head, Row, Section
from cartreport.briefing.figures import years
from cartreport.briefing.words import lower_first, number
from cartreport.sources.dates import first_day

if TYPE_CHECKING:
    from collections.abc import Hashable

    from cartreport.briefing.desk import Desk

KIND = "exhibits"
ROWS = 24
POINTS = 72 / 25.4
HUES = ("neu-1", "seq-4", "neu-2", "seq-3", "neu-3", "seq-2")
WIDTHS = (
    ("date", 20.0),
    ("parties", 52.0),
    ("asset", 46.0),
    ("type", 24.0),
    ("upfront", 15.0),
    ("total", 17.0),
)


def section(desk: Desk) -> Section | None:
    """Deals by year and kind, and the newest ones."""
    if not len(desk.landscape.deals):
        return None
    values = _values(desk)
    return replace(
        desk.section("deals", KIND, values=values),
        exhibits=(
            desk.exhibit(
                "deals.years",
                values=values,
                figure=_years(desk, values),
                source=desk.sources("deals"),
            ),
            desk.exhibit(
                "deals.table", values=values, grid=_grid(desk), source=desk.sources("deals")
            ),
        ),
    )


def _group(desk: Desk, kind: str) -> str:
    """The group of a kind of deal, or the kind itself where it has none."""
    vocabulary = desk.landscape.vocabulary
    types, groups = vocabulary["deal-types"], vocabulary["deal-groups"]
    group = types[kind].group if kind in types else None
    return group if group in groups and group else kind


def _values(desk: Desk) -> dict[str, object]:
    deals = desk.landscape.deals
    groups = Counter(_group(desk, kind) for kind in deals["type"])
    terms = desk.landscape.vocabulary["deal-groups"]
    top = max(groups, key=lambda key: (groups[key], key))
    by_year = Counter(deals["year"])
    year = int(desk.landscape.as_of[:4])
    known = int((deals["total"].notna() | deals["upfront"].notna()).sum())
    return {
        "n": len(deals),
        "known": known,
        "first": str(min(by_year)),
        "last": str(max(by_year)),
        "year": str(year),
        "year_n": by_year[year],
        "before": str(year - 1),
        "before_n": by_year[year - 1],
        "top": lower_first(terms.label(top) if top in terms else top),
        "top_n": groups[top],
        "shown": min(ROWS, len(deals)),
    }


def _years(desk: Desk, values: dict[str, object]) -> Figure:
    deals, terms = desk.landscape.deals, list(desk.landscape.vocabulary["deal-groups"])
    counts = Counter(
        (year, _group(desk, kind)) for year, kind in deals[["year", "type"]].itertuples(index=False)
    )
    span = range(min(deals["year"]), max(deals["year"]) + 1)
    rows = tuple(
        years.Year(str(year), tuple(counts[year, term.id] for term in terms)) for year in span
    )
    series = tuple(
        years.Series(term.label, HUES[index % len(HUES)]) for index, term in enumerate(terms)
    )
    scene = years.draw(years.Years(rows, series, desk.words("deals.years.count")), desk.measure)
    return Figure("deals-by-year", scene, desk.words("deals.years.alt", **values))


def _grid(desk: Desk) -> Grid:
    heads = tuple(
        Head(
            desk.words(f"deals.table.{key}"),
            width,
            "right" if key in ("upfront", "total") else "left",
        )
        for key, width in WIDTHS
    )
    deals = desk.landscape.deals
    by_day = deals.assign(day=[first_day(date) for date in deals["date"]])
    newest = by_day.sort_values(["day", "id"], ascending=False).head(ROWS)
    return Grid(
        heads,
        tuple(_row(desk, row) for row in newest.to_dict("records")),
        table="deals",
        style="wrap",
    )


def _row(desk: Desk, row: dict[Hashable, object]) -> Row:
    parties, refs = row["parties"], row["refs"]
    assert isinstance(parties, tuple)
    assert isinstance(refs, tuple)
    kinds = desk.landscape.vocabulary["deal-types"]
    return Row(
        (
            Cell(desk.short_day(str(row["date"])), sort=str(row["date"])),
            Cell(", ".join(parties)),
            Cell(str(row["asset"]), refs=desk.cite(refs, most=1)),
            Cell(kinds[str(row["type"])].label),
            _amount(desk, row["upfront"], str(row["currency"])),
            _amount(desk, row["total"], str(row["currency"])),
        )
    )


def _amount(desk: Desk, value: object, currency: str) -> Cell:
    if not isinstance(value, int):
        return Cell(desk.words("nd"), tone="muted", sort=0)
    return Cell(f"{currency} {number(round(value / 1e6))}", sort=value)
