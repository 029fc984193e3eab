"""Numbers that the edition before printed and that today's rules count otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.last import last_table
from cartreport.landscape.listed import listed
from cartreport.landscape.snapshot import numbers_of
from cartreport.landscape.table import heads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table

COLUMNS = heads("id:key table:name row column printed:number now:number")


def table(landscape: Landscape) -> Table:
    """One row a number of the edition before, where both rules count the cell."""
    return listed(
        landscape,
        COLUMNS,
        _rows(landscape),
        id="restated",
        unit="number",
        kinds=("trials", "products", "programmes", "deals", "policy"),
        as_of=landscape.as_of,
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
