"""Numbers that the edition before printed and that today's rules count otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.cross import table_frame
from cartreport.landscape.last import last_table
from cartreport.landscape.snapshot import numbers_of
from cartreport.landscape.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartreport.landscape.model import Landscape

COLUMNS = (
    Column("id", kind="key"),
    Column("table", kind="name"),
    Column("row"),
    Column("column"),
    Column("printed", kind="number"),
    Column("now", kind="number"),
)


def table(landscape: Landscape) -> Table:
    """One row a number of the edition before, where both rules count the cell."""
    return Table(
        id="restated",
        unit="number",
        columns=COLUMNS,
        frame=table_frame(COLUMNS, _rows(landscape)),
        as_of=landscape.as_of,
        sources=landscape.source_ids("trials", "products", "programmes", "deals", "policy"),
    )


def _rows(landscape: Landscape) -> Iterator[dict[str, object]]:
    for name, printed in landscape.printed.items():
        table = last_table(landscape, name)
        counted = numbers_of(table) if table is not None else {}
        for row, cells in printed.items():
            for column, value in cells.items():
                now = counted.get(row, {}).get(column)
                if now is not None and now != value:
                    yield {
                        "id": f"{name}/{row}/{column}",
                        "table": name,
                        "row": row,
                        "column": column,
                        "printed": value,
                        "now": now,
                    }
