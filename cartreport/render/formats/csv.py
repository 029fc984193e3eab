"""Rows for a spreadsheet: keys as heads, the parts of a list between bars, no total."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from cartreport.sources.spreadsheet import shielded

if TYPE_CHECKING:
    from cartreport.landscape.table import Table

FILE = "tables/{name}.csv"
USUAL = True


def render(table: Table) -> str:
    """UTF-8 text with LF line ends; an empty cell is not stated.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.key for column in table.columns])
    writer.writerows([cell(value) for value in row] for row in table.rows)
    return text.getvalue()


def cell(value: object) -> str:
    """One cell: numbers plain, shares to six places, texts safe in a spreadsheet."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return _safe("|".join(map(str, value)))
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(round(value, 6))
    if isinstance(value, int):
        return str(value)
    return _safe(str(value))


def _safe(text: str) -> str:
    """No formula, and one kind of line end: the writer leaves a bare CR unquoted."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return shielded(text)
