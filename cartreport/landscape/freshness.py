"""How fresh each source is: newest entry, searched to when, how old, past its limit or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.listed import listed
from cartreport.landscape.table import heads

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table

COLUMNS = heads(
    "id:key label:name kind owner licence newest:date searched_to:date age:number:days"
    " max_age:number:days state"
)


def table(landscape: Landscape) -> Table:
    """One row an entry of sources.yaml, in its order."""
    rows = [
        {**{column.key: source.get(column.key) for column in COLUMNS}, "label": source["title"]}
        for source in landscape.rows("sources")
    ]
    return listed(
        landscape,
        COLUMNS,
        rows,
        id="freshness",
        unit="source",
        as_of=landscape.as_of,
        sources=tuple(str(row["id"]) for row in rows),
    )
