"""A trial in both editions, and its fields of one value: status, phase, start, enrolment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cartreport.changes.event import Change
from cartreport.changes.pair import Fields, Pair
from cartreport.landscape.snapshot import LABELS
from cartreport.sources.dates import days_between, first_day, last_day
from cartreport.sources.roles import ACTIVE, ENDED, UNKNOWN
from cartreport.sources.vocabulary import Term

NEVER, NOT_YET = "never", "not-yet"
STOPPED = "stopped"
"""The role of a status that ends a trial before its time."""


@dataclass(frozen=True)
class Trial:
    """One trial before and after."""

    id: str
    before: Fields
    after: Fields
    pair: Pair

    @property
    def moved(self) -> bool:
        """Whether its record was updated; one that states no update may have been."""
        held = self.before.get("updated"), self.after.get("updated")
        return None in held or held[0] != held[1]

    @property
    def statuses(self) -> tuple[Term | None, Term | None]:
        """What its statuses mean."""
        held = (fields.get("status") for fields in (self.before, self.after))
        first, second = (self.pair.term("statuses", code) for code in held)
        return first, second

    @property
    def groups(self) -> tuple[str | None, str | None]:
        """The groups that its statuses belong to."""
        held = (fields.get("status") for fields in (self.before, self.after))
        first, second = (self.pair.group("statuses", code) for code in held)
        return first, second

    @property
    def withdrawn(self) -> bool:
        """Whether it was withdrawn in between."""
        before, after = (term.begun if term else None for term in self.statuses)
        return after == NEVER and before != NEVER

    def values(self, label: str) -> tuple[set[str], set[str]]:
        """The values of a label that `classify` found, before and after."""
        first, second = (
            {row[0] for row in fields.get(LABELS, {}).get(label, ())}
            for fields in (self.before, self.after)
        )
        return first, second


def status(trial: Trial) -> Iterator[Change]:
    """Another status: news where both are known, or where the end of an old one is reported.

    Of a code that no vocabulary knows nobody can say what it means.
    """
    before, after = trial.before["status"], trial.after["status"]
    if before == after:
        return
    was, now = trial.groups
    meant = trial.statuses[1]
    if None in trial.statuses:
        rule = "status-unread"
    elif now == UNKNOWN:
        rule = "status-aged"
    elif was == UNKNOWN and now == ACTIVE:
        rule = "status-renewed"
    elif meant is not None and meant.role == STOPPED:
        rule = "status-stopped"
    else:
        rule = "status-reported" if was == UNKNOWN and now == ENDED else "status-moved"
    yield Change(rule, "status", before, after)


def phase(trial: Trial) -> Iterator[Change]:
    """Another rung of the ladder; a code that is no rung is no phase."""
    before, after = trial.before.get("phase"), trial.after.get("phase")
    if before == after:
        return
    held = [trial.pair.term("phases", code) for code in (before, after)]
    rungs = [term.id if term and term.stage else None for term in held]
    if any(code and not term for code, term in zip((before, after), held, strict=True)):
        rule = "phase-unread"
    elif rungs[0] == rungs[1]:
        rule = "phase-bare"
    elif None in rungs:
        rule = "value-lost" if after is None else "phase-stated"
    else:
        rule = "phase-moved"
    yield Change(rule, "phase", before, after, kind="phase")


def start(trial: Trial) -> Iterator[Change]:
    """A start that moved: news while the trial had not begun."""
    before, after = trial.before.get("start"), trial.after.get("start")
    if before == after:
        return
    if after is None or before is None:
        rule = "value-lost" if after is None else "start-first"
    else:
        rule = _start(trial, before, after)
    yield Change(rule, "start", before, after, kind="start")


def _start(trial: Trial, before: str, after: str) -> str:
    shorter = min(len(before), len(after))
    if before[:shorter] == after[:shorter]:
        return "start-precision"
    limit = trial.pair.grades.limit
    days = days_between(_middle(before), _middle(after))
    if abs(days) <= limit("start-days") or _rolls(trial):
        return "start-rolling" if _rolls(trial) else "start-little"
    waiting = any(term is not None and term.begun == NOT_YET for term in trial.statuses)
    to_come = [first_day(held) > trial.pair.known_to for held in (before, after)]
    if before[4:] == after[4:] and days < 0:
        return "start-past"  # the year alone was wrong
    if waiting or (any(to_come) and days <= limit("redated-days")):
        return "start-moved"
    return "start-redated" if any(to_come) else "start-past"


def _middle(text: str) -> str:
    """The day at which a partial date is held against another: of a month its 15th."""
    first, last = (date.fromisoformat(day) for day in (first_day(text), last_day(text)))
    return (first + (last - first) // 2).isoformat() if len(text) != 7 else f"{text}-15"


def _rolls(trial: Trial) -> bool:
    """Whether the start is written anew, some days ahead, whenever the record is updated."""
    most = trial.pair.grades.limit("rolling-days")
    held = [(fields["start"], fields.get("updated")) for fields in (trial.before, trial.after)]
    return all(
        updated and 0 <= days_between(first_day(updated), first_day(start)) <= most
        for start, updated in held
    )


def enrolment(trial: Trial) -> Iterator[Change]:
    """The number of patients: news by more than a share of the number before."""
    before, after = trial.before.get("enrolment"), trial.after.get("enrolment")
    if before == after:
        return
    if after is None:
        rule = "value-lost"
    elif not before:
        rule = "enrolment-first"
    else:
        share = trial.pair.grades.limit("enrolment-share")
        large = abs(after - before) * 100 > before * share
        rule = "enrolment-moved" if large else "enrolment-little"
    yield Change(rule, "enrolment", before, after, kind="enrolment")
