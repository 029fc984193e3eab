"""Rules, reimbursement rounds and safety actions by date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.approved_products import all_refs
from cartreport.landscape.cross import table_frame
from cartreport.landscape.table import Column, Table
from cartreport.sources.dates import first_day

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape

COLUMNS = (
    Column("id", "Id", "key"),
    Column("date", "Date", "date"),
    Column("effective", "In force", "date"),
    Column("jurisdiction", "Where"),
    Column("body", "Body"),
    Column("category", "Category"),
    Column("group", "Kind"),
    Column("label", "What", "name"),
    Column("confidence", "Confidence"),
    Column("refs", "References", "refs"),
    Column("note", "Note"),
)


def table(landscape: Landscape) -> Table:
    """One row an event, the newest first."""
    held = sorted(landscape.rows("policy"), key=lambda event: event["id"])
    held.sort(key=lambda event: first_day(event["date"]), reverse=True)
    rows = [
        {
            **{key: event[key] for key in ("id", "date", "effective", "jurisdiction", "body")},
            **{key: event[key] for key in ("confidence", "refs", "note")},
            "category": landscape.label("policy-categories", event["category"]),
            "group": landscape.label(
                "policy-groups", landscape.parent("policy-categories", event["category"])
            ),
            "label": event["summary"],
        }
        for event in held
    ]
    return Table(
        id="policy",
        title="Rules and policy events by date",
        unit="event",
        rule="Unit: event. Order: date, the newest first; then id.",
        columns=COLUMNS,
        frame=table_frame(COLUMNS, rows),
        as_of=landscape.date_of("policy"),
        sources=landscape.source_ids("policy"),
        refs=all_refs(rows),
    )
