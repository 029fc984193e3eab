"""The pages that the records cite, each with its grade, its publisher and its date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.cross import table_frame
from cartreport.landscape.table import Column, Table

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape

COLUMNS = (
    Column("id", "Id", "key"),
    Column("title", "Title", "name"),
    Column("publisher", "Publisher"),
    Column("kind", "Kind"),
    Column("grade", "Grade"),
    Column("published", "Published", "date"),
    Column("accessed", "Read on", "date"),
    Column("url", "Address"),
    Column("via", "Read through"),
)


def table(landscape: Landscape) -> Table:
    """One row a page that was read, by its id: what the column of references leads to."""
    rows = [
        {column.key: id if column.key == "id" else getattr(page, column.key) for column in COLUMNS}
        for id, page in sorted(landscape.references.items())
    ]
    return Table(
        id="references",
        title="Pages cited",
        unit="page",
        rule="Unit: page, whatever number of records cites it. Order: id.",
        columns=COLUMNS,
        frame=table_frame(COLUMNS, rows),
        as_of=landscape.as_of,
        sources=landscape.source_ids("references", "products", "companies"),
    )
