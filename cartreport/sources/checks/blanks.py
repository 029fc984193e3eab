"""Blanks that cluster: a column that is empty in one run of records and filled elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from math import sqrt
from typing import Any, NamedTuple

from cartreport.problems import Problem
from cartreport.sources.checks import walk
from cartreport.sources.records import Entry, Records

KINDS = ("trials", "programmes", "deals", "policy", "figures")
"""Kinds of record that are kept as rows of a table."""
RUNS = 10
"""The records of one registry, by number, fall into so many runs: numbers follow the years."""
LEAST = 20
"""A run has at least so many records; fewer show no pattern."""
SHARE, TIMES, SIGMA = 0.2, 5, 5
"""Blanks cluster where they are a fifth of a run or more, five times as frequent as elsewhere, and
five standard deviations above what elsewhere's rate would give: chance does not do that."""
_SERIES = re.compile(r"\D*")


class Held(NamedTuple):
    """A record and the fields of it that are empty."""

    entry: Entry[Any]
    empty: frozenset[str]


class Run(NamedTuple):
    """Records that stand together, what they are called, and what they are held against.

    That is how many records there are in all, and by field how many leave it empty.
    """

    name: str
    inside: Sequence[Held]
    size: int
    empty: Mapping[str, int]


def check(records: Records) -> Iterator[Problem]:
    """Columns whose blanks cluster in a range of numbers or in one source (W406)."""
    for kind in KINDS:
        held = [Held(entry, _empty(entry)) for entry in getattr(records, kind).values()]
        for run in (*_by_number(held), *_by_source(held)):
            yield from _clusters(kind, run)


def _by_number(held: list[Held]) -> Iterator[Run]:
    """The runs of each series of numbers, such as those that begin with the same letters."""
    series: dict[str, list[Held]] = {}
    for each in sorted(held, key=lambda each: str(each.entry.record.id)):
        match = _SERIES.match(each.entry.record.id)
        series.setdefault(match[0] if match else "", []).append(each)
    for listed in series.values():
        runs, empty = min(RUNS, len(listed) // LEAST), _counted(listed)
        for index in range(runs if runs > 1 else 0):
            first, last = index * len(listed) // runs, (index + 1) * len(listed) // runs
            inside = listed[first:last]
            name = f"from {inside[0].entry.record.id} to {inside[-1].entry.record.id}"
            yield Run(name, inside, len(listed), empty)


def _by_source(held: list[Held]) -> Iterator[Run]:
    """The records of each extract that a table was made from, where it says which."""
    by_scope: dict[str, list[Held]] = {}
    empty = _counted(held)
    for each in held:
        by_scope.setdefault(getattr(each.entry.record, "scope", None) or "", []).append(each)
    for scope, inside in by_scope.items():
        if scope and len(inside) >= LEAST and len(held) - len(inside) >= LEAST:
            yield Run(f"of {scope!r}", inside, len(held), empty)


def _clusters(kind: str, run: Run) -> Iterator[Problem]:
    size, others = len(run.inside), run.size - len(run.inside)
    for field, blank in _counted(run.inside).items():
        elsewhere = run.empty[field] - blank
        if not _clustered(blank, size, elsewhere, others):
            continue
        message = (
            f"{field} is empty in {blank} of {size} {kind} {run.name} ({blank / size:.0%}), "
            f"elsewhere in {elsewhere} of {others} ({elsewhere / others:.0%})"
        )
        hint = "look at how the table was made: a form that it could not read may be lost"
        first = next(each.entry for each in run.inside if field in each.empty)
        yield walk.problem(first.where(field), "W406", message, hint)


def _counted(held: Iterable[Held]) -> Mapping[str, int]:
    return Counter(chain.from_iterable(each.empty for each in held))


def _empty(entry: Entry[Any]) -> frozenset[str]:
    return frozenset(name for name, value in entry.record if value in (None, "", [], {}))


def _clustered(blank: int, run: int, elsewhere: int, others: int) -> bool:
    """Whether blanks are too many in a run to be its share of those everywhere."""
    share, rate = blank / run, max(elsewhere, 1) / others
    expected = run * rate
    far = (blank - expected) / sqrt(expected)
    return share >= SHARE and share >= TIMES * rate and far >= SIGMA
