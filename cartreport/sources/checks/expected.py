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
    """A due date before it was said (E301), a link to nothing (E204), half an outcome (E306)."""
    for entry in records.expected.values():
        yield from _dates(entry)
        yield from _linked(records, entry, "about", ABOUT)
        yield from _linked(records, entry, "replaces", ("expected",))


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
