"""Partial dates: their first day, year, quarter, and the days between two of them."""

from __future__ import annotations

import datetime


def first_day(date: str) -> str:
    """The first day that a partial date covers, as YYYY-MM-DD: dates are ordered by it."""
    year, _, rest = date.partition("-")
    if not rest:
        return f"{year}-01-01"
    if rest[0] == "H":
        return f"{year}-{'01' if rest == 'H1' else '07'}-01"
    if rest[0] == "Q":
        return f"{year}-{3 * int(rest[1]) - 2:02}-01"
    return f"{year}-{rest}" if len(rest) == 5 else f"{year}-{rest}-01"


def year_of(date: str | None) -> int | None:
    """The year, ``None`` for no date."""
    return int(date[:4]) if date else None


def quarter_of(date: str | None) -> str | None:
    """``2026-Q1``; ``None`` for no date or one that is coarser than a quarter."""
    if not date or len(date) < 7 or date[5] == "H":
        return None
    if date[5] == "Q":
        return date
    return f"{date[:4]}-Q{(int(date[5:7]) + 2) // 3}"


def days_between(start: str, end: str) -> int:
    """Days from the first day of one partial date to that of another."""
    first, last = (datetime.date.fromisoformat(first_day(date)) for date in (start, end))
    return (last - first).days
