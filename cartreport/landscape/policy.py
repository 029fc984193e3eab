"""Rules, reimbursement rounds and safety actions by date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.approved_products import all_refs
from cartreport.landscape.cross import table_frame
from cartreport.landscape.deals import newest_first
from cartreport.landscape.table import Column, Table

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape

COLUMNS = (
    Column("id", kind="key"),
    Column("date", kind="date"),
    Column("effective", kind="date"),
    Column("jurisdiction"),
    Column("here"),
    Column("body"),
    Column("category"),
    Column("group"),
    Column("label", kind="name"),
    Column("confidence"),
    Column("refs", kind="refs"),
    Column("note"),
)


def table(landscape: Landscape) -> Table:
    """One row an event, the newest first; ``here``: its jurisdiction is the focus country's."""
    focus = landscape.project.focus
    home = {_jurisdiction(landscape, name) for name in (focus.country, focus.label)}
    rows = [
        {
            **{column.key: event.get(column.key) for column in COLUMNS},
            "here": "yes"
            if focus.everywhere or _jurisdiction(landscape, event["jurisdiction"]) in home
            else "no",
            "category": landscape.label("policy-categories", event["category"]),
            "group": landscape.label(
                "policy-groups", landscape.parent("policy-categories", event["category"])
            ),
            "label": event["summary"],
        }
        for event in newest_first(landscape.rows("policy"))
    ]
    return Table(
        id="policy",
        unit="event",
        columns=COLUMNS,
        frame=table_frame(COLUMNS, rows),
        as_of=landscape.date_of("policy"),
        sources=landscape.source_ids("policy"),
        refs=all_refs(rows),
    )


def _jurisdiction(landscape: Landscape, name: str) -> str:
    """The id of a jurisdiction by its name; the name itself where the vocabulary has none."""
    return landscape.vocabulary["jurisdictions"].find(name) or name
