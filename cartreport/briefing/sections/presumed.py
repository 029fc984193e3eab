"""What an exhibit says of programmes whose highest phase is presumed: a mark, and a line."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.briefing.words import number

if TYPE_CHECKING:
    from cartreport.briefing.briefing import Cell
    from cartreport.briefing.desk import Desk
    from cartreport.briefing.view import Line, View

PRESUMED = "presumed"
"""The column of the tables of programmes that counts them."""


def marked(cell: Cell, view: View, columns: Collection[str], lines: Sequence[Line] | None) -> Cell:
    """The count of programmes in some columns; beside it “?” and how many are presumed there."""
    presumed = view.units(PRESUMED, lines) & view.units(columns, lines)
    return replace(cell, mark="disputed", small=number(len(presumed))) if presumed else cell


def presumed_line(
    desk: Desk, view: View, lines: Sequence[Line] | None = None, key: str = "presumed.line"
) -> str:
    """The line under an exhibit that counts these programmes by phase; empty where none is.

    ``key``: its entry; an exhibit that sets no mark has one of its own.
    """
    n = view.count(PRESUMED, lines)
    if not n:
        return ""
    programmes, presumed = desk.view("programmes"), view.units(PRESUMED, lines)
    names = sorted((p["label"] for p in programmes if p.id in presumed), key=str.casefold)
    return desk.words(key, n=n, names=desk.words.comma(names))
