"""The watch-list: dated events to come, and what became of those that the last edition listed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from cartreport.landscape.begun import NEVER, STARTED
from cartreport.landscape.listed import listed
from cartreport.landscape.rows.awaited import DROPPED, DUE, HAPPENED, KINDS, SOURCES, START
from cartreport.landscape.table import heads
from cartreport.sources.dates import first_day, last_day, surely_before

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table

NEW, STANDING, SLIPPED, EARLIER = "new", "to come", "slipped", "earlier"
SILENT, UNREAD, GONE = "no news", "not read", "off the list"
TO_COME = (NEW, STANDING, SLIPPED, EARLIER)
"""States of what is still ahead; ``no news``: its day is over, nothing is known; ``not read``: nor
was its source read since; ``off the list``: before its day our records ceased to give one."""
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
    before = landscape.before.by_id("awaited") if landscape.before else {}
    for id in dict.fromkeys([*landscape.by_id("awaited"), *last]):
        state, due = standing(landscape, id, days.get(id))
        if id not in last and state in (HAPPENED, DROPPED):
            continue
        kind, _, name = id.partition("/")
        bare = dict.fromkeys(column.key for column in COLUMNS)
        told = bare | (landscape.by_id("awaited").get(id) or before.get(id) or {"label": name})
        then = days.get(id) or told["was"]
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


def standing(landscape: Landscape, id: str, then: str | None) -> tuple[str, str]:
    """What an event is by now, and its day; ``then``: the day that the last list with it gave."""
    state, due = _known(landscape, id)
    day = due or then
    assert day is not None  # what our records give no day was listed
    if state != DUE:
        return state, day
    if last_day(day) <= landscape.as_of:
        return SILENT if over(landscape, id, day) else UNREAD, day
    return _moved(then, due) if due else GONE, day


def _known(landscape: Landscape, id: str) -> tuple[str, str | None]:
    """What our records say of an event, and the day that they give it; no day of a settled start.

    A trial that is not planned any more and has neither begun nor been called off is still due.
    """
    held = landscape.by_id("awaited").get(id)
    if held is not None:
        return held["state"], held["due"]
    kind, _, name = id.partition("/")
    trial = landscape.record("trials", name) if kind == START else None
    if trial is None:
        return DUE, None
    settled = {STARTED: HAPPENED, NEVER: DROPPED}.get(trial["begun"])
    return (settled, None) if settled else (DUE, trial["start"])


def _moved(then: str | None, due: str) -> str:
    """How the day of what is to come moved; it did not where both may be one day."""
    if then is None:
        return NEW
    if surely_before(then, due):
        return SLIPPED
    return EARLIER if surely_before(due, then) else STANDING


def over(landscape: Landscape, id: str, day: str) -> bool:
    """Whether a day is over, as far as the sources of such an event are read."""
    return last_day(day) <= first_day(landscape.date_of(SOURCES[id.partition("/")[0]]))
