"""Deals by date: licences, acquisitions, financings, with what was disclosed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cartreport.landscape.listed import listed
from cartreport.landscape.table import heads
from cartreport.sources.dates import first_day

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table

COLUMNS = heads(
    "id:key date:date parties:terms label:name type group territory upfront:money"
    " total:money bound currency confidence refs:refs note"
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
    return listed(
        landscape,
        COLUMNS,
        rows,
        id="deals",
        unit="deal",
        kinds=("deals",),
        notes=(landscape.words("deals.known", n=known, of=len(rows)),),
    )


def newest_first(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Records that have an id and a date, the newest first, those of one day by id."""
    held = sorted(rows, key=lambda row: row["id"])
    return sorted(held, key=lambda row: first_day(row["date"]), reverse=True)


def _bound(landscape: Landscape, bound: str | None) -> str | None:
    """What a total that is no exact figure is; an exact one is nothing else."""
    key = f"deals.bound.{bound}"
    return landscape.words(key) if key in landscape.words.patterns else None
