"""Cells of a spreadsheet as the text that a registry's CSV would hold."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any


def sheet_rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    """Number and cells of each row that is not blank; the 19 of ``19.0``, dates in ISO."""
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        cells = [_text(value) for value in row]
        if any(cells):
            yield number, cells


def undated(text: str) -> str:
    """``1-2`` and ``2-3`` again, where the spreadsheet made a day of them; else as it is."""
    found = re.fullmatch(r"\d{4}-0([123])-0([123])", text)
    pair = "-".join(sorted(found.groups())) if found else ""
    return pair if pair in ("1-2", "2-3") else text


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
