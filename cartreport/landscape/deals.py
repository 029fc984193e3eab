"""Deals by date: licences, acquisitions, financings, with what was disclosed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cartreport.landscape.approved_products import all_refs
from cartreport.landscape.cross import table_frame
from cartreport.landscape.table import Column, Table
from cartreport.sources.dates import first_day

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape

COLUMNS = (
    Column("id", kind="key"),
    Column("date", kind="date"),
    Column("parties", kind="terms"),
    Column("label", kind="name"),
    Column("type"),
    Column("group"),
    Column("territory"),
    Column("upfront", kind="money"),
    Column("total", kind="money"),
    Column("bound"),
    Column("currency"),
    Column("confidence"),
    Column("refs", kind="refs"),
    Column("note"),
)


def table(landscape: Landscape) -> Table:
    """One row a deal, the newest first; amounts in units of the currency, never converted."""
    rows = [
        {
            **{column.key: deal.get(column.key) for column in COLUMNS},
            "label": deal["asset"],
            "type": landscape.label("deal-types", deal["type"]),
            "group": landscape.label("deal-groups", landscape.parent("deal-types", deal["type"])),
            "bound": _bound(landscape, deal["bound"]),
        }
        for deal in newest_first(landscape.rows("deals"))
    ]
    known = sum(row["upfront"] is not None or row["total"] is not None for row in rows)
    return Table(
        id="deals",
        unit="deal",
        columns=COLUMNS,
        frame=table_frame(COLUMNS, rows),
        as_of=landscape.date_of("deals"),
        sources=landscape.source_ids("deals"),
        notes=(landscape.words("deals.known", n=known, of=len(rows)),),
        refs=all_refs(rows),
    )


def newest_first(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Records that have an id and a date, the newest first, those of one day by id."""
    held = sorted(rows, key=lambda row: row["id"])
    return sorted(held, key=lambda row: first_day(row["date"]), reverse=True)


def _bound(landscape: Landscape, bound: str | None) -> str | None:
    """What a total that is no exact figure is; an exact one is nothing else."""
    key = f"deals.bound.{bound}"
    return landscape.words(key) if key in landscape.words.patterns else None
