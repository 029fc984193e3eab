"""What a number counts: from its address to the table, the rule, and the records behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cartreport.errors import RequestError
from cartreport.landscape.address import NOWHERE, OF, ROWS, WHOLE, Address
from cartreport.landscape.table import ADDRESSED, DOT, Portion, per_cent

if TYPE_CHECKING:
    from cartreport.landscape.table import Column, Table


ROW = "row"
"""What is counted where an address asks for the rows of a table."""


@dataclass(frozen=True)
class Explained:
    """One number. ``rows`` and ``columns`` in words; ``kind`` is what ``ids`` are ids of.

    A number, words or a date that a source states count nothing: ``form`` is the kind of the
    column, ``ids`` its row, ``refs`` the references that it rests on. A share has its part's.
    """

    address: Address
    table: Table
    value: float | str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    kind: str
    ids: tuple[str, ...]
    form: str = "count"
    refs: tuple[str, ...] = ()

    @property
    def counted(self) -> float | str | None:
        """How many records stand behind it; ``None`` behind what counts nothing."""
        if self.form == "count":
            return self.value
        return self.value.part if self.kind != ROW and isinstance(self.value, Portion) else None

    @property
    def words(self) -> str:
        """Where the number stands: its rows, then its columns."""
        return DOT.join(", ".join(part) for part in (self.rows, self.columns) if part)


def printed(value: float | str, form: str) -> str:
    """A value in words: a share in per cent with its base, ``40% (2/5)``; a date as it is."""
    if isinstance(value, str):
        return value
    if form != "share":
        return f"{value:,}"
    base = f" ({value.part:,}/{value.whole:,})" if isinstance(value, Portion) else ""
    return f"{per_cent(100 * value)}%{base}"


def explained(tables: Mapping[str, Table], text: str) -> Explained:
    """The number at an address.

    A column may be named by what stands after its colon where that is one column alone. Raises
    :class:`cartreport.errors.RequestError` for a row or column that there is not, and for a cell
    that neither counts nor states a number; ``tables`` says so of a table.
    """
    name = text.strip().removeprefix("#").split("/")[0]
    table = tables[name]
    try:
        address = Address.read(text)
    except RequestError as error:
        raise RequestError(str(error), _form(table)) from error
    address = Address(table.id, address.rows, tuple(_key(table, c) for c in address.columns))
    if (cell := _cell(table, address)) is not None:
        return cell
    ids = table.units(address.rows, address.columns)
    counted = [column for column in table.columns if column.key in address.columns]
    kinds = {column.counts or table.unit for column in counted} or {table.unit}
    return Explained(
        address,
        table,
        _stated(table, address, len(ids)),
        labels_of(table, address.rows),
        tuple(map(_head, counted)),
        kinds.pop() if ROWS not in address.columns else ROW,
        ids,
    )


def _cell(table: Table, address: Address) -> Explained | None:
    """A single cell that states a number, words or a date; a share has the records of its part."""
    if len(address.columns) != 1 or len(address.rows) > 1 or address.columns == (ROWS,):
        return None
    (key,), row = address.columns, address.rows[0] if address.rows else None
    held = {column.key: column for column in table.columns}
    if key not in held or held[key].kind not in ADDRESSED:
        return None
    values: dict[str, Any] = table.total or {}
    if row is not None:
        values = table.records[table.place_of[row]] if row in table.place_of else {}
    value, column = values.get(key), held[key]
    if not isinstance(value, (int, float, str)):
        return None
    base = key.removesuffix("date").rstrip("_:")
    named = (f"{one}{sign}refs" for one in (key, base) for sign in "_:")
    refs = next((values[name] for name in (*named, "refs") if name in values), ())
    rows, columns = labels_of(table, address.rows), (_head(column),)
    kind, ids = ROW, address.rows
    if column.part:
        kind = held[column.part].counts or table.unit
        ids = table.units(address.rows, (column.part,))
    return Explained(address, table, value, rows, columns, kind, ids, column.kind, refs)


def _head(column: Column) -> str:
    return f"{column.group}: {column.label}" if column.group else column.label


def _form(table: Table) -> str:
    """How the address of a number of a table is written, with a row and the columns that count."""
    columns = [column.key for column in table.columns if column.kind == "count"] or [ROWS]
    row = next(iter(table.labels), WHOLE)
    more = f" Columns that count: {', '.join(columns)}." if len(columns) > 1 else ""
    return f"Write table/row/column, such as {Address(table.id, (row,), (columns[0],))}.{more}"


def parts_of(text: str) -> list[str]:
    """The addresses of a number: one, or a share's part and whole."""
    return text.split(OF)


def _key(table: Table, column: str) -> str:
    keys = [c.key for c in table.columns]
    if column in keys or column == ROWS:
        return column
    ends = [key for key in keys if key.rsplit(":", 1)[-1] == column]
    return ends[0] if len(ends) == 1 else column


def _stated(table: Table, address: Address, found: int) -> int:
    """The cell's own value where the address is one cell, else how many units were found."""
    single = len(address.columns) == 1 and len(address.rows) < 2 and address.columns != (ROWS,)
    if not single or address.rows == (NOWHERE,):
        return found
    (key,) = address.columns
    if not address.rows:
        return int(str((table.total or {}).get(key, found)))
    return int(str(table.records[table.place_of[address.rows[0]]][key]))


def labels_of(table: Table, rows: tuple[str, ...]) -> tuple[str, ...]:
    """What is printed at the head of rows."""
    if not table.labels or rows == (NOWHERE,):
        return ()
    return tuple(table.labels[row] for row in rows)
