"""What is expected: dates in order, records that exist, an outcome with its day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cartreport.problems import Problem
from cartreport.sources.checks import nearest, walk
from cartreport.sources.dates import surely_before
from cartreport.sources.records import Entry, Records

ABOUT = ("products", "programmes", "companies", "deals", "policy", "trials")
"""The kinds that an event to come may be about."""


def check(records: Records) -> Iterator[Problem]:
    """A due date before it was said (E301), a link to nothing (E204), half an outcome (E306).

    Each event has one day in the end: of entries that replace one another the last, and one (E306).
    """
    yield from _replaced(records)
    for entry in records.expected.values():
        yield from _dates(entry)
        yield from _linked(records, entry, "about", ABOUT)
        yield from _linked(records, entry, "replaces", ("expected",))


def _replaced(records: Records) -> Iterator[Problem]:
    """Entries that two others replace, that another moves though they happened, that loop."""
    by: dict[str, str] = {}
    for id, entry in records.expected.items():
        moved = entry.record.replaces
        if moved not in records.expected:
            continue
        message = hint = ""
        if moved in by:
            message = f"{moved!r} is replaced by {by[moved]!r} already"
            hint = f"one event has one day: let one of the two replace the other, not {moved!r}"
        elif id in _before(records, moved):
            message = f"{id!r} and {moved!r} replace each other"
            hint = "the entry that was said last replaces the one before it"
        elif records.expected[moved].record.outcome == "happened":
            message = f"{moved!r} has happened, and has no other day"
            hint = "leave `replaces` out: what is to come is another event"
        by.setdefault(moved, id)
        if message:
            yield walk.problem(entry.where("replaces"), "E306", message, hint, moved)


def _before(records: Records, id: str | None) -> list[str]:
    """An entry and those that it replaces, one after the other; each once."""
    met: list[str] = []
    while id in records.expected and id not in met:
        met.append(id)
        id = records.expected[id].record.replaces
    return met


def _dates(entry: Entry[Any]) -> Iterator[Problem]:
    told = entry.record
    if surely_before(told.due, told.said):
        message = f"{told.id!r} is due {told.due}, before it was said ({told.said})"
        hint = "what is over when it is told is an event, no expectation"
        yield walk.problem(entry.where("due"), "E301", message, hint, told.due)
    if (told.outcome is None) != (told.outcome_date is None):
        lacks, has = ("outcome_date", "outcome") if told.outcome else ("outcome", "outcome_date")
        message = f"{told.id!r} has an {has} and no {lacks}"
        value = getattr(told, has)
        yield walk.problem(entry.where(has), "E306", message, f"add its {lacks}", value)


def _linked(
    records: Records, entry: Entry[Any], field: str, kinds: tuple[str, ...]
) -> Iterator[Problem]:
    name = getattr(entry.record, field)
    known = [id for kind in kinds for id in getattr(records, kind)]
    if name is None or name in known or any(walk.lost(records, kind, name) for kind in kinds):
        return
    message = f"there is no record {name!r}"
    yield walk.problem(entry.where(field), "E204", message, nearest.name(name, known), name)
