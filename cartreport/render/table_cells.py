"""A table's cells as text: one way to print a value, for the terminal and Markdown."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from cartreport.landscape.table import per_cent

if TYPE_CHECKING:
    from cartreport.landscape.table import Column, Table

ZERO = "·"
NUMERIC = {"count", "share", "money", "number"}


def printed(value: object, column: Column) -> str:
    """Zero as a dot, thousands apart, shares in whole per cent, nothing known as nothing."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if column.kind == "share" and isinstance(value, (int, float)):
        return f"{per_cent(100 * value)}%"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if column.kind == "count" and value == 0:
            return ZERO
        return f"{int(value):,}" if float(value).is_integer() else f"{value:,}"
    return str(value)


def head(column: Column) -> str:
    """The column's label with its unit."""
    return f"{column.label} ({column.unit})" if column.unit else column.label


def groups(columns: list[Column]) -> list[tuple[str, list[Column]]]:
    """Neighbouring columns that share a group, with its name; empty for those without."""
    return [(name, list(held)) for name, held in groupby(columns, lambda column: column.group)]


def shown(table: Table) -> list[Column]:
    """The columns that are meant to be read: without ids, references and empty ones."""
    return [
        column
        for column in table.columns
        if column.kind not in ("key", "refs")
        and any(value not in (None, ()) for value in table.frame[column.key])
    ] or list(table.columns)


def rows(table: Table, columns: list[Column]) -> list[list[str]]:
    """Every row's cells as text."""
    return [
        [printed(value, column) for value, column in zip(row, columns, strict=True)]
        for row in table.frame[[column.key for column in columns]].itertuples(
            index=False, name=None
        )
    ]


def closing(table: Table, columns: list[Column]) -> list[str] | None:
    """The closing row's cells, or ``None``."""
    if table.total is None:
        return None
    return [printed(table.total.get(column.key), column) for column in columns]


def foot(table: Table) -> list[str]:
    """What stands under a table: unit and rule, sources and date, notes."""
    sources = ", ".join(table.sources) or "none"
    return [table.rule, f"Sources: {sources}. As of {table.as_of}.", *table.notes]
