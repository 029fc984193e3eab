"""Declared tables: each count worked out by hand from the small landscape's trials.

Trials with a site Here: T1 (Acme, 2024, active, target a), T2 (Acme, 2024, active, a and b), T3 (Uni,
2025, unknown, a and b), T4 (Uni, no start, ended, a), T6 (Somebody, no start, active, no target).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from small_landscape import small_records

from cartreport.errors import RequestError
from cartreport.landscape.breakdown import Breakdown, N, behind
from cartreport.landscape.counting import table_of
from cartreport.landscape.keyed import keyed
from cartreport.landscape.model import Landscape
from cartreport.landscape.row_order import OTHERS
from cartreport.landscape.table import Table
from cartreport.sources.table_plan import TablePlan
from cartreport.sources.vocabulary import Term, Vocabulary


def plan(**fields: Any) -> TablePlan:
    """A declaration over the trials with a site Here."""
    held = {"title": "T", "unit": "trial", "where": {"country": "Here"}, "rows": "target"}
    return TablePlan.model_validate({**held, **fields})


def test_groups_of_statuses_are_keyed_by_their_role_wherever_a_declaration_names_one() -> None:
    """`open` has the role active, `shut` ended: so the terms, their members and every condition say, one
    place, several, a span, of the columns, the values and the order; other axes stay as they are.
    """
    records = small_records()
    ids = {"active": "open", "unknown": "unsure", "ended": "shut"}
    groups = [Term(id=id, label=id, role=role) for role, id in ids.items()]
    held = {term.id: term for term in groups}
    statuses = {
        term.id: term.model_copy(update={"group": ids.get(term.group or "", term.group)})
        for term in records.vocabulary["statuses"]
    }
    named = {
        "status-groups": replace(records.vocabulary["status-groups"], by_id=held),
        "statuses": replace(records.vocabulary["statuses"], by_id=statuses),
    }
    told = plan(
        where={"status-group": "open", "target": "open"},
        columns=[{"axis": "setting", "where": {"status-group": ["open", "shut"]}}],
        values={"size": {"median": "enrolment", "where": {"status-group": "shut"}, "head": "S"}},
        by="status-group:shut",
    )
    tables = {"t": told, "u": plan(by="target:open", where={"status-group": {"stated": True}})}
    project = records.project.model_copy(update={"tables": tables})
    vocabulary = Vocabulary({**records.vocabulary.by_name, **named})
    found = keyed(replace(records, vocabulary=vocabulary, project=project))
    assert set(found.vocabulary["status-groups"].by_id) == {"active", "unknown", "ended"}
    assert found.vocabulary["statuses"] == records.vocabulary["statuses"]
    table, other = found.project.tables.values()
    assert table.where == {"status-group": "active", "target": "open"}
    assert table.columns[0].where == {"status-group": ["active", "ended"]}
    assert table.values["size"].where == {"status-group": "ended"}
    assert table.by == "status-group:ended"
    assert (other.by, other.where) == ("target:open", tables["u"].where)


def units_of(
    landscape: Landscape, name: str, told: TablePlan, row: str | None, column: str
) -> tuple[str, ...]:
    """What stands behind a cell of a declared table."""
    return behind(Breakdown(landscape, name, told), row, column)


def rows(table: Table) -> list[list[object]]:
    """The rows without their labels."""
    return table.frame.drop(columns="label").to_numpy().tolist()


def test_rows_and_columns_that_overlap_have_distinct_totals(small: Landscape) -> None:
    """T2 and T3 stand under a and under b; five trials are five all the same."""
    table = table_of(small, "x", plan(columns="status-group"))
    assert [column.key for column in table.columns] == [
        "id",
        "label",
        "n",
        "status-group:active",
        "status-group:unknown",
        "status-group:ended",
    ]
    assert rows(table) == [["a", 4, 2, 1, 1], ["b", 2, 1, 1, 0], ["not-stated", 1, 1, 0, 0]]
    assert table.total == {
        "label": "All trials",
        "n": 5,
        "status-group:active": 3,
        "status-group:unknown": 1,
        "status-group:ended": 1,
    }
    assert "may stand in several rows (target)" in table.rule
    assert "several columns" not in table.rule


def test_others_are_counted_distinctly(small: Landscape) -> None:
    """Beyond Here stand There (T2) and Elsewhere (T8), T5 there alone: three trials in one row."""
    told = plan(where={}, rows="country", limit=1)
    table = table_of(small, "x", told)
    assert rows(table) == [["Here", 5], [OTHERS, 3], ["not-stated", 1]]
    assert list(table.frame["label"]) == ["Here", "2 others", "not stated"]
    assert table.total == {"label": "All trials", "n": 8}
    assert units_of(small, "x", told, OTHERS, N) == ("T2", "T5", "T8")
    assert units_of(small, "x", told, "not-stated", N) == ("T7",)


def test_rows_of_one_count_are_never_parted(small: Landscape) -> None:
    """Acme and Uni have two trials each: a limit of one shows both, a limit of two as well."""
    for limit in (1, 2):
        table = table_of(small, "x", plan(rows="sponsor", limit=limit))
        assert rows(table) == [["acme", 2], ["uni", 2], [OTHERS, 1]]
    by_phase = table_of(small, "x", plan(rows="phase", limit=2))
    assert rows(by_phase) == [["na", 1], ["p1", 1], ["p2", 1], ["not-stated", 2]]
    by_target = table_of(small, "x", plan(rows="sponsor", where={}, limit=3))
    assert rows(by_target) == [["acme", 2], ["uni", 2], [OTHERS, 4]], "four tie at one"


def test_the_least_count_keeps_small_rows_together(small: Landscape) -> None:
    """Somebody's one trial is no row of its own; one row left out is `1 other`."""
    table = table_of(small, "x", plan(rows="sponsor", least=2))
    assert rows(table) == [["acme", 2], ["uni", 2], [OTHERS, 1]]
    assert table.frame["label"].iloc[-1] == "1 other"


def test_years_between_the_first_and_the_last_are_there(small: Landscape) -> None:
    """Cove and T7 make 2024 to 2026 of the whole world; 2025 would be there without T3 too."""
    everywhere = plan(where={}, rows="sponsor-type", columns="start-year")
    table = table_of(small, "x", everywhere)
    assert [c.key for c in table.columns][3:] == [
        "start-year:2024",
        "start-year:2025",
        "start-year:2026",
        "start-year:not-stated",
    ]
    assert table.total is not None
    assert [table.total[c.key] for c in table.columns[2:]] == [8, 3, 1, 1, 3]
    without = plan(where={"sponsor": ["acme", "A person"]}, rows="start-year", order="terms")
    assert rows(table_of(small, "x", without)) == [["2024", 2], ["2025", 0], ["2026", 1]]


def test_a_span_takes_terms_by_their_order(small: Landscape) -> None:
    """From phase 2 on there is T2 alone: `na` has no order, T3 and T6 no phase."""
    table = table_of(small, "x", plan(where={"phase": {"from": "p2"}}))
    assert rows(table) == [["a", 1], ["b", 1]]
    assert table.total == {"label": "All trials", "n": 1}
    to = table_of(small, "x", plan(where={"phase": {"to": "p1"}}, rows="sponsor"))
    assert rows(to) == [["acme", 1], ["Nobody", 1]]


def test_stated_and_not_stated(small: Landscape) -> None:
    """Of eight trials four say a target; the other four do not."""
    for stated, n in ((True, 4), (False, 4)):
        table = table_of(small, "x", plan(where={"target": {"stated": stated}}, rows="country"))
        assert table.total == {"label": "All trials", "n": n}


def test_distinct_places_of_another_axis(small: Landscape) -> None:
    """Target a is tested by Acme and Uni, b by both too, none by Somebody: three sponsors in all."""
    table = table_of(small, "x", plan(distinct=["sponsor"]))
    assert rows(table) == [["a", 4, 2], ["b", 2, 2], ["not-stated", 1, 1]]
    assert table.total == {"label": "All trials", "n": 5, "distinct:sponsor": 3}


def test_sets_groups_and_facets(small: Landscape) -> None:
    """Programmes: a (one, three), a and b (two), a and c (four), none (five); one is red."""
    sets = table_of(small, "x", plan(unit="programme", where={}, rows="target-set"))
    assert rows(sets) == [["a", 2], ["a+b", 1], ["a+c", 1], ["not-stated", 1]]
    by_colour = plan(unit="programme", where={}, rows="company", columns="colour")
    assert rows(table_of(small, "x", by_colour)) == [
        ["acme", 2, 1, 1],
        ["bolt", 2, 0, 2],
        ["not-stated", 1, 0, 1],
    ]
    deals = plan(unit="deal", where={"year": 2025}, rows="company")
    assert rows(table_of(small, "x", deals)) == [["acme", 1], ["bolt", 1], ["not-stated", 1]]


@pytest.mark.parametrize("columns", [None, "status-group", "start-year", "sponsor"])
def test_every_cell_is_a_query(small: Landscape, columns: str | None) -> None:
    """The units behind a cell are as many as it says, in rows, totals and the others' row."""
    for extra in ({}, {"limit": 1}, {"least": 2}):
        told = plan(columns=columns, distinct=["phase"], **extra)
        table = table_of(small, "x", told)
        counts = [c.key for c in table.columns if c.kind == "count" and "distinct" not in c.key]
        for row in table.frame.to_dict("records"):
            for key in counts:
                assert len(units_of(small, "x", told, row["id"], key)) == row[key]
        for key in counts:
            assert len(units_of(small, "x", told, None, key)) == (table.total or {})[key]


def test_distinct_counts_lead_to_the_places_that_are_counted(small: Landscape) -> None:
    """The trials of target a are in three phases; T3 states none."""
    told = plan(distinct=["phase"])
    assert units_of(small, "x", told, "a", "distinct:phase") == ("p1", "p2", "na")


def cells(table: Table, *keys: str) -> dict[str, list[object]]:
    """Some columns by row, and the closing row's."""
    held = {str(row["id"]): [row[key] for key in keys] for row in table.frame.to_dict("records")}
    return {**held, "*": [(table.total or {}).get(key) for key in keys]}


def test_columns_may_be_several_axes_each_with_its_own_condition(small: Landscape) -> None:
    """Away are T2 (from here too) and T5; of the trials here T1, T2 and T3 have started."""
    columns = [
        "place",
        {"axis": "first-place", "key": "once"},
        {"axis": "begun", "where": {"place": "focus"}},
        {"key": "late", "head": "Late in {place}", "where": {"place": "focus", "phase": "p2"}},
    ]
    told = plan(where={}, rows="status-group", order="terms", columns=columns)
    table = table_of(small, "x", told)
    places = [f"place:{key}" for key in ("focus", "There", "rest", "not-stated")]
    assert cells(table, "n", *places) == {
        "active": [5, 3, 2, 0, 1],
        "unknown": [1, 1, 0, 0, 0],
        "ended": [2, 1, 0, 1, 0],
        "*": [8, 5, 2, 1, 1],
    }
    assert cells(table, "once:There", "begun:started", "begun:planned", "late") == {
        "active": [1, 2, 0, 1],
        "unknown": [0, 1, 0, 0],
        "ended": [0, 0, 0, 0],
        "*": [1, 3, 0, 1],
    }
    assert table.column("late").label == "Late in Home"
    assert table.column("place:There").label == "Away"
    assert table.units(["active"], ["once:There"]) == ("T5",)
    assert table.units((), ["late"]) == ("T2",)
    assert ("n", tuple(key for key in cells_of(table, "once:"))) in table.parts
    assert all(not whole.startswith("place:There") for whole, _ in table.parts)


def cells_of(table: Table, prefix: str) -> list[str]:
    """The keys of a group of columns."""
    return [column.key for column in table.columns if column.key.startswith(prefix)]


def test_rows_may_be_ordered_and_cut_by_a_column(small: Landscape) -> None:
    """There has two trials, Elsewhere one; ended are one Here and one Elsewhere, none There."""
    told = plan(where={}, rows="country", columns="status-group", by="status-group:ended")
    assert [row[0] for row in rows(table_of(small, "x", told))] == [
        *("Here", "Elsewhere", "There", "not-stated"),
    ]
    cut = table_of(small, "x", told.model_copy(update={"limit": 2}))
    assert [row[:2] for row in rows(cut)] == [
        *(["Here", 5], ["Elsewhere", 1], [OTHERS, 2], ["not-stated", 1]),
    ]
    assert "by the column “Ended”" in cut.rule
    with pytest.raises(RequestError, match="no column 'status:zz'"):
        table_of(small, "x", plan(by="status:zz"))


def test_a_place_where_none_stands_orders_nothing(small: Landscape) -> None:
    """No trial Here is of the third target, which the vocabulary knows: rows stand by all trials."""
    told = plan(columns="target", by="target:c")
    known = replace(small.vocabulary["targets"], by_id=dict(small.vocabulary["targets"].by_id))
    known.by_id["c"] = Term(id="c", label="C")
    vocabulary = Vocabulary({**small.vocabulary.by_name, "targets": known})
    table = table_of(replace(small, vocabulary=vocabulary), "x", told)
    assert rows(table) == rows(table_of(small, "x", plan(columns="target")))
    assert table.rule == table_of(small, "x", plan(columns="target")).rule


def test_years_in_between_are_rows_and_are_not_counted(small: Landscape) -> None:
    """T1 and T2 began in 2024 and T3 in 2025; were it 2027, then years would still be two."""
    trials = small.trials.copy()
    trials.loc[trials["id"] == "T3", "start_year"] = 2027
    later = replace(small, trials=trials)
    table = table_of(
        later, "x", plan(rows="sponsor", columns="start-year", distinct=["start-year"])
    )
    assert cells_of(table, "start-year:")[:4] == [
        f"start-year:{year}" for year in range(2024, 2028)
    ]
    assert cells(table, "distinct:start-year")["*"] == [2]
    assert table.units((), ["distinct:start-year"]) == ("2024", "2027")


def test_a_row_says_more_than_counts(small: Landscape) -> None:
    """Names, the earliest start, a share of what is stated; a median only of six values or more."""
    values = {
        "first": {"earliest": "start", "head": "First in {place}"},
        "late": {"earliest": "start", "where": {"target": "b"}, "head": "With b"},
        "size": {"median": "enrolment", "head": "Size"},
    }
    told = plan(rows="phase", order="terms", named=["sponsor"], values=values, share=True)
    table = table_of(small, "x", told)
    assert cells(table, "named:sponsor", "first", "late", "size", "share") == {
        "p1": [("Acme",), "2024-01-05", None, None, 1 / 3],
        "p2": [("Acme",), "2024-07", "2024-07", None, 1 / 3],
        "na": [("Uni",), None, None, None, 1 / 3],
        "not-stated": [("Somebody", "Uni"), "2025", "2025", None, None],
        "*": [None] * 5,
    }
    assert table.column("first").label == "First in Home"
    sizes = np.array([10, 20, 30, 50, 60, 70, 80, None], dtype=object)
    held = replace(small, trials=small.trials.assign(enrolment=sizes))
    everywhere = plan(where={}, rows="status-group", order="terms", values={"size": values["size"]})
    sized = table_of(held, "x", everywhere)
    assert cells(sized, "size")["active"] == [None], "five sizes are too few"
    whole = plan(where={}, rows="standing", values={"size": values["size"]})
    assert cells(table_of(held, "x", whole), "size") == {
        "firm": [50.0],
        "*": [None],
    }


@pytest.mark.parametrize(
    "wrong", [{}, {"key": "k", "head": "H"}, {"key": "k", "where": {"a": "b"}}]
)
def test_a_column_alone_says_what_it_counts(wrong: dict[str, object]) -> None:
    """Without an axis it has a key, a head and a condition."""
    with pytest.raises(ValueError, match="one alone"):
        plan(columns=[wrong])


def test_a_trial_here_is_as_firm_as_its_sponsor_is_known(small: Landscape) -> None:
    """T7 names no place, and nobody that has a trial here leads it: sponsors here are three."""
    told = plan(where={}, rows="sponsor-home", columns="target-count")
    sizes = [f"target-count:{size}" for size in ("none", "alone", "pair", "more")]
    assert cells(table_of(small, "x", told), "n", *sizes) == {
        "here": [5, 1, 2, 2, 0],
        "elsewhere": [3, 3, 0, 0, 0],
        "*": [8, 4, 2, 2, 0],
    }


def test_many_targets_are_one_size(small: Landscape) -> None:
    """Three targets and five alike are `more`, two a pair."""
    targets = np.empty(8, dtype=object)
    targets[:] = [("a",), ("a", "b"), ("a", "b", "c"), tuple("abcde"), (), (), (), ()]
    held = replace(small, trials=small.trials.assign(targets=targets))
    told = plan(where={}, rows="target-count", order="terms")
    assert rows(table_of(held, "x", told)) == [["none", 4], ["alone", 1], ["pair", 1], ["more", 2]]


def test_what_there_is_not_is_refused(small: Landscape) -> None:
    """An axis, a row or a column that the table does not have ends in a request error."""
    for told, row, column in (
        (plan(rows="tarmac"), "a", N),
        (plan(), "zz", N),
        (plan(), "a", "status:open"),
        (plan(columns="status"), "a", "status:zz"),
    ):
        with pytest.raises(RequestError):
            units_of(small, "x", told, row, column)
    with pytest.raises(RequestError, match="no axis 'tarmac'"):
        table_of(small, "x", plan(rows="tarmac"))


def test_nothing_to_count_is_an_empty_table(small: Landscape) -> None:
    """A condition that nothing meets gives no rows and a total of none."""
    table = table_of(small, "x", plan(where={"sponsor": "nobody-else"}, columns="start-year"))
    assert rows(table) == []
    assert table.total == {"label": "All trials", "n": 0}


def test_the_rule_says_what_is_counted(small: Landscape) -> None:
    """Conditions are words in the rule: vocabulary labels, spans, stated."""
    where = {"phase": {"from": "p1", "to": "p2"}, "target": {"stated": True}, "country": "Here"}
    table = table_of(small, "x", plan(where=where, rows="sponsor", limit=1, least=2))
    assert "Counted: phase from Phase 1 to Phase 2; target stated; country Here." in table.rule
    assert "At most" not in table.rule, "no row was left out"
    cut = table_of(small, "x", plan(rows="sponsor", limit=1, least=2))
    assert "At most 1 row; rows of equal count stand together or not at all." in cut.rule
    assert "Rows of fewer than 2 are not shown by themselves." in cut.rule


def test_a_table_is_as_of_the_units_that_it_counts(small: Landscape) -> None:
    """The trials are complete to 28 February, whatever later day the companies are kept to."""
    assert table_of(small, "x", plan()).as_of == "2026-02-28"
    later = replace(small, source_dates={**small.source_dates, "co": "2026-03-30"})
    assert table_of(later, "x", plan()).as_of == "2026-02-28"
