"""What the briefing says of itself: its sources' age, its rules, and where sources disagree."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from small_landscape import small_landscape
from test_withheld import section

from cartreport.briefing.briefing import Briefing, Grid, Section
from cartreport.briefing.measure import Measure
from cartreport.briefing.numbers import untraced
from cartreport.landscape import one_table
from cartreport.landscape.model import Landscape
from cartreport.landscape.table import Table


def aged(**sources: dict[str, Any]) -> Landscape:
    """The small landscape with other values of its sources, by id."""
    landscape = small_landscape()
    frame = landscape.sources.copy()
    for place, id in enumerate(frame["id"]):
        for column, value in sources.get(id, {}).items():
            frame.at[place, column] = value
    return replace(landscape, sources=frame)


def finding(landscape: Landscape, measure: Measure) -> str:
    """The finding of the section on how to read it."""
    return untraced(section(landscape, "reading", measure).finding)


@pytest.fixture(scope="module")
def method(bundled: Landscape, measure: Measure) -> Section:
    """The section on method of the bundled landscape, with no section before it."""
    made: Section = section(bundled, "method", measure)
    return made


def grid(made: Section, id: str) -> Grid:
    """The grid of one of its exhibits."""
    found = next(exhibit.grid for exhibit in made.exhibits if exhibit.id == id)
    assert found is not None
    return found


def test_who_paid_is_said_by_the_project_alone(measure: Measure) -> None:
    """Nobody is declared independent by the program; what the briefing is not is always said."""
    landscape, advice = small_landscape(), "This briefing is not medical or investment advice."
    project = landscape.project.model_copy(update={"independence": "Acme paid for this."})
    told = [
        section(held, "reading", measure).extra["advice"]
        for held in (landscape, replace(landscape, project=project))
    ]
    assert told == [("No advice", advice), ("Independence", f"Acme paid for this. {advice}")]


def test_late_sources_are_named(measure: Measure) -> None:
    """Which source is late stands in the sentence; one that was searched in time is quiet, not late."""
    late = {"state": "late", "age": 50, "max_age": 40}
    quiet = {"state": "quiet", "age": 10, "max_age": 40}
    one = finding(small_landscape(), measure)
    assert one == "The one source with an age limit is past it: trials"
    three = finding(aged(de=late, po=quiet), measure)
    told = "Two of three sources with an age limit are past it: deals, trials; quiet: policy"
    assert three == told
    still = {"state": "in time"}
    assert finding(aged(po=quiet, tr=still), measure) == (
        "One of two sources with an age limit is quiet: policy"
    )


def test_sources_in_time_are_no_warning(measure: Measure) -> None:
    """All within their limits; and where none has a limit no number is printed."""
    fresh = aged(tr={"state": "in time"}, de={"state": "in time", "age": 3, "max_age": 9})
    assert finding(fresh, measure) == "All two sources that have an age limit are within it"
    without = aged(tr={"state": "no limit", "max_age": None})
    made = section(without, "reading", measure)
    assert made.finding == "Every number names its unit, its date and its source"
    assert "quality" not in made.extra


def test_a_source_without_an_age_stands_in_the_list_and_in_no_number(measure: Measure) -> None:
    """A limit alone shows no age: the row says so, the sentence does not count it."""
    landscape = aged(de={"state": "no limit", "age": None, "max_age": 9})
    made = section(landscape, "reading", measure)
    assert untraced(made.finding).startswith("The one source with")
    rows = made.extra["quality"].rows
    assert [row.cells[0].text for row in rows] == ["Deals", "Trials"]
    assert [row.cells[-1].mark for row in rows] == ["", "disputed"]


def test_every_sentence_of_a_rule_is_said_once(
    whole: Briefing, bundled_tables: dict[str, Table]
) -> None:
    """All sentences of the rules of the tables in use stand there, and none stands twice."""
    made = next(part for part in whole.sections if part.id == "method")
    said = [row.cells[1].text for row in grid(made, "rules").rows if row.kind == "row"]
    split = re.compile(r"(?<=\.) (?=[A-Z`“])")
    sentences = Counter(sentence for text in said for sentence in split.split(text))
    rules = [re.sub(r"`([^`]+)`", r"“\1”", bundled_tables[name].rule) for name in whole.tables]
    wanted = {part for rule in rules for part in split.split(rule)}
    assert set(sentences) == wanted
    assert [sentence for sentence, n in sentences.items() if n > 1] == []
    assert f"the {len(whole.tables)} tables in use" in made.exhibits[1].title


def test_every_grid_names_a_table_that_there_is(
    whole: Briefing, bundled_tables: dict[str, Table]
) -> None:
    """A grid of a table is that of one which is published; the others name none."""
    from test_sections import walk

    grids = [node for node in walk(whole.sections) if isinstance(node, Grid)]
    assert {made.table for made in grids} - {"", *bundled_tables} == set()


def test_a_conflict_is_told_in_names(method: Section, bundled: Landscape) -> None:
    """A deal by its parties, an event by its body, an outcome by its label: no id is printed."""
    rows = [[cell.text for cell in row.cells] for row in grid(method, "conflicts").rows]
    ids = {row["id"] for kind in ("deals", "policy", "figures") for row in bundled.rows(kind)}
    assert [row for row in rows if ids & set(re.findall(r"[\w-]+", " ".join(row)))] == []
    deal = next(row for row in rows if row[0].startswith("JW Therapeutics, private investors"))
    assert deal[1:4] == ["total amount", "90,000,000", "100,000,000"]
    outcome = next(row for row in rows if row[1] == "Reimbursement")
    assert outcome[2] == "Did not pass formal review"
    assert len(rows) == sum(row["verdict"] == "alternate" for row in bundled.rows("disputes"))


def test_what_is_held_is_counted_from_the_files(method: Section, bundled: Landscape) -> None:
    """References and facts of the finding, and the trials in doubt."""
    said = untraced(method.finding)
    assert said.startswith(f"{len(bundled.references)} references and {len(bundled.facts)} ")
    doubtful = sum(row["in_focus"] and bool(row["doubt"]) for row in bundled.rows("trials"))
    assert f" Doubtful trials: {doubtful} (" in untraced(method.exhibits[0].foot.included.text)


def test_an_application_for_a_wider_use_is_no_product_of_its_own(bundled: Landscape) -> None:
    """One of the 21 records of products extends another: completeness is asked of the others."""
    products = bundled.rows("products")
    table = one_table(bundled, "completeness")
    rows = dict(zip(table.row_ids, table.frame["records"], strict=True))
    assert rows["products:brand"] == sum(row["extends"] is None for row in products)
    assert rows["products:brand"] < len(products)


def test_a_kind_without_records_has_no_row_of_confidence() -> None:
    """No figure is not a row of zeros; facts, companies, programmes, deals and events stand."""
    landscape = small_landscape()
    bare = replace(landscape, figures=landscape.figures.iloc[:0])
    table = one_table(bare, "confidence")
    assert list(table.frame["id"]) == ["facts", "companies", "programmes", "deals", "policy"]
