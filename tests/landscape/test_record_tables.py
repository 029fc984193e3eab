"""Whoever counts for himself, from the lists of records, comes to what the tables say."""

from __future__ import annotations

import csv
import io
from collections import Counter

import pytest

from cartreport.landscape.approvals_timeline import _setting, _turn
from cartreport.landscape.model import Landscape
from cartreport.landscape.table import Table
from cartreport.render.formats import csv as table_csv


def read(table: Table) -> list[dict[str, str]]:
    """The table as its published file has it, read by the csv module."""
    return list(csv.DictReader(io.StringIO(table_csv.render(table))))


@pytest.mark.parametrize("frame", ["trials", "products", "facts"])
def test_every_record_has_a_row(
    frame: str, bundled: Landscape, bundled_tables: dict[str, Table]
) -> None:
    """As many as the landscape holds, in its order."""
    rows = read(bundled_tables[frame])
    assert len(rows) == len(getattr(bundled, frame))
    if frame != "facts":
        assert [row["id"] for row in rows] == list(getattr(bundled, frame)["id"])


def test_sponsors_are_counted_again_from_the_list(bundled_tables: dict[str, Table]) -> None:
    """A spreadsheet over trials.csv: with a site in the focus country, by sponsor and status."""
    here = [row for row in read(bundled_tables["trials"]) if row["in_focus"] == "yes"]
    again = Counter(row["sponsor_id"] or row["sponsor"] for row in here)
    active = Counter(
        row["sponsor_id"] or row["sponsor"] for row in here if row["status_group"] == "active"
    )
    told = read(bundled_tables["trials-by-sponsor"])
    assert {row["id"]: int(row["n"]) for row in told} == dict(again)
    assert {
        row["id"]: int(row["status-group:active"])
        for row in told
        if row["status-group:active"] != "0"
    } == dict(active)


def test_labels_stand_in_columns_of_their_own(
    bundled: Landscape, bundled_tables: dict[str, Table]
) -> None:
    """Several values with a bar between them; what is not stated is empty."""
    rows = {row["id"]: row for row in read(bundled_tables["trials"])}
    for label in ("cell-source", "armour"):
        held = dict(zip(bundled.trials["id"], bundled.labelled(label), strict=True))
        assert held
        for trial, row in rows.items():
            assert row[f"label:{label}"] == "|".join(held.get(trial, ())), trial


def test_a_year_has_no_thousands(bundled_tables: dict[str, Table]) -> None:
    """2019 is a date, and an enrolment is a number."""
    trials = bundled_tables["trials"]
    assert trials.column("start_year").kind == "date"
    assert trials.column("enrolment").kind == "number"
    first = next(year for year in trials.frame["start_year"] if year is not None)
    assert isinstance(first, str)


def test_a_use_has_the_setting_of_its_indications(small: Landscape) -> None:
    """Where they have one: of several settings, of none, or of a term that has none, it has none."""
    held = {("flood",): "Wet", ("flood", "drought"): None, (): None, ("mist",): None}
    assert {terms: _setting(small, terms) for terms in held} == held
    assert _setting(small, ("flood", "mist")) is None


def test_approvals_stand_by_date() -> None:
    """A month stands before its days, what has no date last; of one day by product and use."""
    dates = {
        "c": None,
        "b": "2024-05-01",
        "a": "2024-05-01",
        "d": "2024-04",
        "e": None,
        "f": "2023",
    }
    uses = [{"approval": date, "product": id, "use": 0} for id, date in dates.items()]
    assert [use["product"] for use in sorted(uses, key=_turn)] == ["f", "d", "a", "b", "c", "e"]
    twice = [{"approval": "2024", "product": "a", "use": n} for n in (2, 1)]
    assert [use["use"] for use in sorted(twice, key=_turn)] == [1, 2]
