"""Rows of a table by highest phase: shaded counts, the linked trials, what the rows are.

``lines`` are some rows of a table, counted as one; ``None`` is the whole of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Cell
from cartreport.briefing.grids import counted, heat
from cartreport.briefing.numbers import Bound, traced
from cartreport.briefing.sections.ladder import phase_columns
from cartreport.briefing.sections.presumed import marked
from cartreport.briefing.view import leading, programmes
from cartreport.briefing.words import number

if TYPE_CHECKING:
    from cartreport.briefing.desk import Desk
    from cartreport.briefing.view import Line, View


def phase_cells(desk: Desk, view: View, lines: Sequence[Line] | None) -> list[Cell]:
    """One cell a phase; the whole is not shaded."""
    cells = []
    for _, columns in phase_columns(desk, view):
        cell = marked(heat(view.count(columns, lines), view.table.unit), view, columns, lines)
        cells.append(replace(cell, step=None, tone="strong") if lines is None else cell)
    return cells


def trials_cells(view: View, lines: Sequence[Line] | None) -> list[Cell]:
    """The cell of the linked trials; none where the project has no trials."""
    return [counted(view.count("trials", lines))] if view.keys("trials") else []


def licensed(view: View, lines: Sequence[Line] | None, cell: Cell) -> Cell:
    """A head with the mark and the number of the row's approved products, if it has any."""
    if lines is None or not view.keys("approved") or not (n := view.count("approved", lines)):
        return cell
    return replace(cell, mark="approved", small=traced(number(n), n.address))


def largest(lines: Sequence[Line], most: int) -> list[Line]:
    """The rows with most programmes, at most so many; all where the largest are a tie of more."""
    return leading(lines, programmes, most) or list(lines)


def drawn(desk: Desk, key: str, view: View, shown: Sequence[Line]) -> dict[str, object]:
    """What a table says of its rows: how many they are, and by which rule they were chosen."""
    every = view.rows()
    values = {"of": every, "shown": Bound(len(shown)), "least": shown[-1].n("programmes")}
    whole = len(shown) == every
    return {**values, "drawn": desk.words(f"{key}.all" if whole else f"{key}.some", **values)}
