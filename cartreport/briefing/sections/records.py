"""Tables that list records, as they are printed: each row with its reference and its mark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.briefing.grids import grid_of
from cartreport.briefing.sections.evidence_cells import weak

if TYPE_CHECKING:
    from cartreport.briefing.briefing import Cell, Grid, Row
    from cartreport.briefing.desk import Desk
    from cartreport.briefing.view import Line, View


def records_grid(
    desk: Desk, view: View, widths: Mapping[str, float], lines: Sequence[Line], *, most: int = 1
) -> Grid:
    """The columns that ``widths`` names; the row's name cites ``most`` of its references.

    A name whose record rests on a weak source, or on none, has the mark of that.
    """
    made = grid_of(view, widths, desk.words, lines, style="wrap")
    name = next(at for at, key in enumerate(widths) if view.column(key).kind == "name")

    def cited(row: Row, line: Line) -> Row:
        refs = desk.cite(line["refs"], most=most)
        cell = replace(row.cells[name], refs=refs, mark=weak(line["confidence"]))
        return replace(row, cells=(*row.cells[:name], cell, *row.cells[name + 1 :]))

    rows = zip(made.rows, lines, strict=True)
    return replace(made, rows=tuple(cited(row, line) for row, line in rows))


def with_cells(grid: Grid, columns: Mapping[int, Sequence[Cell]]) -> Grid:
    """The grid with other cells in some columns, by their place."""
    rows = [
        replace(
            row,
            cells=tuple(
                columns[at][n] if at in columns else cell for at, cell in enumerate(row.cells)
            ),
        )
        for n, row in enumerate(grid.rows)
    ]
    return replace(grid, rows=tuple(rows))
