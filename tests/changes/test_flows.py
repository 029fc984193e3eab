"""Last + new + returned - gone + in - out = this, for every number that knows its units."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from click.testing import CliRunner
from small import edit, small_project
from small_landscape import same_snapshot, small_landscape
from two_editions import cases

from cartreport.changes.compare import Comparison, compare
from cartreport.changes.flows import Flow
from cartreport.cli.group import main
from cartreport.landscape import Tables
from cartreport.landscape.snapshot import Snapshot
from cartreport.story import Options, build
from cartreport.story import compare as compared_in


def _of(compared: Comparison, table: str) -> dict[str, Flow]:
    return {flow.row: flow for flow in compared.flows if flow.table == table}


def test_every_flow_closes(compared: Comparison, pair: tuple[Snapshot, Snapshot]) -> None:
    """In both directions: what came in one way goes out the other."""
    back = compare(pair[1], pair[0])
    assert [flow for flow in (*compared.flows, *back.flows) if not flow.closes] == []
    assert len(compared.flows) > 20
    there, again = (_of(one, "trials-by-status")["*"] for one in (compared, back))
    assert (there.new + there.returned, there.gone) == (again.gone, again.new)


def test_a_pair_that_skips_an_edition_says_what_the_steps_add_up_to(
    compared: Comparison, pair: tuple[Snapshot, Snapshot]
) -> None:
    """From the first to the last edition: each change of a step, but what came back or came and went.

    Between the two stands an edition in which every second trial is already as in the last; there
    alone the first case is completed, and a trial is listed that neither of the others has.
    """
    before, after = (held.records["trials"] for held in pair)
    early = dict.fromkeys((*list(before)[::2], *list(after)[::2]))
    trials = {id: before[id] for id in before if id not in early}
    trials |= {id: after[id] for id in early if id in after}
    back, guest = next(iter(cases())), "REG00000099"
    trials |= {back: {**before[back], "status": "COMPLETED"}, guest: before[back]}
    between = replace(pair[0], records={**pair[0].records, "trials": trials})
    first, second = compare(pair[0], between), compare(between, pair[1])

    def told(one: Comparison) -> set[tuple[str, str]]:
        return {(event.record, event.field) for event in one.events if event.of == "trials"}

    assert told(compared) <= told(first) | told(second)
    gone = (told(first) | told(second)) - told(compared)
    assert gone == {(back, "status"), (guest, "id")}
    nets = [
        {(f.table, f.row, f.column): f.this - f.last for f in one.flows} for one in (first, second)
    ]
    whole = {(f.table, f.row, f.column): f.this - f.last for f in compared.flows}
    every = {*whole, *nets[0], *nets[1]}
    assert [key for key in every if whole.get(key, 0) != sum(n.get(key, 0) for n in nets)] == []
    assert [flow for one in (first, second) for flow in one.flows if not flow.closes] == []


def test_a_flow_is_what_can_be_counted_by_hand(compared: Comparison) -> None:
    """Of the cases: four trials are new, of which one was known to an older edition; two left."""
    whole = _of(compared, "trials-by-status")["*"]
    assert (whole.new, whole.returned, whole.gone) == (3, 1, 2)
    assert (whole.came, whole.left, whole.unit) == (0, 0, "trial")
    assert whole.this == whole.last + 2


def test_a_trial_between_rows_is_reclassified(compared: Comparison) -> None:
    """Completed: two by their status in the cases, none of them new; one row's out is another's in."""
    rows = _of(compared, "trials-by-status")
    done = rows["completed"]
    assert (done.last, done.came, done.new, done.this) == (1, 2, 0, 3)
    inner = [flow for row, flow in rows.items() if row != "*"]
    assert sum(flow.came for flow in inner) == sum(flow.left for flow in inner)


def test_the_earlier_edition_is_counted_by_this_program(
    pair: tuple[Snapshot, Snapshot],
) -> None:
    """A number that was published and that today's program counts otherwise is a restatement."""
    numbers = {"trials-by-status": {"completed": {"n": 7}}}
    told = compare(replace(pair[0], numbers=numbers), pair[1]).events
    restated = [event for event in told if event.rule == "counted-otherwise"]
    found = {event.field: (event.before, event.after) for event in restated}
    assert found["completed/n"] == (7, 1)
    assert {event.record for event in restated} == {"trials-by-status"}


def test_what_is_read_by_words_is_read_again() -> None:
    """Without labels the setting of a trial is read by patterns: a snapshot keeps those.

    Held against itself nothing is counted otherwise. With labels it keeps none.
    """
    same = same_snapshot()
    told = [event for event in compare(same, same).events if event.rule == "counted-otherwise"]
    assert told == []
    assert [term.get("patterns") for term in same.terms["settings"]["terms"]] == [["rain"], None]


def test_a_trial_that_an_older_edition_knew_has_returned(tmp_path: Path) -> None:
    """Recorded in February, gone in March, there again in April: `diff` of the two later says so.

    So do `explain` and `tables`, which know the edition before as a build of April does.
    """
    root = small_project(tmp_path / "project")
    (root / "data/trials.source.yaml").unlink()
    edit(root / "sources.yaml", "path: data/trials.csv", "as_of: 2026-02-01, path: data/trials.csv")
    trials = root / "data/trials.csv"
    whole = trials.read_text("utf-8")
    without = "".join(
        line for line in whole.splitlines(keepends=True) if not line.startswith("REG00000002")
    )
    for edition, text in {"2026-02": whole, "2026-03": without, "2026-04": whole}.items():
        trials.write_text(text, "utf-8")
        build(root, Options(out=tmp_path / "out", formats=("csv",), edition=edition, record=True))
    flows = compared_in(root, "2026-03", "2026-04").flows
    (flow,) = [flow for flow in flows if (flow.table, flow.row) == ("trials-by-status", "*")]
    assert (flow.new, flow.returned) == (0, 1)
    edit(root / "sources.yaml", "edition: 2026-02", "edition: 2026-04")
    told = CliRunner().invoke(main, ["explain", "trials-flow/*/last", "--project", str(root)])
    assert told.output[0] in "123456789", told.output
    shown = CliRunner().invoke(main, ["tables", "trials-flow", "--project", str(root)])
    assert [line for line in shown.stdout.splitlines() if line.startswith("All")], shown.output


def test_a_table_that_one_edition_alone_declares_has_no_flow(
    pair: tuple[Snapshot, Snapshot],
) -> None:
    """In either direction: the others' flows are as they were."""
    table = {"title": "Fresh", "unit": "trial", "rows": "status"}
    declared = {**pair[1].project, "tables": {"fresh": table}}
    more = replace(pair[1], project=declared)
    there, back = compare(pair[0], more), compare(more, pair[0])
    assert there.flows == compare(*pair).flows
    assert "fresh" not in {flow.table for flow in back.flows}


def test_tables_are_asked_for_by_name() -> None:
    """However the name is written, it is there or it is not; what is not there stays away."""
    tables = Tables(small_landscape())
    assert "By_Phase" in tables
    assert tables["By_Phase"] is tables["by-phase"] is tables.get("BY-PHASE")
    assert "fresh" not in tables
    assert tables.get("fresh") is None
    assert len(tables) == len(list(tables))
