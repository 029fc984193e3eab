"""Cells that a spreadsheet would run as a formula: written with an apostrophe, read without it."""

from __future__ import annotations

import re

FORMULA = ("=", "+", "-", "@", "\t", "\n")
"""Signs at the beginning of a cell that make a formula of it, or hide one."""
_SHIELDED = re.compile(r"'+[=+\-@\t\n]")


def shielded(text: str) -> str:
    """The text as a cell: an apostrophe before what a spreadsheet would run, or before such one."""
    return f"'{text}" if text.startswith(FORMULA) or _SHIELDED.match(text) else text


def bare(cell: str) -> str:
    """The text of a cell that :func:`shielded` gave."""
    return cell[1:] if _SHIELDED.match(cell) else cell
