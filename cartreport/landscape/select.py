"""Rows of a table by the values of its columns, and some of its columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cartreport.errors import RequestError
from cartreport.landscape.terms import NOT_STATED
from cartreport.sources.suggest import did_you_mean

if TYPE_CHECKING:
    from cartreport.landscape.table import Column, Table

MOST = 30
"""So many of the possible names stand in a hint."""
_CONDITION = re.compile(r"(?P<column>[^=~]+?)\s*(?P<sign>[=~])\s*(?P<value>.*)", re.DOTALL)


@dataclass(frozen=True)
class Condition:
    """``column=value``: the cell is the value; ``column~value``: it contains it."""

    column: str
    sign: str
    value: str

    @classmethod
    def read(cls, text: str) -> Condition:
        """From what was typed; raises :class:`RequestError` for anything else."""
        found = _CONDITION.fullmatch(text.strip())
        if not found:
            raise RequestError(
                f"{text!r} is no condition", "Write column=value, or column~part of a value."
            )
        return cls(found["column"].strip(), found["sign"], found["value"].strip())

    def __str__(self) -> str:
        return f"{self.column} {self.sign} {self.value}"


def select(table: Table, conditions: Iterable[Condition]) -> Table:
    """The rows that meet every condition; the total goes, because it would no longer close.

    Case and blanks do not matter. A cell with a list meets a condition with any of its values;
    ``not stated`` is the value of an empty cell. Raises :class:`RequestError` for a column that
    the table does not have, and for a value that no row of it has.
    """
    wanted = list(conditions)
    if not wanted:
        return table
    kept = [True] * len(table.frame)
    for condition in wanted:
        column = column_of(table, condition.column)
        cells = [[_fold(text) for text in texts(value)] for value in table.frame[column.key]]
        meets = [_meets(condition, cell) for cell in cells]
        if not any(meets):
            raise _no_value(table, column, condition)
        kept = [before and now for before, now in zip(kept, meets, strict=True)]
    return replace(
        table,
        frame=table.frame[kept].reset_index(drop=True),
        total=None,
        notes=(*table.notes, f"Rows where {' and '.join(map(str, wanted))}."),
    )


def columns_of(table: Table, names: Sequence[str]) -> Table:
    """The table with these columns alone, in this order; raises :class:`RequestError`."""
    if not names:
        return table
    columns = tuple(column_of(table, name) for name in dict.fromkeys(names))
    keys = [column.key for column in columns]
    total = {key: value for key, value in (table.total or {}).items() if key in keys}
    return replace(
        table,
        columns=columns,
        frame=table.frame[keys],
        total=total or None,
        overlaps=tuple(key for key in table.overlaps if key in keys),
        parts=tuple((whole, parts) for whole, parts in table.parts if {whole, *parts} <= set(keys)),
    )


def column_of(table: Table, name: str) -> Column:
    """A column by its key or its head; raises :class:`RequestError` with the nearest names."""
    wanted = _fold(name)
    for column in table.columns:
        if wanted == _fold(column.key):
            return column
    for column in table.columns:
        if wanted == _fold(column.label):
            return column
    known = [column.key for column in table.columns]
    heads = [column.label for column in table.columns]
    raise RequestError(
        f"table {table.id} has no column {name!r}", suggestion(name, [*known, *heads], known)
    )


def suggestion(name: str, near: Iterable[str], known: Sequence[str]) -> str:
    """``Did you mean 'x'?`` where one of ``near`` is close, then what there is."""
    guess = did_you_mean(name, near)
    shown = ", ".join(known[:MOST]) + (" …" if len(known) > MOST else "")
    return f"{'D' + guess[1:] + ' ' if guess.startswith('did') else ''}There is: {shown}."


def texts(value: object) -> list[str]:
    """The texts of a cell: one, or those of a list; ``not stated`` for an empty one."""
    if value is None or value == ():
        return [NOT_STATED]
    return [str(part) for part in value] if isinstance(value, tuple) else [str(value)]


def _meets(condition: Condition, cell: list[str]) -> bool:
    wanted = _fold(condition.value)
    if condition.sign == "=":
        return wanted in cell
    return any(wanted in text for text in cell)


def _no_value(table: Table, column: Column, condition: Condition) -> RequestError:
    known = list(dict.fromkeys(text for value in table.frame[column.key] for text in texts(value)))
    return RequestError(
        f"no row of {table.id} has {condition}", suggestion(condition.value, known, known)
    )


def _fold(text: str) -> str:
    return " ".join(text.casefold().split())
