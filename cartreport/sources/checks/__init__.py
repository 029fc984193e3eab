"""Records in, problems out: what no single record can show, held against the as-of date.

A check is a module with one function and a line in :data:`CHECKS`. It reads the records, changes
nothing and raises nothing; what it finds is a problem at the exact value. Records that a reader
refused are not here, and their problems are noted already. A check whose vocabulary or source the
project does not declare finds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from cartreport.problems import Problem
from cartreport.sources.checks import (
    age,
    blanks,
    duplicates,
    expected,
    facts,
    grades,
    identity,
    labels,
    links,
    marketed,
    membership,
    order,
    phases,
    places,
    references,
    roles,
    terms,
    worlds,
)
from cartreport.sources.records import Records
from cartreport.sources.uncollected import uncollected


class Check(Protocol):
    """What a module of this folder offers."""

    def check(self, records: Records) -> Iterator[Problem]:
        """Every problem of one theme, in any order."""
        ...


CHECKS: tuple[Check, ...] = (
    identity,
    references,
    links,
    labels,
    membership,
    terms,
    roles,
    order,
    phases,
    facts,
    expected,
    grades,
    worlds,
    marketed,
    duplicates,
    blanks,
    places,
    age,
)


def run(records: Records) -> Iterator[Problem]:
    """All checks, one after the other; an empty project has no problems here."""
    with uncollected():
        for module in CHECKS:
            yield from module.check(records)
