"""What of a change in a registry's record is news: each rule by a trial before and after."""

from __future__ import annotations

from dataclasses import replace

from two_editions import cases

from cartreport.changes.compare import events
from cartreport.landscape.snapshot import Snapshot
from cartreport.sources.grades import shipped

Pairs = tuple[Snapshot, Snapshot]
UNREACHED = {
    *("countries-first", "labels-restated", "labels-moved"),
    *("status-unread", "phase-unread"),
}
"""Rules of trials that the cases don't meet; a test below does, or a rule before them answers."""


def _said(pair: Pairs) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for event in events(*pair):
        if event.of == "trials":
            found.setdefault(event.record, {})[event.field] = event.rule
    return found


def test_every_case_is_graded_by_its_rule(pair: Pairs) -> None:
    """Each field that changed falls under the rule that the case names, and nothing else is said."""
    said = _said(pair)
    wrong = [
        f"{id} {case.get('says', case.get('after'))}: {said.get(id, {})} not {case['expect']}"
        for id, case in cases().items()
        if said.get(id, {}) != case["expect"]
    ]
    assert wrong == []
    assert set(said) <= set(cases())


def test_the_cases_meet_every_rule_of_trials() -> None:
    """A rule of the table that no case meets would be no rule."""
    rules = list(shipped().rules)
    of_trials = set(rules[: rules.index("approval")])
    met = {rule for case in cases().values() for rule in case["expect"].values()}
    assert of_trials - met == UNREACHED - met


def test_a_code_that_no_vocabulary_knows_is_no_news(pair: Pairs) -> None:
    """From recruiting in phase 1 to codes that nobody knows and back: what they mean isn't said.

    The first case changes nothing; its record is given the codes, and an update of its own.
    """
    before, after = pair
    first = next(iter(cases()))
    strange = {"status": "DORMANT", "phase": "PHASE9", "updated": "2026-04-20"}
    held = after.records["trials"]
    trials = {**held, first: {**held[first], **strange}}
    later = replace(after, records={**after.records, "trials": trials})
    for ends in ((before, later), (later, after)):
        told = {(e.field, e.rule, e.grade) for e in events(*ends) if e.record == first}
        assert told == {("status", "status-unread", "minor"), ("phase", "phase-unread", "minor")}


def test_nothing_is_news_while_records_stand_still(pair: Pairs) -> None:
    """The same two extracts, with no record's date moved: only new trials are news."""
    before, after = pair
    trials = {
        id: {**fields, "updated": before.records["trials"][id]["updated"]}
        if id in before.records["trials"]
        else fields
        for id, fields in after.records["trials"].items()
    }
    still = replace(after, records={**after.records, "trials": trials})
    news = {event.field for event in events(before, still) if event.grade == "news"}
    assert news == {"id"}


def test_other_rules_restate_labels(pair: Pairs) -> None:
    """Labels that other rules gave say nothing of the records: they are restated, not news."""
    before, after = pair
    other = replace(after, versions={**after.versions, "rules": "others"})
    graded = {event.grade for event in events(before, other) if event.field == "targets"}
    assert graded == {"restatement"}


def test_an_event_says_where_when_and_why(pair: Pairs) -> None:
    """Its place is the focus country on either side, its date that of the record's update."""
    found = {(event.record, event.field): event for event in events(*pair)}
    by_rule = {event.rule: event for event in found.values()}
    moved = by_rule["enrolment-moved"]
    assert (moved.before, moved.after, moved.date) == (40, 29, "2026-04-30")
    assert moved.sources == ("trials",)
    assert moved.why == "by more than 25 per cent of the number before"
    assert moved.focus
    assert not by_rule["countries-first"].focus
    assert by_rule["trial-left"].date == "2026-03-20"


def test_a_project_grades_otherwise(pair: Pairs) -> None:
    """`changes` of sources.yaml moves a threshold and a grade, and the reason says so."""
    before, after = pair
    plan = {"thresholds": {"enrolment-share": 30}, "grades": {"status-moved": "minor"}}
    other = replace(after, project={**after.project, "changes": plan})
    found = events(before, other)
    assert not [event for event in found if event.rule == "status-moved" and event.grade == "news"]
    little = [event for event in found if event.rule == "enrolment-little"]
    assert {event.after for event in little} == {50, 51, 29}
    assert little[0].why == "by 30 per cent or less of the number before"
