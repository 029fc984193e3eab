"""The list of tables, itself a table."""

from __future__ import annotations

from collections.abc import Mapping

from cartreport.landscape.cross import table_frame
from cartreport.landscape.table import Column, Table

COLUMNS = (
    Column("name", "Name", "name"),
    Column("title", "Title"),
    Column("unit", "Unit"),
    Column("rows", "Rows", "count"),
)


def listing(tables: Mapping[str, Table]) -> Table:
    """One row a table, in their order."""
    rows = [
        {"name": name, "title": table.title, "unit": table.unit, "rows": len(table.frame)}
        for name, table in tables.items()
    ]
    return Table(
        id="tables",
        title="Tables",
        unit="table",
        rule="`cartreport tables NAME` prints one.",
        columns=COLUMNS,
        frame=table_frame(COLUMNS, rows),
        as_of=max((table.as_of for table in tables.values()), default=""),
        sources=tuple(
            dict.fromkeys(source for table in tables.values() for source in table.sources)
        ),
    )
