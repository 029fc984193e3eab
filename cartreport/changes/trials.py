"""Trials: those that are new, those that left, and what of the others' records changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from cartreport.changes.event import Change, Event
from cartreport.changes.labels import labels
from cartreport.changes.pair import Fields, Pair
from cartreport.changes.places import batches, countries, sites
from cartreport.changes.sponsors import Houses, sponsor
from cartreport.changes.subject import common, interventions, population, words
from cartreport.changes.trial import Trial, enrolment, phase, start, status
from cartreport.landscape.rows.members import belongs
from cartreport.landscape.snapshot import LABELS
from cartreport.sources.dates import days_between, first_day

KIND = "trials"
FOLLOWS = {"start", "enrolment", "countries", "sites"}
"""Fields that a withdrawal empties or moves."""


def events(pair: Pair) -> Iterator[Event]:
    """Every event of trials, by id and field."""
    before, after = (snapshot.records[KIND] for snapshot in (pair.before, pair.after))
    both = [Trial(id, before[id], after[id], pair) for id in sorted(before.keys() & after.keys())]
    newest = _newest(before)
    for id in sorted(after.keys() - before.keys()):
        rule = _new(pair, id, newest)
        yield _event(pair, id, Change(rule, "id", None, "new"), {}, after[id])
    for id in sorted(before.keys() - after.keys()):
        rule = "trial-left" if _belongs(pair, before[id]) else "other-left"
        yield _event(pair, id, Change(rule, "id", "listed", None), before[id], {})
    moved = [trial for trial in both if trial.before != trial.after]
    cleaned, houses, counts = batches(pair, moved), Houses(pair), common(pair)
    for trial in moved:
        found = [
            *(change for compare in (status, phase, start, enrolment) for change in compare(trial)),
            *sponsor(trial, houses),
            *countries(trial),
            *sites(trial, cleaned),
            *population(trial),
            *interventions(trial, counts),
            *words(trial),
            *labels(trial),
        ]
        yield from (_event(pair, trial.id, change, trial.before, trial.after) for change in found)


def _new(pair: Pair, id: str, newest: Mapping[str, int]) -> str:
    """Whether a trial that is new in the extract is new in the world, and what it tests."""
    fields = pair.after.records[KIND][id]
    if not _belongs(pair, fields):
        return "trial-other"
    begun = fields.get("start")
    days = days_between(first_day(begun), pair.known_to) if begun else 0
    prefix, number = _number(id)
    older = number < newest.get(prefix, number)
    return "trial-late" if older and days > pair.grades.limit("late-days") else "trial-new"


def _belongs(pair: Pair, fields: Fields) -> bool:
    """Whether a trial is counted: its labels don't say that it tests something else."""
    held = {label: [row[0] for row in rows] for label, rows in fields.get(LABELS, {}).items()}
    return belongs(pair.family, held)


def _newest(ids: Iterable[str]) -> dict[str, int]:
    """The highest number that each registry had given."""
    found: dict[str, int] = {}
    for prefix, number in map(_number, ids):
        found[prefix] = max(number, found.get(prefix, number))
    return found


def _number(id: str) -> tuple[str, int]:
    digits = "".join(filter(str.isdigit, id))
    return "".join(filter(str.isalpha, id)), int(digits or 0)


def _event(pair: Pair, id: str, change: Change, before: Fields, after: Fields) -> Event:
    snapshot = pair.after if after else pair.before
    return pair.event(
        KIND,
        id,
        change,
        governed=_governing(pair, change, before, after),
        date=(after or before).get("updated"),
        sources=sorted(id for id, held in snapshot.sources.items() if held.get("kind") == KIND),
        focus=pair.in_focus([*before.get("countries", []), *after.get("countries", [])]),
    )


def _governing(pair: Pair, change: Change, before: Fields, after: Fields) -> str:
    """The rule that grades a change: a withdrawal or a record that stands still goes before."""
    if not before or not after or pair.grades[change.rule].grade not in ("news", "minor"):
        return change.rule
    trial = Trial("", before, after, pair)
    if not trial.moved:
        return "record-still"
    return "withdrawn-too" if change.field in FOLLOWS and trial.withdrawn else change.rule
