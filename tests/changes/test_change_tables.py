"""Events are a frame of the landscape: a declared table counts them, and each cell opens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from small_landscape import earlier_snapshot, landscape_since

from cartreport.changes.compare import Comparison
from cartreport.changes.event import Event
from cartreport.changes.framed import with_changes
from cartreport.changes.rebased import rebased
from cartreport.landscape import one_table
from cartreport.landscape.counting import table_of
from cartreport.landscape.explained import explained
from cartreport.landscape.model import Landscape, landscape_of
from cartreport.landscape.recorded import behind
from cartreport.landscape.restored import restored
from cartreport.landscape.snapshot import Snapshot
from cartreport.sources.table_plan import TablePlan

PLAN = {
    "title": "What changed",
    "unit": "change",
    "where": {"focus": "focus"},
    "rows": "kind",
    "columns": ["grade"],
}


@pytest.fixture(scope="module")
def landscape(compared: Comparison) -> Landscape:
    """The later edition, with what changed since the earlier one."""
    return _known(compared, compared.events)


def test_a_declared_table_counts_them(landscape: Landscape, compared: Comparison) -> None:
    """A row a kind, a column a grade: the events of the focus country, each once."""
    table = table_of(landscape, "changed", TablePlan.model_validate(PLAN))
    here = [event for event in compared.events if event.focus]
    assert dict(zip(table.frame["id"], table.frame["n"], strict=True)) == Counter(
        event.kind for event in here
    )
    assert table.total is not None
    assert table.total["grade:news"] == sum(event.grade == "news" for event in here)


def test_a_flow_has_a_row_for_each_group_and_one_for_none_where_that_is_met() -> None:
    """Every trial's status has a group: active, unknown and ended alone."""
    table = one_table(landscape_since(earlier_snapshot()), "trials-flow")
    assert table.row_ids == ["active", "unknown", "ended"]


def test_a_cell_opens_to_its_events(landscape: Landscape) -> None:
    """The records behind a count are events, from and to, with the reason."""
    table = table_of(landscape, "changed", TablePlan.model_validate(PLAN))
    one = explained({"changed": table}, "changed/enrolment/grade:news")
    told = {record.cells for record in behind(landscape, one, one.ids)}
    assert len(told) == one.value == 2
    why = "by more than 25 per cent of the number before"
    assert {(cells[2], cells[3], cells[5]) for cells in told} == {
        ("40", "51", why),
        ("40", "29", why),
    }


def test_values_read_as_words(compared: Comparison, pair: tuple[Snapshot, Snapshot]) -> None:
    """A price has its unit, an id the name of its record, a term its label, a figure its unit."""
    price = Event(
        "price",
        "news",
        "products",
        "alphacel",
        "list-price",
        None,
        1200000,
        None,
        (),
        "why",
        "price",
        True,
    )
    events = [
        price,
        replace(price, before=1200000),
        replace(
            price, of="programmes", record="bx-2", field="company", before="borealis", after="acme"
        ),
        replace(
            price, of="programmes", record="bx-2", field="partners", before=["acme"], after=None
        ),
        replace(
            price,
            of="programmes",
            record="bx-2",
            field="facets",
            before={"origin": "own"},
            after={"origin": "donor"},
        ),
        replace(
            price,
            of="programmes",
            record="bx-2",
            field="facets",
            before={"origin": "own"},
            after={},
        ),
        replace(
            price,
            of="policy",
            record="policy-1",
            field="category",
            before="guideline",
            after="guideline",
        ),
        replace(price, of="figures", record="size-1", field="id", after="new"),
    ]
    said = _known(compared, events).changes["said"]
    assert list(said) == [
        "→ 1,200,000 FRD per dose",
        "1,200,000 FRD per dose",
        "Borealis → Acme",
        "− Acme",
        "Origin own → donor",
        "Origin own → not stated",
        "Guideline",
        "72 FRD million",
    ]


def _known(compared: Comparison, events: Sequence[Event]) -> Landscape:
    after = landscape_of(restored(compared.after))
    return with_changes(after, compared.before, compared.after, events)


def test_two_events_alike_are_two(compared: Comparison) -> None:
    """Two facts of one kind that change at once have two ids: neither is lost in a count."""
    twice = _known(compared, [compared.events[0]] * 2)
    assert len(set(twice.changes["id"])) == 2


def test_a_first_edition_has_none(compared: Comparison) -> None:
    """Held against no edition, a landscape has no changes, and the table no rows."""
    first = landscape_of(restored(compared.after))
    assert len(table_of(first, "changed", TablePlan.model_validate(PLAN)).frame) == 0


def test_an_earlier_edition_speaks_the_words_of_the_project(
    compared: Comparison, tmp_path: Path
) -> None:
    """Those of the later one's folder, as they stand there now; of no other folder."""
    words = tmp_path / "templates" / "tables" / "words.yaml"
    words.parent.mkdir(parents=True)
    told = []
    for text in ("unsaid", "unknown here"):
        words.write_text(f"not-stated: {text}\n", "utf-8")
        landscape = landscape_of(replace(restored(compared.after), root=tmp_path))
        earlier = rebased(compared.before, compared.after, (), landscape)
        told.append(earlier.words("not-stated"))
    assert told == ["unsaid", "unknown here"]
