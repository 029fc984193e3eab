"""The list of tables, itself a table."""

from __future__ import annotations

from collections.abc import Mapping

from cartreport.landscape.cross import table_frame
from cartreport.landscape.table import Table, heads
from cartreport.landscape.words import TableWords, worded

COLUMNS = heads("name:name title unit rows:count")


def listing(tables: Mapping[str, Table], words: TableWords) -> Table:
    """One row a table, in their order."""
    rows = [
        {"name": name, "title": table.title, "unit": table.unit, "rows": len(table.frame)}
        for name, table in tables.items()
    ]
    table = Table(
        id="tables",
        unit="table",
        columns=COLUMNS,
        frame=table_frame(COLUMNS, rows),
        as_of=max((table.as_of for table in tables.values()), default=""),
        sources=tuple(
            dict.fromkeys(source for table in tables.values() for source in table.sources)
        ),
    )
    return worded(words, table)
