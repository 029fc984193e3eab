"""When a year may be called the highest of its series: over all of it, whatever is missing."""

from __future__ import annotations

from collections.abc import Mapping

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
