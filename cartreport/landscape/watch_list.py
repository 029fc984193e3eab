"""The watch-list: dated events to come, and what became of those that the last edition listed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from cartreport.landscape.begun import NEVER, STARTED
from cartreport.landscape.listed import listed
from cartreport.landscape.rows.awaited import DROPPED, DUE, HAPPENED, KINDS, SOURCES, START
from cartreport.landscape.table import heads
from cartreport.sources.dates import last_day, surely_before

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table

NEW, STANDING, SLIPPED, EARLIER = "new", "to come", "slipped", "earlier"
SILENT, UNREAD = "no news", "not read"
TO_COME = (NEW, STANDING, SLIPPED, EARLIER)
"""States of what is still ahead; ``no news``: its day is over, nothing is known; ``not read``: nor
was its source read since."""
COLUMNS = heads(
    "id:key due:date then:date state kind label:name who about listed said:date record"
    " confidence refs:refs"
)
NAMES = {"programmes": "company_short", "products": "company_short", "trials": "sponsor_short"}
"""Frames that say whose a record is, and in which column."""


def table(landscape: Landscape) -> Table:
    """One row an event, by kind and day; ``then``: its day when it was last listed."""
    rows = sorted(_rows(landscape), key=_place)
    return listed(
        landscape,
        COLUMNS,
        rows,
        id="watch-list",
        unit="dated event",
        kinds=tuple(SOURCES.values()),
        as_of=landscape.as_of,
    )


def _place(row: Mapping[str, Any]) -> tuple[int, str, str]:
    return KINDS.index(row["kind"]), last_day(row["due"]), row["id"]


def _rows(landscape: Landscape) -> Iterator[dict[str, Any]]:
    lists = list(landscape.lists.values())
    last = lists[-1] if lists else {}
    days = {id: day for held in lists for id, day in held.items()}
    for id in dict.fromkeys([*landscape.by_id("awaited"), *last]):
        state = standing(landscape, id, days.get(id))
        if state is None or (id not in last and state in (HAPPENED, DROPPED)):
            continue
        held = landscape.by_id("awaited").get(id, {})
        kind, _, name = id.partition("/")
        told = {**dict.fromkeys(column.key for column in COLUMNS), "label": name, **held}
        then = days.get(id) or told["was"]
        due = told["due"] or last[id]
        yield {column.key: told[column.key] for column in COLUMNS} | {
            "id": id,
            "kind": kind,
            "due": due,
            "then": then if then != due else None,
            "state": STANDING if state == NEW and not lists else state,
            "listed": "yes" if id in last else "no",
            "refs": told["refs"] or (),
            **_subject(landscape, told["about"] or name),
        }


def _subject(landscape: Landscape, record: str) -> dict[str, str | None]:
    """Whose the record is that an event is about, and its target."""
    for frame, column in NAMES.items():
        held = landscape.record(frame, record)
        if held is not None:
            return {"who": held[column], "about": held["target"]}
    company = landscape.by_id("companies").get(record, {})
    rule = landscape.by_id("policy").get(record, {})
    return {"who": company.get("short") or rule.get("body"), "about": None}


def standing(landscape: Landscape, id: str, then: str | None) -> str | None:
    """What an event is by now, held against the day that a list gave; ``None`` for no record."""
    kind, _, name = id.partition("/")
    trial = landscape.record("trials", name) if kind == START else None
    if kind == START and trial is None:
        return None
    held = landscape.by_id("awaited").get(id)
    if held is None:
        return _fate(landscape, id, trial, then) if trial else None
    if held["state"] != DUE:
        return str(held["state"])
    if last_day(held["due"]) <= landscape.as_of:
        return SILENT if over(landscape, id, held["due"]) else UNREAD
    return _moved(then, held["due"])


def _fate(landscape: Landscape, id: str, trial: Mapping[str, Any], then: str | None) -> str:
    """What became of a start that is not planned any more; an unknown status proves none."""
    fates = {STARTED: HAPPENED, NEVER: DROPPED} if trial["status"] else {}
    if trial["begun"] in fates:
        return fates[trial["begun"]]
    same = trial["status"] is None and trial["start"] == then
    if then and same and last_day(then) > landscape.as_of:
        return STANDING
    return SILENT if then is None or over(landscape, id, then) else UNREAD


def _moved(then: str | None, due: str) -> str:
    """How the day of what is to come moved; it did not where both may be one day."""
    if then is None:
        return NEW
    if surely_before(then, due):
        return SLIPPED
    return EARLIER if surely_before(due, then) else STANDING


def over(landscape: Landscape, id: str, day: str) -> bool:
    """Whether a day is over, as far as the sources of such an event are read."""
    return last_day(day) <= landscape.date_of(SOURCES[id.partition("/")[0]])
