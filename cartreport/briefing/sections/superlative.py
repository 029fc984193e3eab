"""What may be called the first: a year's share over all of its series, and rows that may tie."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cartreport.briefing.view import Line

LEAST = 20
"""A year with fewer units is not held against the others."""
BASE = 10
"""A share is printed of so many or more; of fewer, the two numbers."""
NAMED = 3
"""So many that tie are named; more are a number."""
MARGIN = 0.01
"""By so much a share is above every other one: a point, as it is printed."""

Series = Mapping[int, tuple[int, int]]
"""Year → part and whole."""


def highest(series: Series, year: int, undated: int) -> bool:
    """Whether the year's share is above that of every other year, before and after it.

    ``undated`` units of the part have no year: the claim must hold even if all of them belonged
    to the rival year. So a series that lost its dates is never called a record.
    """
    if series.get(year, (0, 0))[1] < LEAST:
        return False
    part, whole = series[year]
    others = [held for other, held in series.items() if other != year and held[1]]
    rivals = [
        (other_part + undated) / (other_whole + undated)
        for other_part, other_whole in others
        if other_whole + undated >= LEAST
    ]
    return bool(rivals) and part / whole >= max(rivals) + MARGIN


def first(lines: Iterable[Line], column: str) -> list[Line]:
    """The lines with the largest count: one, or all that tie; none where all counts are zero."""
    held = list(lines)
    most = max((line[column] for line in held), default=0)
    return [line for line in held if line[column] == most] if most else []
