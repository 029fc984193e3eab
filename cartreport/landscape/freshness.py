"""How fresh each source is: newest entry, searched to when, how old, past its limit or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.cross import table_frame
from cartreport.landscape.table import Column, Table

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape

COLUMNS = (
    Column("id", "Id", "key"),
    Column("label", "Source", "name"),
    Column("kind", "Holds"),
    Column("owner", "Kept by"),
    Column("licence", "Licence"),
    Column("newest", "Newest entry", "date"),
    Column("searched_to", "Searched to", "date"),
    Column("age", "Age, days", "number", unit="days"),
    Column("max_age", "Limit, days", "number", unit="days"),
    Column("state", "State"),
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
        title="Freshness of the sources",
        unit="source",
        rule=(
            "Unit: source. Age: days from the day up to which the source was searched (an export: "
            "its snapshot), where that is not said from its newest entry, to the date of the "
            "briefing; late: older than the limit that the project sets; quiet: searched in time, "
            "but nothing new for longer than that limit."
        ),
        columns=COLUMNS,
        frame=table_frame(COLUMNS, rows),
        as_of=landscape.as_of,
        sources=tuple(str(row["id"]) for row in rows),
    )
