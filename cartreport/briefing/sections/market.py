"""Published figures: sizes, prices, patients and counts, each with its publisher and year."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Cell, Grid, Head, Row, Section
from cartreport.briefing.grids import plain

if TYPE_CHECKING:
    import pandas as pd

    from cartreport.briefing.desk import Desk

KIND = "exhibits"
WIDTHS = (
    ("metric", 62.0),
    ("value", 15.0),
    ("unit", 20.0),
    ("year", 17.0),
    ("kind", 32.0),
    ("publisher", 28.0),
)


def section(desk: Desk) -> Section | None:
    """All published figures that are numbers, each with its publisher and year."""
    if not len(desk.landscape.figures):
        return None
    figures = desk.landscape.figures
    shown = figures[[isinstance(value, (int, float)) for value in figures["value"]]]
    sizes = _sizes(desk, shown)
    values: dict[str, object] = {
        "n": len(figures),
        "shown": len(shown),
        "publishers": int(shown["publisher"].nunique()),
        "sizes": len(sizes),
        "size_unit": desk.words.terms.get("market_unit", ""),
        "low": plain(sizes[0][0]) if sizes else "",
        "low_by": ", ".join(sizes[0][1:]) if sizes else "",
        "high": plain(sizes[-1][0]) if sizes else "",
        "high_by": ", ".join(sizes[-1][1:]) if sizes else "",
    }
    section_words = desk.section("market", KIND, values=values)
    if not sizes:
        section_words = replace(section_words, finding=desk.words("market.finding.plain", **values))
    return replace(
        section_words,
        exhibits=(
            desk.exhibit(
                "market.table",
                values=values,
                grid=_grid(desk, shown),
                source=desk.sources("market-figures"),
            ),
        ),
    )


def _sizes(desk: Desk, shown: pd.DataFrame) -> list[tuple[float, str, str]]:
    """Sizes, publishers and the year of the newest year for which two publishers give one.

    A range is said of one unit and one year, and of no forecast and no weak source; else of none.
    """
    by_year: dict[str, list[tuple[float, str, str]]] = {}
    for row in shown.to_dict("records"):
        if (
            row["metric"] == desk.words.terms.get("market_size")
            and row["unit"] == desk.words.terms.get("market_unit")
            and not str(row["kind"]).startswith("forecast")
            and row["confidence"] in ("high", "medium")
            and row["year"]
        ):
            size = (row["value"], str(row["publisher"]), str(row["year"]))
            by_year.setdefault(size[-1], []).append(size)
    years = [year for year, held in by_year.items() if len({size[1] for size in held}) > 1]
    return sorted(by_year[max(years)]) if years else []


def _grid(desk: Desk, shown: pd.DataFrame) -> Grid:
    heads = tuple(
        Head(desk.words(f"market.table.{key}"), width, "right" if key == "value" else "left")
        for key, width in WIDTHS
    )
    frame = shown.sort_values(["metric", "year", "id"])
    rows = tuple(
        Row(
            (
                Cell(str(row["metric"]), refs=desk.cite(row["refs"])),
                Cell(plain(row["value"]), sort=row["value"]),
                Cell(str(row["unit"])),
                Cell(str(row["year"] or desk.words("nd"))),
                Cell(str(row["kind"])),
                Cell(str(row["publisher"]), tone="muted" if row["confidence"] == "low" else ""),
            )
        )
        for row in frame.to_dict("records")
    )
    return Grid(heads, rows, table="market-figures", style="wrap")
