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
from cartreport.changes.said import Said
from cartreport.landscape import one_table
from cartreport.landscape.counting import table_of
from cartreport.landscape.explained import explained
from cartreport.landscape.model import Landscape, landscape_of
from cartreport.landscape.recorded import behind
from cartreport.landscape.restored import restored
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


PRICE = Event(
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
READ: list[tuple[Event, str, str, str]] = [
    (PRICE, "List price", "→ 1,200,000 FRD per dose", "not stated → 1,200,000 FRD per dose"),
    (
        replace(PRICE, before=1200000),
        "List price",
        "1,200,000 FRD per dose",
        "1,200,000 FRD per dose → 1,200,000 FRD per dose",
    ),
    *(
        (replace(PRICE, of=of, record=record, field=field, before=before, after=after), *words)
        for of, record, field, before, after, *words in [
            (
                "programmes",
                "bx-2",
                "company",
                "borealis",
                "acme",
                "company",
                *["Borealis → Acme"] * 2,
            ),
            ("programmes", "bx-2", "partners", ["acme"], None, "partners", *["− Acme"] * 2),
            ("programmes", "bx-2", "indications", None, ["cough"], "indications", *["+ Cough"] * 2),
            ("programmes", "bx-2", "facets/origin", "own", "donor", "Origin", *["own → donor"] * 2),
            (
                "programmes",
                "bx-2",
                "facets/origin",
                "own",
                None,
                "Origin",
                *["own → not stated"] * 2,
            ),
            (
                *("deals", "deal-1", "upfront", 10000000, 12000000, "upfront payment"),
                *["10,000,000 FRD → 12,000,000 FRD"] * 2,
            ),
            (
                *("policy", "policy-1", "category", "guideline", "guideline", "category"),
                *("Guideline", "Guideline → Guideline"),
            ),
        ]
    ),
]
"""Events of a price, an id, lists, an axis, an amount, a term: the field, and from → to as the page
and as the comparison prints it.
"""


def test_values_read_as_words(compared: Comparison) -> None:
    """A price has its unit, an id the name of its record, a term its label, a figure its unit.

    A list says what went and what came by name, an axis and a field are called as people do.
    """
    told = _known(compared, [event for event, *_ in READ]).changes
    said = Said(compared)
    found = list(zip(told["what"], told["said"], strict=True))
    assert found == [(what, page) for _, what, page, _ in READ]
    assert [said.change(event) for event, *_ in READ] == [
        f"{what}: {to}" for _, what, _, to in READ
    ]


def test_a_whole_record_is_new_or_gone(compared: Comparison) -> None:
    """What it is on the page, that it came or went in the comparison."""
    figure = replace(PRICE, of="figures", record="size-1", field="id", after="new")
    assert list(_known(compared, [figure]).changes["said"]) == ["72 FRD million"]
    said = Said(compared)
    gone = replace(figure, before="listed", after=None)
    assert [said.change(one) for one in (figure, gone)] == ["new", "no longer listed"]


def test_a_declaration_is_told_without_signs_of_a_program(compared: Comparison) -> None:
    """Of two mappings the entries that differ, with no bracket, brace or quotation mark."""
    peers = {"label": "Here", "peers": [{"country": "There"}]}
    focus = replace(
        PRICE, of="sources", record="focus", field="focus", before=peers, after={"label": "Here"}
    )
    told = "peers country There → not stated"
    assert Said(compared).change(focus) == f"focus: {told}"
    assert list(_known(compared, [focus]).changes["said"]) == [told]


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
