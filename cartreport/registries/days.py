"""Registries' and spreadsheets' spellings of a date, as a partial ISO date.

``""`` is for a field that is left empty, ``None`` for what is no date: nothing is guessed.
"""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

from cartreport.sources.fields import FIRST_TRIAL, LAST_TRIAL

MONTHS = (
    "january jan; february feb; march mar; april apr; may; june jun; july jul; august aug;"
    " september sep sept; october oct; november nov; december dec"
)
_MONTHS = {
    name: number for number, names in enumerate(MONTHS.split(";"), 1) for name in names.split()
}
PLACEHOLDERS = {(1970, 1, 1), (1901, 1, 1)}
"""Days that stand for no day: a computer's zero, and the first that some forms take."""


@lru_cache(1 << 14)
def date(text: str, *, day_first: bool | None = None) -> str | None:
    """A partial ISO date. ``day_first`` says how ``08/07/2026`` is meant: the 8th of July.

    Where that is not known such a date is none; ``25/03/2020`` is plain in either order.
    A year in which no trial starts, such as 9999, is a placeholder and no date.
    """
    plain = " ".join(text.replace(",", " ").split())
    if plain.casefold() in ("", "null", "n/a", "na", "none"):
        return ""
    parts = _iso(plain) or _worded(plain) or _excel(plain) or _slashed(plain, day_first)
    if parts is None or not FIRST_TRIAL <= parts[0] <= LAST_TRIAL or tuple(parts) in PLACEHOLDERS:
        return None
    try:
        datetime.date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if parts[2:] else 1)
    except ValueError:
        return None
    return "-".join(f"{part:02d}" for part in parts)


def day_first(text: str) -> str | None:
    """As :func:`date`, where ``08/07/2026`` is the 8th of July."""
    return date(text, day_first=True)


def month_first(text: str) -> str | None:
    """As :func:`date`, where ``08/07/2026`` is the 7th of August."""
    return date(text, day_first=False)


def of_excel(text: str) -> bool:
    """Whether a date is one of those that Excel makes: ``Mar-24``, ``5-Mar-24``."""
    return _excel(text.strip()) is not None


def either(text: str) -> bool:
    """Whether a date such as 3/5/2024 may be the third of May or the fifth of March."""
    return date(text) is None and date(text, day_first=True) is not None


def proved(text: str) -> str:
    """What stands first in a date that can be of one order only: ``day``, ``month`` or nothing."""
    found = _SLASHED.fullmatch(" ".join(text.split()))
    if not found or int(found[1]) == int(found[2]) or date(text) is None:
        return ""
    return "day" if int(found[1]) > 12 else "month"


_TIME = r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AaPp][Mm]|Z|[+-]\d{2}:?\d{2})?)?"
_ISO = re.compile(rf"(\d{{4}})(?:[-/](\d{{1,2}})(?:[-/](\d{{1,2}}){_TIME})?)?", re.ASCII)
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)", re.ASCII)
_SLASHED = re.compile(rf"(\d{{1,2}})[/.-](\d{{1,2}})[/.-](\d{{4}}){_TIME}", re.ASCII)
_EXCEL = re.compile(r"(?:(\d{1,2})[- ])?([A-Za-z]{3,4})[-'](\d{2}|\d{4})", re.ASCII)


def _iso(text: str) -> list[int] | None:
    found = _ISO.fullmatch(text) or _COMPACT.fullmatch(text)
    return [int(part) for part in found.groups() if part] if found else None


def _worded(text: str) -> list[int] | None:
    """``February 5 2020``, ``5 February 2020``, ``May 2015``."""
    found = re.fullmatch(r"(?:(\d{1,2}) )?([A-Za-z]+)\.?(?: (\d{1,2}))? (\d{4})", text, re.ASCII)
    month = _MONTHS.get(found[2].casefold()) if found else None
    if not found or not month or (found[1] and found[3]):
        return None
    day = found[1] or found[3]
    return [int(found[4]), month, *([int(day)] if day else [])]


def _excel(text: str) -> list[int] | None:
    """``Mar-24``, ``5-Mar-24``: two digits from 30 on are of the last century, as there."""
    found = _EXCEL.fullmatch(text)
    month = _MONTHS.get(found[2].casefold()) if found else None
    if not found or not month:
        return None
    year = int(found[3])
    if len(found[3]) == 2:
        year += 2000 if year < 30 else 1900
    return [year, month, *([int(found[1])] if found[1] else [])]


def _slashed(text: str, day_first: bool | None) -> list[int] | None:
    """``6/20/2023``; where one of the two can't be a month, the order is plain from it."""
    found = _SLASHED.fullmatch(text)
    if not found:
        return None
    first, second, year = (int(part) for part in found.groups())
    if day_first is None and first <= 12 >= second != first:
        return None
    day, month = (first, second) if day_first or first > 12 else (second, first)
    if month > 12 >= day:
        day, month = month, day
    return [year, month, day]
