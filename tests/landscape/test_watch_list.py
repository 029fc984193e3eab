"""The watch-list of records by hand: three editions, each knowing what was said by its day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from small_landscape import entries, small_records
from small_watch import DAYS, SAID, STARTS, early_and_odd, held_against, known

from cartreport.landscape import Tables
from cartreport.landscape.model import Landscape, landscape_of
from cartreport.sources.checks import expected
from cartreport.sources.records import Entry, Expected

if TYPE_CHECKING:
    import pytest


def told(landscape: Landscape) -> dict[str, tuple[Any, ...]]:
    """Event → due, due then, state."""
    frame = Tables(landscape)["watch-list"].frame
    columns = (frame[name] for name in ("id", "due", "then", "state"))
    return {id: tuple(rest) for id, *rest in zip(*columns, strict=True)}


def test_a_first_list_has_what_was_said_by_its_day() -> None:
    """January: a rule of 1 March, two announced events, six starts; nothing is new or slipped."""
    assert told(held_against("2026-01")) == {
        "announced/e1": ("2026-02", None, "to come"),
        "announced/e3": ("2026-02", None, "to come"),
        "rule/r1": ("2026-03-01", None, "to come"),
        "start/S1": ("2026-02-10", None, "to come"),
        "start/S2": ("2026-02-10", None, "to come"),
        "start/S5": ("2026-03-01", None, "to come"),
        "start/S3": ("2026-03", None, "to come"),
        "start/S4": ("2026-06", None, "to come"),
        "start/S6": ("2026-08", None, "to come"),
    }


def test_each_event_says_whose_it_is() -> None:
    """The vote is about a company, the rule is its office's, a start its sponsor's."""
    frame = Tables(held_against("2026-01"))["watch-list"].frame
    whose = dict(zip(frame["id"], frame["who"], strict=True))
    assert (whose["announced/e3"], whose["rule/r1"], whose["start/S1"]) == (
        "Acme",
        "Office",
        "Acme",
    )


def test_the_next_list_says_what_became_of_it() -> None:
    """February: the vote was held, S1 began; S2 waits though its day is over; S5 slipped,
    S6 comes earlier, S7 is new.

    S4 is said to the day within its month: that is no other day. The result's month is over.
    """
    assert told(held_against("2026-02", "2026-01")) == {
        "announced/e1": ("2026-02", None, "no news"),
        "announced/e3": ("2026-02", None, "happened"),
        "rule/r1": ("2026-03-01", None, "to come"),
        "start/S1": ("2026-02-10", None, "happened"),
        "start/S2": ("2026-02-10", None, "no news"),
        "start/S3": ("2026-03", None, "to come"),
        "start/S5": ("2026-05-01", "2026-03-01", "slipped"),
        "start/S6": ("2026-05-20", "2026-08", "earlier"),
        "start/S4": ("2026-06-15", "2026-06", "to come"),
        "start/S7": ("2026-12", None, "new"),
    }


def test_every_list_before_is_held_against_what_happened() -> None:
    """March: the rule is in force, S3 was called off, S2 and the result slipped from February.

    February's list had neither: their day was over by then.
    """
    march = held_against("2026-03", "2026-01", "2026-02")
    assert told(march) == {
        "announced/e1": ("2026-H2", "2026-02", "slipped"),
        "rule/r1": ("2026-03-01", None, "happened"),
        "start/S3": ("2026-03", None, "dropped"),
        "start/S5": ("2026-05-01", None, "to come"),
        "start/S6": ("2026-05-20", None, "to come"),
        "start/S4": ("2026-06-15", None, "to come"),
        "start/S2": ("2026-09-01", "2026-02-10", "slipped"),
        "start/S7": ("2026-12", None, "to come"),
    }
    table = Tables(march)["watch-record"]
    rows = {row.pop("id"): list(row.values())[1:] for row in table.frame.to_dict("records")}
    # listed, due by now, happened, moved, dropped, no news, not read since, before its day, as it stood
    assert rows == {
        "2026-01": [9, 7, 3, 3, 1, 0, 0, 1, 1],
        "2026-02": [6, 2, 1, 0, 1, 0, 0, 0, 4],
    }
    for edition in rows:
        for key, number in zip(
            ("over", "moved"), (rows[edition][1], rows[edition][3]), strict=True
        ):
            assert len(table.units([edition], [key])) == number


def test_what_was_not_read_again_is_not_said() -> None:
    """The registry was read to January: a start of February is neither past nor to come."""
    states = {
        id: state
        for id, (*_, state) in told(held_against("2026-03", "2026-01", read="2026-01-31")).items()
    }
    assert states["start/S5"] == "slipped"
    # Due by the end of February: the vote, held; the result, no news; S1 and S2, not read. S5 and S6
    # moved before their day; S3, S4 and the rule stood.
    held_then = held_against("2026-02", "2026-01", read="2026-01-31")
    record = Tables(held_then)["watch-record"].frame.to_dict("records")
    assert [list(row.values())[2:] for row in record] == [[9, 4, 1, 0, 0, 1, 2, 2, 3]]
    unread = replace(known("2026-02", "2026-01-31"), trials=known("2026-01").trials)
    frame = Tables(landscape_of(unread))["watch-list"].frame
    held = dict(zip(frame["id"], frame["state"], strict=True))
    assert (held["start/S1"], held["start/S4"]) == ("not read", "to come")


def test_an_announced_event_and_a_rule_wait_for_their_own_source() -> None:
    """Announcements and rules were read to January, the edition is of March: neither the result of
    February nor the rule of 1 March is known; the vote's outcome is on record, the starts are read.
    """
    late = held_against("2026-03", "2026-01", read="2026-01-31", late=("expected", "policy"))
    states = {id: state for id, (*_, state) in told(late).items()}
    assert states["rule/r1"] == "not read"
    assert states["start/S1"] == states["announced/e3"] == "happened"
    records = known("2026-02", "2026-01-31", ["expected"])
    frame = Tables(landscape_of(records))["watch-list"].frame
    assert dict(zip(frame["id"], frame["state"], strict=True))["announced/e1"] == "not read"
    # Of January's list: of the result a later entry tells, that it moved; of the rule nothing.
    record = Tables(late)["watch-record"].frame.to_dict("records")
    assert record[0]["unread"] == 1


def test_a_status_that_is_not_known_proves_no_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """9 February: of S1 and S8, due in February, an odd code is read; S1's day was the 8th.

    S1 is no news, S8's month is not over: it stands. The record counts one event due by now, of which
    nothing is known.
    """
    monkeypatch.setitem(DAYS, "2026-02", "2026-02-09")
    monkeypatch.setitem(STARTS, "S1", [("WAIT", "2026-02-08"), ("ODD", "2026-02-08"), None])
    monkeypatch.setitem(STARTS, "S8", [("WAIT", "2026-02"), ("ODD", "2026-02"), None])
    landscape = held_against("2026-02", "2026-01")
    states = {id: state for id, (*_, state) in told(landscape).items()}
    assert (states["start/S1"], states["start/S8"]) == ("no news", "to come")
    record = Tables(landscape)["watch-record"].frame.to_dict("records")
    assert [(row["over"], row["happened"], row["silent"]) for row in record] == [(1, 0, 1)]


def test_what_changed_before_its_day_is_no_event_that_was_due(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """15 February, by hand of the eleven on January's list.

    Due: S2, which moved up to a day that is over, and S8, which the registry lost after its day. Before
    their day: S1 began, S3 was called off, S5 has no start any more, S7 slipped under an odd code. The
    rest stood: S4's day became its month, S6's month is not over, nor that of the result and the vote.
    """
    early_and_odd(monkeypatch)
    landscape = held_against("2026-02", "2026-01")
    by_state = {id: (due, state) for id, (due, _, state) in told(landscape).items()}
    assert by_state == {
        "announced/e1": ("2026-02", "to come"),
        "announced/e3": ("2026-02", "to come"),
        "rule/r1": ("2026-03-01", "to come"),
        "start/S1": ("2026-02-20", "happened"),
        "start/S2": ("2026-02-12", "no news"),
        "start/S3": ("2026-03", "dropped"),
        "start/S4": ("2026-02", "to come"),
        "start/S5": ("2026-05", "off the list"),
        "start/S6": ("2026-02", "to come"),
        "start/S7": ("2026-07", "slipped"),
        "start/S8": ("2026-02-10", "no news"),
    }
    table = Tables(landscape)["watch-record"]
    assert [list(row.values())[2:] for row in table.frame.to_dict("records")] == [
        [11, 2, 0, 0, 0, 2, 0, 4, 5]
    ]
    assert set(table.units(["2026-01"], ["over"])) == {"start/S2", "start/S8"}
    assert set(table.units(["2026-01"], ["early"])) == {f"start/S{n}" for n in (1, 3, 5, 7)}


def test_a_rule_is_not_in_force_by_a_quarter_that_may_end_before_it() -> None:
    """31 March: policy is read as far as its newest entry, of the first quarter, which began in January.

    Whether the rule of 1 March came into force nobody has looked up.
    """
    held = known("2026-03")
    sources = [
        source.model_copy(update={"searched_to": None} if source.kind == "policy" else {})
        for source in held.project.sources
    ]
    project = held.project.model_copy(update={"sources": sources})
    last = held.policy["r2"].record.model_copy(update={"date": "2026-Q1", "effective": None})
    policy = {**held.policy, "r2": Entry(last, held.policy["r2"].places)}
    landscape = landscape_of(replace(held, project=project, policy=policy))
    assert told(landscape)["rule/r1"][-1] == "not read"


def test_an_entry_that_cannot_be_is_refused() -> None:
    """Due before it was said; about a record that there is not; an outcome without its day."""
    odd = entries(
        Expected,
        {**SAID, "id": "e1", "said": "2026-02-01", "due": "2026-01", "event": "Late"},
        {
            **SAID,
            "id": "e2",
            "said": "2026-02",
            "due": "2026",
            "event": "Of none",
            "about": "nobody",
        },
        {
            **SAID,
            "id": "e3",
            "said": "2026-02",
            "due": "2026",
            "event": "Half",
            "outcome": "dropped",
        },
    )
    found = list(expected.check(replace(small_records(), expected=odd)))
    assert [(problem.code, problem.value) for problem in found] == [
        ("E301", "2026-01"),
        ("E204", "nobody"),
        ("E306", "dropped"),
    ]


def test_an_event_has_one_day_in_the_end() -> None:
    """Two entries that move a1, one that moves what has happened, two that move each other.

    A chain is right, and so is one that was dropped and comes back.
    """
    moves = {
        "a1": {},
        "a2": {"replaces": "a1"},
        "a3": {"replaces": "a1"},
        "b1": {"outcome": "happened", "outcome_date": "2026-02"},
        "b2": {"replaces": "b1"},
        "c1": {"replaces": "c2"},
        "c2": {"replaces": "c1"},
        "d1": {"outcome": "dropped", "outcome_date": "2026-02"},
        "d2": {"replaces": "d1"},
        "d3": {"replaces": "d2"},
    }
    rows = [
        {**SAID, "id": id, "said": "2026-01", "due": "2026-06", "event": "An event", **more}
        for id, more in moves.items()
    ]
    found = expected.check(replace(small_records(), expected=entries(Expected, *rows)))
    assert [(problem.code, problem.message) for problem in found] == [
        ("E306", "'a1' is replaced by 'a2' already"),
        ("E306", "'b1' has happened, and has no other day"),
        ("E306", "'c1' and 'c2' replace each other"),
        ("E306", "'c2' and 'c1' replace each other"),
    ]
