"""A table as a section sees it: lines of cells, whose numbers carry their address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cartreport.briefing.numbers import Amount, Date, Number, Stated, Worded
from cartreport.landscape.address import NOWHERE, ROWS, Address
from cartreport.landscape.table import ADDRESSED, NO_PLACE, STATED

if TYPE_CHECKING:
    from cartreport.landscape.table import Column, Table


@dataclass(frozen=True)
class Line:
    """One row of a table, or its closing row, whose ``id`` is ``None``."""

    view: View
    id: str | None
    values: dict[str, Any]

    def __getitem__(self, column: str) -> Any:
        """The cell as it is; numbers and dates carry their address."""
        value = self.values.get(column)
        kind = self.view.kind(column)
        if kind == "count" and isinstance(value, int):
            return self.n(column)
        if kind == "date" and isinstance(value, str):
            return Date(value, self._at(column))
        if kind in STATED and isinstance(value, (int, float)):
            made = Stated if isinstance(value, int) else Amount
            return made(value, self._at(column))
        if kind in ADDRESSED and isinstance(value, str) and any(map(str.isdigit, value)):
            return Worded(value, self._at(column))
        return value

    def n(self, column: str) -> Number:
        """The count in a column. Raises ``KeyError`` where there is none."""
        return Number(int(self.values[column]), self._at(column))

    def _at(self, column: str) -> str:
        rows = () if self.id is None else (self.id,)
        return str(Address(self.view.table.id, rows, (column,)))

    @property
    def stated(self) -> bool:
        """Whether the row is a place of its axis: not the remainder, nor what is not stated."""
        return self.id is not None and self.id.rsplit(":", 1)[-1] not in NO_PLACE


def programmes(line: Line) -> int:
    """How many programmes a row counts: the size of what tables of programmes list."""
    return line.n("programmes")


@dataclass(frozen=True)
class View:
    """The lines of a table, in its order."""

    table: Table

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every row."""
        rows = zip(self.table.row_ids, self.table.records, strict=True)
        return tuple(Line(self, id, row) for id, row in rows)

    @cached_property
    def stated(self) -> tuple[Line, ...]:
        """The rows that are places of their axis."""
        return tuple(line for line in self.lines if line.stated)

    @cached_property
    def total(self) -> Line:
        """The closing row: every unit once."""
        return Line(self, None, dict(self.table.total or {}))

    @cached_property
    def _by_id(self) -> dict[str | None, Line]:
        return {line.id: line for line in self.lines}

    @cached_property
    def _columns(self) -> dict[str, Column]:
        return {column.key: column for column in self.table.columns}

    def __iter__(self) -> Iterator[Line]:
        """The rows in the table's order."""
        return iter(self.lines)

    def get(self, id: str | None) -> Line | None:
        """The row with this id."""
        return self._by_id.get(id)

    def column(self, key: str) -> Column:
        """The column with this key; raises ``KeyError``."""
        return self._columns[key]

    def kind(self, key: str) -> str:
        """The kind of a column; nothing where there is none."""
        return self._columns[key].kind if key in self._columns else ""

    def __contains__(self, column: object) -> bool:
        """Whether there is a column with this key."""
        return column in self._columns

    def keys(self, prefix: str) -> tuple[str, ...]:
        """The keys of the columns along an axis, such as those that begin with ``phase:``."""
        return tuple(key for key in self._columns if key.startswith(prefix))

    def count(self, columns: str | Iterable[str], lines: Iterable[Line] | None = None) -> Number:
        """The distinct units of some rows (the whole table without them) in some columns."""
        at = self._at(columns, lines)
        return Number(len(self.table.units(at.rows, at.columns)), str(at))

    def units(self, columns: str | Iterable[str], lines: Iterable[Line] | None = None) -> set[str]:
        """The ids of the units that :meth:`count` counts."""
        at = self._at(columns, lines)
        return set(self.table.units(at.rows, at.columns))

    def _at(self, columns: str | Iterable[str], lines: Iterable[Line] | None) -> Address:
        """The address of some rows in some columns; of no row or no column it is nowhere."""
        keys = (columns,) if isinstance(columns, str) else tuple(columns)
        rows = () if lines is None else tuple(str(line.id) for line in lines) or (NOWHERE,)
        return Address(self.table.id, rows if keys else (NOWHERE,), keys or (ROWS,))

    def rows(self, lines: Iterable[Line] | None = None) -> Number:
        """How many rows these are; without them, how many places the table has."""
        return self.count(ROWS, lines)
