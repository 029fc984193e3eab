"""The pages that the records cite, each with its grade, its publisher and its date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.listed import listed
from cartreport.landscape.table import heads

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table

COLUMNS = heads("id:key title:name publisher kind grade published:date accessed:date url via")


def table(landscape: Landscape) -> Table:
    """One row a page that was read, by its id: what the column of references leads to."""
    rows = [
        {column.key: id if column.key == "id" else getattr(page, column.key) for column in COLUMNS}
        for id, page in sorted(landscape.references.items())
    ]
    return listed(
        landscape,
        COLUMNS,
        rows,
        id="references",
        unit="page",
        kinds=("references", "products", "companies"),
        as_of=landscape.as_of,
    )
