"""How fresh each source is: newest entry, searched to when, how old, past its limit or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.cross import table_frame
from cartreport.landscape.table import Column, Table

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape

COLUMNS = (
    Column("id", kind="key"),
    Column("label", kind="name"),
    Column("kind"),
    Column("owner"),
    Column("licence"),
    Column("newest", kind="date"),
    Column("searched_to", kind="date"),
    Column("age", kind="number", unit="days"),
    Column("max_age", kind="number", unit="days"),
    Column("state"),
)


def table(landscape: Landscape) -> Table:
    """One row an entry of sources.yaml, in its order."""
    rows = [
        {
            **{column.key: source.get(column.key) for column in COLUMNS},
            "label": source["title"],
        }
        for source in landscape.rows("sources")
    ]
    return Table(
        id="freshness",
        unit="source",
        columns=COLUMNS,
        frame=table_frame(COLUMNS, rows),
        as_of=landscape.as_of,
        sources=tuple(str(row["id"]) for row in rows),
    )
