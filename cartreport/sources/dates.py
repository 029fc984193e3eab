"""Partial dates as spans of days: 2026, 2026-08, 2026-H1 and 2026-Q2 have a first and a last day.

Two partial dates are in order as long as they *can* be: nothing is said to be wrong that a finer
date might put right.
"""

from __future__ import annotations

import calendar
import datetime
from functools import lru_cache

from cartreport.sources.fields import partial_date


def is_date(text: str) -> bool:
    """Whether a text is a partial date."""
    try:
        partial_date(text)
    except ValueError:
        return False
    return True


def first_day(date: str) -> str:
    """The first day that a partial date covers, as YYYY-MM-DD."""
    return _span(date)[0]


def last_day(date: str) -> str:
    """The last day that a partial date covers, as YYYY-MM-DD."""
    return _span(date)[1]


def surely_before(date: str, other: str) -> bool:
    """Whether every day of ``date`` lies before every day of ``other``."""
    return last_day(date) < first_day(other)


def shifted(date: str, days: int) -> str:
    """A whole date so many days later."""
    return (datetime.date.fromisoformat(date) + datetime.timedelta(days)).isoformat()


def days_between(start: str, end: str) -> int:
    """Whole days from one full date to another."""
    return (datetime.date.fromisoformat(end) - datetime.date.fromisoformat(start)).days


@lru_cache(maxsize=8192)
def _span(date: str) -> tuple[str, str]:
    year, _, rest = date.partition("-")
    if not rest:
        first, last = 1, 12
    elif rest[0] == "H":
        first, last = (1, 6) if rest == "H1" else (7, 12)
    elif rest[0] == "Q":
        last = 3 * int(rest[1])
        first = last - 2
    elif len(rest) == 5:
        return date, date
    else:
        first = last = int(rest)
    days = calendar.monthrange(int(year), last)[1]
    return f"{year}-{first:02}-01", f"{year}-{last:02}-{days:02}"
