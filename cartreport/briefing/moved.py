"""What moved in a printed table since the edition before: numbers, and rows that are new."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Cell, Exhibit, Grid, Mark, Row, Section, Was
from cartreport.briefing.columns import fitted
from cartreport.briefing.numbers import Number, Then
from cartreport.briefing.since import SIGNS, share_since, since
from cartreport.landscape.address import Address
from cartreport.landscape.last import kind_of, last_table, unread
from cartreport.landscape.row_order import OTHERS
from cartreport.landscape.snapshot import compared

if TYPE_CHECKING:
    from cartreport.briefing.desk import Desk


def moved(desk: Desk, section: Section) -> Section:
    """The section with what stood in its tables' places; in a first edition as it is."""
    if desk.last is None:
        return section
    marks = Marks(desk)
    extra = {k: marks.grid(v) if isinstance(v, Grid) else v for k, v in section.extra.items()}
    exhibits = tuple(marks.exhibit(exhibit) for exhibit in section.exhibits)
    return replace(section, exhibits=exhibits, extra=extra)


def fallen(desk: Desk, cell: Cell, at: str) -> Cell:
    """A cell of a row that its table no longer has, with what stood there; ``at`` is its place."""
    if desk.last is None:
        return cell
    return replace(Marks(desk).cell(replace(cell, at=at)), at="")


@dataclass(frozen=True)
class Marks:
    """The marks of one edition against the one before; there is one before."""

    desk: Desk

    def exhibit(self, exhibit: Exhibit) -> Exhibit:
        """The exhibit, its table and that of its drawing marked."""
        figure = exhibit.figure
        if figure is not None and figure.data is not None:
            figure = replace(figure, data=self.grid(figure.data, fit=False))
        return replace(exhibit, figure=figure, grid=exhibit.grid and self.grid(exhibit.grid))

    def grid(self, grid: Grid, *, fit: bool = True) -> Grid:
        """The table with its marks, its columns fitted to them; one that compares has none."""
        told = self.desk.tables[grid.table] if grid.table else None
        if told is None or compared(told) or last_table(self.desk.landscape, told.id) is None:
            return grid
        rows = tuple(self._row(grid.table, row) for row in grid.rows)
        made = replace(grid, rows=rows)
        return fitted(made, self.desk.measure) if fit and rows != grid.rows else made

    def _row(self, table: str, row: Row) -> Row:
        if row.kind == "row" and self._new(table, row):
            new = self.desk.words("since.new")
            first = replace(row.cells[0], was=Was("new", new, new))
            return replace(row, cells=(first, *row.cells[1:]))
        return replace(row, cells=tuple(self.cell(cell) for cell in row.cells))

    def cell(self, cell: Cell) -> Cell:
        """The cell with what stood in its place, where it moved."""
        if not cell.at or not isinstance(cell.sort, (int, float)):
            return cell
        if self._share(Address.read(cell.at)):
            moved = share_since(self.desk, cell.at, cell.sort)
            return self._was(cell, *moved) if moved else cell
        if not isinstance(cell.sort, int):
            return cell
        number = Number(cell.sort, cell.at)
        found = since(self.desk, number)
        if found is None or found.unread or found.mark not in SIGNS or _rest(number):
            return cell
        return self._was(cell, found.mark, Then(found.then))

    def _share(self, at: Address) -> bool:
        """Whether a share stands there."""
        columns = self.desk.tables[at.table].columns
        return any(column.kind == "share" for column in columns if column.key in at.columns)

    def _was(self, cell: Cell, mark: Mark, then: Then | str) -> Cell:
        assert self.desk.last is not None
        told = {"then": then, "last": self.desk.last.edition}
        said = self.desk.words(f"since.cell.{mark}", **told)
        return replace(cell, was=Was(mark, self.desk.words("since.cell", **told), said))

    def _new(self, table: str, row: Row) -> bool:
        """Whether the edition before had no such row, though it could have had it."""
        landscape = self.desk.landscape
        last = last_table(landscape, table)
        ids = {row.id} if row.id else set(_rows(row, table))
        if last is None or not ids or OTHERS in last.place_of or not ids.isdisjoint(last.place_of):
            return False
        kind = kind_of(self.desk.tables[table])
        return bool(kind) and not unread(landscape, kind)


def _rows(row: Row, table: str) -> Iterator[str]:
    """The rows of a table that a printed row's numbers are of."""
    found = (Address.read(cell.at) for cell in row.cells if cell.at)
    return (id for at in found if at.table == table for id in at.rows)


def _rest(number: Number) -> bool:
    """Whether it is of a remainder, which is of other places in each edition."""
    return OTHERS in Address.read(number.address).rows
