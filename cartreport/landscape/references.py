"""The pages that the records cite, each with its grade, its publisher and its date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.cross import table_frame
from cartreport.landscape.table import Column, Table

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape

COLUMNS = (
    Column("id", kind="key"),
    Column("title", kind="name"),
    Column("publisher"),
    Column("kind"),
    Column("grade"),
    Column("published", kind="date"),
    Column("accessed", kind="date"),
    Column("url"),
    Column("via"),
)


def table(landscape: Landscape) -> Table:
    """One row a page that was read, by its id: what the column of references leads to."""
    rows = [
        {column.key: id if column.key == "id" else getattr(page, column.key) for column in COLUMNS}
        for id, page in sorted(landscape.references.items())
    ]
    return Table(
        id="references",
        unit="page",
        columns=COLUMNS,
        frame=table_frame(COLUMNS, rows),
        as_of=landscape.as_of,
        sources=landscape.source_ids("references", "products", "companies"),
    )
