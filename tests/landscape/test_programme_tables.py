"""Tables of programmes over a landscape that can be counted by hand: what earns a cell its words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from small_landscape import PRODUCTS, PROGRAMMES, small_records

from cartreport.landscape import Tables, one_table
from cartreport.landscape.model import landscape_of
from cartreport.landscape.table import Table
from cartreport.sources.records import Entry, Records


def tables(records: Records) -> dict[str, Table]:
    return Tables(landscape_of(records))


def changed(held: dict[str, Any], id: str, **fields: Any) -> dict[str, Any]:
    """Entries with some fields of one record changed."""
    return {**held, id: Entry(held[id].record.model_copy(update=fields), {})}


def row(table: Table, id: str) -> dict[str, Any]:
    """The row with this id."""
    return {str(k): v for k, v in table.frame.iloc[table.row_ids.index(id)].items()}


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("target-indication", ("a rivers", "a deserts")),
        ("target-indication-cells", ("a flood", "a drought")),
    ],
)
def test_a_cell_is_approved_where_its_use_is(name: str, cells: tuple[str, str]) -> None:
    """Rain is approved for flood and filed for drought; its programme names both and leads none.

    The deserts have a phase 2 of another programme, which leads there.
    """
    flood, drought = PRODUCTS["rain"].record.uses
    uses = [flood, drought.model_copy(update={"facts": []})]
    records = replace(
        small_records(),
        products=changed(PRODUCTS, "rain", uses=uses),
        programmes=changed(
            PROGRAMMES, "one", indications=["flood", "drought"], lead_indication=None
        ),
    )
    held = [row(tables(records)[name], cell) for cell in cells]
    assert [cell["programmes"] for cell in held] == [1, 2]
    assert [cell["approved"] for cell in held] == [1, 0]
    assert [cell["phase"] for cell in held] == [None, "Phase 2"]


@pytest.mark.parametrize(
    ("lead", "phases"), [("flood", ["Approved", "Phase 2"]), ("drought", [None, "Phase 2"])]
)
def test_an_approval_elsewhere_is_no_phase_here(lead: str, phases: list[str | None]) -> None:
    """A programme that is approved for flood is not so in the deserts, though it lead there."""
    flood, drought = PRODUCTS["rain"].record.uses
    uses = [flood, drought.model_copy(update={"facts": []})]
    records = replace(
        small_records(),
        products=changed(PRODUCTS, "rain", uses=uses),
        programmes=changed(
            PROGRAMMES, "one", indications=["flood", "drought"], lead_indication=lead
        ),
    )
    table = tables(records)["target-indication"]
    assert [row(table, cell)["phase"] for cell in ("a rivers", "a deserts")] == phases


def test_a_rule_names_the_counts_that_order_its_rows() -> None:
    """With trials and without: what the project cannot count orders nothing."""
    records = small_records()
    left = [source for source in records.project.sources if source.kind != "trials"]
    without = replace(records, project=records.project.model_copy(update={"sources": left}))
    end = "the largest first; equal ones by name; not stated last."
    for held, told in (
        (records, "Rows by programmes, then linked trials"),
        (without, "Rows by programmes"),
    ):
        rule = tables(held)["by-target"].rule
        assert rule.endswith(f"{told}, {end}")
        assert ("Linked trials:" in rule) is (held is records)
        assert "By setting: the one that a programme names first." in rule
    assert "Rows by programmes, then it alone" in tables(records)["by-each-target"].rule
    assert "By setting" not in tables(records)["by-phase"].rule
    sponsored = [tables(held)["by-company"].rule for held in (records, without)]
    assert ["Trials sponsored" in rule for rule in sponsored] == [True, False]


def test_what_is_linked_and_of_another_kind_stands_apart() -> None:
    """Were T2 no trial of the landscape: both programmes that list it have one record apart."""
    landscape = landscape_of(small_records())
    trials = landscape.trials
    moved = replace(
        landscape,
        trials=trials[trials["id"] != "T2"].reset_index(drop=True),
        outside=trials[trials["id"] == "T2"].reset_index(drop=True),
    )
    table = one_table(moved, "programmes")
    assert [row(table, id)["trials_apart"] for id in ("one", "two", "three")] == [1, 1, 0]
    assert [row(table, id)["trials_focus"] for id in ("one", "two", "three")] == [1, 1, 1]
    assert (table.total or {})["trials_apart"] == 1
    assert "trials_apart" not in tables(small_records())["programmes"].frame
