"""What a project tells of: what none of its sources holds is not counted, and not said.

An empty source is an answer, and its zero is printed. No source is none: a zero would be invented.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table

CHANGE = "change"
UNITS = {
    "trial": "trials",
    "programme": "programmes",
    "product": "products",
    "approval": "products",
    "designation": "products",
    "measure": "products",
    "fact": "products",
    "company": "companies",
    "deal": "deals",
    "event": "policy",
    "published figure": "figures",
}
"""The unit that a table counts, and the kind of source that holds it; others always are there."""


def told(landscape: Landscape, table: Table) -> bool:
    """Whether a source holds what the table counts; a change is of what some source holds."""
    if table.unit == CHANGE:
        return bool(table.sources)
    kind = UNITS.get(table.unit)
    return kind is None or landscape.has(kind)


def told_tables(landscape: Landscape, tables: Mapping[str, Table]) -> dict[str, Table]:
    """The tables that count something of which the project has a source, or that it declares."""
    declared = landscape.project.tables
    return {name: t for name, t in tables.items() if name in declared or told(landscape, t)}


def without_silent_columns(landscape: Landscape, table: Table) -> Table:
    """The table without the columns that count what no source holds."""
    silent = {column.key for column in table.columns if column.of and not landscape.has(column.of)}
    if not silent:
        return table
    columns = tuple(column for column in table.columns if column.key not in silent)
    return replace(
        table,
        columns=columns,
        frame=table.frame[[column.key for column in columns]],
        total=table.total and {k: v for k, v in table.total.items() if k not in silent},
        overlaps=tuple(key for key in table.overlaps if key not in silent),
    )
