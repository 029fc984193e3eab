"""Deals by date: licences, acquisitions, financings, with what was disclosed."""

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
    Column("type", "Type"),
    Column("group", "Kind"),
    Column("parties", "Parties", "terms"),
    Column("label", "Asset", "name"),
    Column("territory", "Territory"),
    Column("upfront", "Upfront", "money"),
    Column("total", "Total", "money"),
    Column("currency", "Currency"),
    Column("confidence", "Confidence"),
    Column("refs", "References", "refs"),
    Column("note", "Note"),
)


def table(landscape: Landscape) -> Table:
    """One row a deal, the newest first; amounts in units of the currency, never converted.

    ``facts``: how many deals, and of how many the upfront or total is known.
    """
    held = sorted(landscape.rows("deals"), key=lambda deal: deal["id"])
    held.sort(key=lambda deal: first_day(deal["date"]), reverse=True)
    rows = [
        {
            **{key: deal[key] for key in ("id", "date", "parties", "territory", "currency")},
            **{key: deal[key] for key in ("upfront", "total", "confidence", "refs", "note")},
            "type": landscape.label("deal-types", deal["type"]),
            "group": landscape.label("deal-groups", landscape.parent("deal-types", deal["type"])),
            "label": deal["asset"],
        }
        for deal in held
    ]
    known = sum(row["upfront"] is not None or row["total"] is not None for row in rows)
    return Table(
        id="deals",
        title="Deals by date",
        unit="deal",
        rule=(
            "Unit: deal. Amounts as disclosed, in units of the currency, none converted; the total "
            "includes the upfront unless the note says not; empty is undisclosed or not found. "
            "Order: date, the newest first; then id."
        ),
        columns=COLUMNS,
        frame=table_frame(COLUMNS, rows),
        as_of=landscape.date_of("deals"),
        sources=landscape.source_ids("deals"),
        notes=(f"An amount is known of {known} of {len(rows)} deals.",),
        refs=all_refs(rows),
        facts={"deals": len(rows), "disclosed": known},
    )
