"""The tables of the edition before, counted by today's rules, and the numbers that it printed."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from cartreport.errors import RequestError
from cartreport.landscape.address import ROWS, WHOLE, Address
from cartreport.landscape.row_order import OTHERS
from cartreport.landscape.told import UNITS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table


def last_table(landscape: Landscape, name: str) -> Table | None:
    """A table as the edition before has it; ``None`` where there is none before."""
    from cartreport.landscape import one_table

    before = landscape.before
    if before is None:
        return None

    def table() -> Table | None:
        try:
            return one_table(before, name)
        except RequestError:
            return None

    return before.made_once(table, "table", name)


def last_number(landscape: Landscape, text: str) -> int | None:
    """What stood at an address in the edition before, by today's rules; ``None`` for nothing.

    A row of which nothing was counted then is nought where the table and the column were there,
    unless it may have stood among those that a limit leaves out.
    """
    address = Address.read(text)
    table = last_table(landscape, address.table)
    if table is None:
        return None
    counts = {column.key for column in table.columns if column.kind == "count"}
    if not {*address.columns} <= {*counts, ROWS}:
        return None
    rows = [row for row in address.rows if row in table.place_of]
    if len(rows) < len(address.rows) and OTHERS in table.place_of:
        return None
    if address.rows and not rows:
        return 0
    return len(table.units(rows, address.columns))


def last_share(landscape: Landscape, text: str) -> float | None:
    """The share that stood at an address in the edition before, by today's rules."""
    found = last_stated(landscape, text)
    return float(found) if isinstance(found, (int, float)) and isfinite(found) else None


def last_stated(landscape: Landscape, text: str) -> object:
    """What a cell that counts nothing said in the edition before: a date, a sum, a share.

    ``None`` of a remainder, which is of other places in each edition.
    """
    address = Address.read(text)
    table = last_table(landscape, address.table)
    if table is None or OTHERS in address.rows:
        return None
    (row,), (column,) = address.rows or (WHOLE,), address.columns
    return _now(table, row, column)


def kind_of(table: Table, columns: Iterable[str] = ()) -> str:
    """The kind of source that holds what a table counts, or one of its columns; empty for none."""
    held = [column for column in table.columns if column.key in columns]
    counted = next((column.of or UNITS.get(column.counts) for column in held), None)
    return counted or UNITS.get(table.unit, "")


def unread(landscape: Landscape, kind: str) -> bool:
    """Whether the sources of a kind were read to the same day then as now: nothing can be new."""
    before = landscape.before
    return before is not None and before.date_of(kind) == landscape.date_of(kind)


def restated(landscape: Landscape, text: str) -> bool:
    """Whether one of an address's cells was printed then as another number than today's rules say.

    A cell that was not printed then is none.
    """
    address = Address.read(text)
    table = last_table(landscape, address.table)
    if table is None:
        return False
    rows: Iterable[str] = address.rows or (WHOLE,)
    said = landscape.printed.get(address.table, {})
    for row in rows:
        for column in address.columns:
            then = said.get(row, {}).get(column)
            if then is not None and then != _now(table, row, column):
                return True
    return False


def _now(table: Table, row: str, column: str) -> object:
    if row == WHOLE:
        return (table.total or {}).get(column)
    return table.records[table.place_of[row]].get(column) if row in table.place_of else None
