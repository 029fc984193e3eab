"""Phases go forward: a later fact with a lower phase needs a reason in its note."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from cartreport.problems import Problem
from cartreport.sources.checks import walk
from cartreport.sources.dates import first_day, surely_before
from cartreport.sources.records import Records
from cartreport.sources.roles import PHASE
from cartreport.sources.vocabulary import Terms


def check(records: Records) -> Iterator[Problem]:
    """Facts of kind `phase` about the same thing whose order in time is not that of the phases."""
    terms = records.vocabulary.get("phases")
    if terms is None:
        return
    histories: dict[tuple[int, walk.Path, str | None], list[walk.Stated]] = defaultdict(list)
    for stated in walk.facts(records):
        if stated.role == PHASE and stated.fact.as_of and _order(stated, terms) is not None:
            histories[id(stated.entry), stated.part, stated.fact.for_].append(stated)
    for history in histories.values():
        yield from _backwards(history, terms)


def _order(stated: walk.Stated, terms: Terms) -> int | None:
    """The place of a fact's phase in the vocabulary; ``None`` for one that has none."""
    value = stated.fact.value
    return terms[value].order if isinstance(value, str) and value in terms else None


def _backwards(history: list[walk.Stated], terms: Terms) -> Iterator[Problem]:
    ordered = sorted(history, key=lambda stated: first_day(stated.fact.as_of or ""))
    for index, later in enumerate(ordered):
        if later.fact.note:
            continue
        higher = [
            earlier
            for earlier in ordered[:index]
            if (_order(earlier, terms) or 0) > (_order(later, terms) or 0)
            and surely_before(earlier.fact.as_of or "", later.fact.as_of or "")
        ]
        if higher:
            was = higher[-1].fact
            message = f"{later.fact.value} on {later.fact.as_of}, after {was.value} on {was.as_of}"
            hint = "correct one, or give the reason in its note"
            yield walk.problem(later.where("value"), "E302", message, hint, later.fact.value)
