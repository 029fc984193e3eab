"""An event: one thing that differs between two editions, graded and with its reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from cartreport.sources.grades import Grade

ORDER: tuple[Grade, ...] = ("news", "correction", "restatement", "minor", "cosmetic")
"""The grades in the order in which they are told."""


@dataclass(frozen=True)
class Change:
    """What a comparison found in a field of a record, by the rule that it falls under.

    ``kind``, ``date`` and ``sources`` where they are others than the rule's and the record's own.
    """

    rule: str
    field: str
    before: Any = None
    after: Any = None
    kind: str = ""
    date: str | None = None
    sources: tuple[str, ...] = ()

    def as_(self, rule: str) -> Change:
        """The same under another rule."""
        return replace(self, rule=rule)


@dataclass(frozen=True)
class Event:
    """One change, graded. ``of`` is the kind of record, ``rule`` the line of the table of grades.

    ``date`` is when it was true or when the record was updated, at its precision; ``sources`` are
    references, or the sources that hold the record; ``focus`` says whether it is of the focus
    country, before or after.
    """

    kind: str
    grade: Grade
    of: str
    record: str
    field: str
    before: Any
    after: Any
    date: str | None
    sources: tuple[str, ...]
    why: str
    rule: str
    focus: bool
