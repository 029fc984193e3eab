"""Rows of a table by highest phase: shaded counts, the linked trials, what the rows are.

``lines`` are some rows of a table, counted as one; ``None`` is the whole of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Cell
from cartreport.briefing.grids import counted, heat
from cartreport.briefing.guards import kept
from cartreport.briefing.numbers import Bound, traced
from cartreport.briefing.sections.ladder import phase_columns
from cartreport.briefing.sections.presumed import marked
from cartreport.briefing.view import programmes
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
    """The rows with most programmes, at most so many, and every one with something approved.

    All rows where the largest are a tie of more: what is on the market is in no remainder.
    """
    marketed = [x for x in lines if x.view.keys("approved") and x.n("approved")]
    return kept(lines, programmes, most, *marketed)


def drawn(
    desk: Desk, key: str, every: Sequence[Line], shown: Sequence[Line], size: str = "programmes"
) -> dict[str, object]:
    """What an exhibit says of its rows: how many they are, and by which rule they were chosen."""
    view = shown[0].view
    of = view.rows() if len(every) == len(view.stated) else view.rows(every)
    values: dict[str, object] = {"of": of, "shown": Bound(len(shown))}
    if len(shown) == len(every):
        return {**values, "drawn": desk.words(f"{key}.all", **values)}
    most = max(line.n(size) for line in every if line not in shown)
    beside = [line for line in shown if line.n(size) <= most]
    values["least"] = min(line.n(size) for line in shown if line not in beside)
    values["beside"] = desk.clause("drawn.beside", n=view.rows(beside))
    return {**values, "drawn": desk.words(f"{key}.some", **values)}
