"""Partial dates: their year and quarter."""

from __future__ import annotations


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
