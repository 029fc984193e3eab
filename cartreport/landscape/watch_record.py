"""How far earlier editions' watch-lists came true: of what was due by now, what happened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from cartreport.landscape.listed import listed
from cartreport.landscape.rows.awaited import DROPPED, HAPPENED, SOURCES
from cartreport.landscape.table import Column, heads
from cartreport.landscape.watch_list import SILENT, SLIPPED, STANDING, UNREAD, standing
from cartreport.sources.dates import last_day

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table

FATES = {
    "happened": HAPPENED,
    "moved": SLIPPED,
    "dropped": DROPPED,
    "silent": SILENT,
    "unread": UNREAD,
}
"""Column → what became of an event whose day is over; of any other there is no news."""
COLUMNS = (
    *heads("id:key label:name listed:count over:count"),
    *(Column(key, kind="count") for key in FATES),
)


def table(landscape: Landscape) -> Table:
    """One row an edition before this one that listed anything, the oldest first."""
    held = {edition: _fates(landscape, ids) for edition, ids in landscape.lists.items()}

    def behind(row: str | None, key: str) -> tuple[str, ...]:
        fates = held[str(row)]
        return tuple(id for id, fate in fates.items() if key in ("listed", fate) or _due(key, fate))

    keys = [column.key for column in COLUMNS[2:]]
    rows = [
        {"id": name, "label": name, **{key: len(behind(name, key)) for key in keys}}
        for name, fates in held.items()
        if fates
    ]
    return listed(
        landscape,
        COLUMNS,
        rows,
        id="watch-record",
        unit="list",
        kinds=tuple(SOURCES.values()),
        as_of=landscape.as_of,
        parts=(("over", tuple(FATES)),),
        behind=behind,
    )


def _due(key: str, fate: str) -> bool:
    return key == "over" and fate != STANDING


def _fates(landscape: Landscape, listed: Mapping[str, str]) -> dict[str, str]:
    """Id → the column of its fate, ``to come`` while its day is not over."""
    found = {}
    for id, then in listed.items():
        state = standing(landscape, id, then)
        if state is not None:
            named = next((key for key, fate in FATES.items() if fate == state), "silent")
            found[id] = named if last_day(then) <= landscape.as_of else STANDING
    return found
