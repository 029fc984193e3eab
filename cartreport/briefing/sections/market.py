"""Published figures: sizes, prices, patients and counts, each with its publisher and year."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Cell
from cartreport.briefing.grids import plain, stated
from cartreport.briefing.numbers import OWN, Bound, written
from cartreport.briefing.sections.evidence_cells import weak
from cartreport.briefing.sections.records import records_grid, with_cells

if TYPE_CHECKING:
    from cartreport.briefing.briefing import Exhibit, Grid, Section
    from cartreport.briefing.desk import Desk
    from cartreport.briefing.view import Line, View
    from cartreport.briefing.words import Words

KIND = "exhibits"
WIDTHS = {"label": 62.0, "value": 15.0, "unit": 20.0, "year": 19.0, "kind": 30.0, "publisher": 28.0}
WORDED = {"label": 50.0, "value": 53.0, "year": 20.0, "kind": 20.0, "publisher": 31.0}


def section(desk: Desk) -> Section | None:
    """All published figures that are numbers, each with its publisher and year."""
    if not desk.filled("market-figures"):
        return None
    figures = desk.view("market-figures")
    shown = [line for line in figures if isinstance(line["value"], (int, float))]
    publishers = dict.fromkeys(line["publisher"] for line in figures if line["publisher"])
    values: dict[str, object] = {
        "n": figures.rows(),
        "shown": figures.rows(shown),
        "publishers": Bound(len(publishers)),
        "publisher": next(iter(publishers), desk.words("none")),
        **_range(desk, _sizes(desk, shown)),
    }
    return replace(
        desk.section("market", KIND, values=values),
        exhibits=(
            *_in_numbers(desk, shown, values),
            *_in_words(desk, figures, values),
        ),
    )


def _in_numbers(desk: Desk, shown: list[Line], values: dict[str, object]) -> list[Exhibit]:
    """The figures that are numbers; none where all are ranges or words."""
    if not shown:
        return []
    grid = _grid(desk, shown)
    return [desk.exhibit("market.table", "market-figures", values=values, grid=grid)]


def _in_words(desk: Desk, figures: View, values: dict[str, object]) -> list[Exhibit]:
    """The figures that are ranges or words, each as its publisher gives it, its unit behind it."""
    told = [line for line in figures if isinstance(line["value"], str)]
    if not told:
        return []
    made = records_grid(desk, figures, WORDED, told, most=1)
    made = replace(made, heads=tuple(replace(head, align="left") for head in made.heads))
    worded = [Cell(with_unit(desk.words, line["value"], line["unit"])) for line in told]
    made = with_cells(made, {list(WORDED).index("value"): worded})
    return [
        desk.exhibit(
            "market.words",
            "market-figures",
            values={**values, "told": figures.rows(told)},
            grid=made,
        )
    ]


def with_unit(words: Words, value: str, unit: str | None) -> str:
    """A range or words with their unit, once: not behind words that hold it themselves."""
    if not unit or re.search(rf"(?<![A-Za-z]){re.escape(unit)}(?![A-Za-z])", value):
        return written(value)
    return words("amount", value=written(value), unit=unit)


def _grid(desk: Desk, shown: list[Line]) -> Grid:
    """The figures; their values are sorted within a unit, for two units have no order."""
    made = records_grid(desk, desk.view("market-figures"), WIDTHS, shown, most=3)
    values = [stated(line["value"], unit=line["unit"] or "") for line in shown]
    return with_cells(made, {list(WIDTHS).index("value"): values})


def _range(desk: Desk, sizes: list[Line]) -> dict[str, object]:
    """The lowest and the highest size, each with its publisher and year; nothing without any."""
    if not sizes:
        return {}
    values: dict[str, object] = {"size_unit": desk.words.terms["market_unit"]}
    for end, line in (("low", sizes[0]), ("high", sizes[-1])):
        values[end] = written(line["value"], plain(line["value"]), OWN)
        values[f"{end}_by"] = desk.words.comma((line["publisher"], line["year"]))
    return values


def _sizes(desk: Desk, shown: list[Line]) -> list[Line]:
    """The sizes of the newest year for which two publishers give one, the smallest first.

    A range is said of one unit and one year, of no forecast, of no kind that the vocabulary does
    not know, and of no weak source; else of none.
    """
    wanted = desk.words.terms.get("market_size"), desk.words.terms.get("market_unit")
    by_year: dict[str, list[Line]] = {}
    for line in shown:
        sure = line["forecast"] == "no" and not weak(line["confidence"])
        if (line["label"], line["unit"]) == wanted and sure and line["year"]:
            by_year.setdefault(line["year"], []).append(line)
    years = [year for year, held in by_year.items() if len({x["publisher"] for x in held}) > 1]
    return sorted(by_year[max(years)], key=lambda line: float(line["value"])) if years else []
