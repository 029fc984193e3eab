"""Where money goes: licences, acquisitions and financings, with amounts as disclosed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Cell, Figure, Grid, Section
from cartreport.briefing.figures import years
from cartreport.briefing.grids import stated
from cartreport.briefing.guards import kept
from cartreport.briefing.numbers import Bound, written
from cartreport.briefing.sections.records import records_grid, with_cells
from cartreport.briefing.sums import said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cartreport.briefing.desk import Desk
    from cartreport.briefing.view import Line

KIND = "exhibits"
ROWS = 24
HUES = ("neu-1", "seq-4", "neu-2", "seq-3", "neu-3", "seq-2")
WIDTHS = {
    "date": 19.0,
    "parties": 40.0,
    "label": 48.0,
    "type": 24.0,
    "upfront": 17.0,
    "total": 26.0,
}


def section(desk: Desk) -> Section | None:
    """Deals by year and kind, and the newest ones."""
    if not desk.filled("deals"):
        return None
    values = _values(desk)
    deals = desk.view("deals").lines
    shown = kept(deals, lambda line: str(line["date"]), ROWS)
    return replace(
        desk.section("deals", KIND, values=values),
        exhibits=(
            desk.exhibit(
                "deals.years", "deals-by-year", values=values, figure=_years(desk, values)
            ),
            desk.exhibit(
                "deals.table",
                "deals",
                values={**values, "shown": Bound(len(shown))},
                grid=_grid(desk, shown),
            ),
        ),
    )


def _values(desk: Desk) -> dict[str, object]:
    deals, by_year = desk.view("deals"), desk.view("deals-by-year")
    first_year, last_year = by_year.lines[0]["label"], by_year.lines[-1]["label"]
    year = max(deals.table.as_of[:4], last_year)
    before = str(int(year) - 1)

    def of(year: str) -> object:
        return by_year.count("n", [line for line in [by_year.get(year)] if line])

    return {
        "n": by_year.total.n("n"),
        "known": deals.rows(line for line in deals if priced(line)),
        "span": desk.since(first_year, last_year),
        "from_to": desk.words("deals.years.span", first=first_year, last=last_year)
        if first_year != last_year
        else first_year,
        "year": year,
        "year_n": of(year),
        "before": before,
        "before_n": of(before),
    }


def priced(line: Line) -> bool:
    return line["upfront"] is not None or line["total"] is not None


def _years(desk: Desk, values: dict[str, object]) -> Figure:
    by_year = desk.view("deals-by-year")
    kinds = by_year.keys("type-group:")
    rows = tuple(years.Year(line["label"], tuple(line[key] for key in kinds)) for line in by_year)
    series = tuple(
        years.Series(by_year.column(key).label, HUES[place % len(HUES)])
        for place, key in enumerate(kinds)
    )
    scene = years.draw(years.Years(rows, series, desk.words("deals.years.count")), desk.measure)
    return Figure("deals-by-year", scene, desk.say("deals.years.alt", values))


def _grid(desk: Desk, shown: Sequence[Line]) -> Grid:
    made = records_grid(desk, desk.view("deals"), WIDTHS, shown)
    places = {key: place for place, key in enumerate(WIDTHS)}
    cells = {
        places["parties"]: [Cell(desk.words.comma(line["parties"])) for line in shown],
        places["upfront"]: [_amount(desk, line, "upfront") for line in shown],
        places["total"]: [_amount(desk, line, "total") for line in shown],
    }
    return with_cells(made, cells)


def _amount(desk: Desk, line: Line, column: str) -> Cell:
    """An amount in millions, with what the total is where it is no exact one.

    It is sorted within its currency: two of them have no order.
    """
    value, currency = line[column], line["currency"]
    if value is None:
        return Cell(desk.words("nd"), tone="muted", sort="")
    return stated(value, _worded(desk, line, column), currency)


def amount(desk: Desk, line: Line) -> str:
    """The total of a deal, else its upfront, as the table prints it; nothing where none is told."""
    told = (column for column in ("total", "upfront") if line[column] is not None)
    return next((written(line[column], _worded(desk, line, column)) for column in told), "")


def _worded(desk: Desk, line: Line, column: str) -> str:
    exact = said(desk.words, line[column], line["currency"])
    bound = line["bound"] if column == "total" else None
    return desk.words("deals.bound", bound=bound, amount=exact) if bound else exact
