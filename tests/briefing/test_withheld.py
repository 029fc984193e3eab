"""Sentences of the bundled briefing that its data do not bear: none of them is printed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cartreport.briefing.briefing import Briefing
from cartreport.briefing.compose import compose
from cartreport.briefing.measure import Measure
from cartreport.briefing.numbers import untraced
from cartreport.briefing.wording import read_words
from cartreport.landscape import Tables
from cartreport.landscape.model import Landscape
from cartreport.sources.section_plan import BriefingPlan

ROOT = Path(__file__).resolve().parents[2]


def section(landscape: Landscape, name: str, measure: Measure) -> Any:
    """One section, composed alone from the tables of the landscape."""
    file = ROOT / "templates/briefing/words.yaml"
    words = read_words([(file, "words.yaml")], landscape.project.terms)
    plan = BriefingPlan(sections=[name])
    tables = Tables(landscape)
    briefing: Briefing = compose(landscape, tables, "x", plan, words, measure, "0" * 8)
    return briefing.sections[0]


def figures(landscape: Landscape, *sizes: tuple[float, str, str, str, str]) -> Landscape:
    """The landscape with these market sizes alone: value, year, kind, publisher, confidence."""
    one = landscape.figures.to_dict("records")[0]
    rows = [
        {
            **one,
            "id": f"size-{place}",
            "metric": landscape.project.terms["market-size"],
            "unit": landscape.project.terms["market-unit"],
            "value": value,
            "year": year,
            "kind": kind,
            "publisher": publisher,
            "confidence": confidence,
        }
        for place, (value, year, kind, publisher, confidence) in enumerate(sizes)
    ]
    frame = landscape.figures.iloc[:0].copy()
    for place, row in enumerate(rows):
        frame.loc[place] = [row[column] for column in frame.columns]
    return replace(landscape, figures=frame.astype(object))


A, B = (72.0, "2022", "estimate", "A", "medium"), (90.0, "2022", "estimate", "B", "medium")


@pytest.mark.parametrize(
    "other",
    [
        (692.9, "2024", "estimate", "B", "medium"),
        (692.9, "2022", "estimate", "B", "low"),
        (692.9, "2022", "forecast", "B", "medium"),
        (692.9, "2022", "estimate", "A", "medium"),
    ],
    ids=["another year", "a weak source", "a forecast", "the same publisher"],
)
def test_a_range_of_sizes_is_withheld(bundled: Landscape, measure: Measure, other: Any) -> None:
    """A range is said of one year, by two publishers, of no forecast and no weak source."""
    assert "run from" not in section(figures(bundled, A, other), "market", measure).finding


def test_a_range_of_one_year_is_said(bundled: Landscape, measure: Measure) -> None:
    """Two publishers, one year, one unit: the range is printed with both."""
    said = untraced(section(figures(bundled, A, B), "market", measure).finding)
    assert "run from 72 (A, 2022) to 90" in said
    assert "(B, 2022)" in said


def test_the_year_that_is_not_over_is_not_praised(bundled: Landscape, measure: Measure) -> None:
    """Deals of the newest year are so far; no year of an incomplete list is a peak."""
    years = section(bundled, "deals", measure).exhibits[0]
    by_year, title = list(bundled.deals["year"]), untraced(years.title)
    assert title.startswith(f"{by_year.count(2026)} deals of 2026 so far")
    assert f"{by_year.count(2025)} of 2025" in title
    assert "peak" not in years.title + years.figure.alt


def test_deals_stand_newest_first_by_day(bundled: Landscape, measure: Measure) -> None:
    """A quarter and a year stand at their first day, not by the letters of their dates."""
    grid = section(bundled, "deals", measure).exhibits[1].grid
    dates = [str(row.cells[0].sort) for row in grid.rows]
    firsts = [date.replace("-Q1", "-01-01").ljust(10, "~").replace("~", "") for date in dates]
    days = [(date + "-01-01")[:10] if len(date) < 10 else date for date in firsts]
    assert days == sorted(days, reverse=True)
    assert dates[0] == max(date for date in bundled.deals["date"] if len(date) == 10)


def test_what_a_settings_title_says_stands_in_its_table(
    bundled: Landscape, measure: Measure
) -> None:
    """The title's numbers are those of two rows: trials, and those started of late."""
    exhibit = next(
        item
        for item in section(bundled, "sponsors", measure).exhibits
        if "started since" in item.title
    )
    rows = {row.cells[0].text: [cell.text for cell in row.cells[1:]] for row in exhibit.grid.rows}
    started = next(cells for head, cells in rows.items() if "started since" in head)
    for recent, trials in zip(started, rows["Trials"], strict=True):
        assert f"{recent}/{trials}" in untraced(exhibit.title)
    assert "fastest" not in untraced(exhibit.title)
