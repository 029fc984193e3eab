"""How far earlier editions' watch-lists came true: of what was due by now, what happened."""

from __future__ import annotations

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
"""Column → what became of an event that is due by now."""
OVER, EARLY, STOOD = "over", "early", "stood"
"""Due by now; told of before its day; still to come, as it was listed."""
COLUMNS = (
    *heads(f"id:key label:name listed:count {OVER}:count"),
    *(Column(key, kind="count") for key in (*FATES, EARLY, STOOD)),
)


def table(landscape: Landscape) -> Table:
    """One row an edition before this one that listed anything, the oldest first."""
    held = {
        edition: {id: _column(landscape, id, then) for id, then in ids.items()}
        for edition, ids in landscape.lists.items()
    }

    def behind(row: str | None, key: str) -> tuple[str, ...]:
        told = {key, *FATES} if key == OVER else {key}
        return tuple(id for id, at in held[str(row)].items() if key == "listed" or at in told)

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
        parts=((OVER, tuple(FATES)), ("listed", (OVER, EARLY, STOOD))),
        behind=behind,
    )


def _column(landscape: Landscape, id: str, then: str) -> str:
    """Where an event counts that a list gave a day: each in one place.

    It is due by now where that day is over, or the one that it has moved to.
    """
    state, _ = standing(landscape, id, then)
    if state == STANDING:
        return STOOD
    if state not in (SILENT, UNREAD) and last_day(then) > landscape.as_of:
        return EARLY
    return next(key for key, fate in FATES.items() if fate == state)
