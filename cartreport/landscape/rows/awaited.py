"""Rows of what is to come: rules before they are in force, planned starts, announced events."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cartreport.landscape.begun import PLANNED, WAITING, begun, snapshot_of
from cartreport.sources.dates import last_day, surely_before

if TYPE_CHECKING:
    from cartreport.landscape.rows.fields import Row
    from cartreport.sources.events import Expected
    from cartreport.sources.records import Records

RULE, START, ANNOUNCED = "rule", "start", "announced"
KINDS = (ANNOUNCED, RULE, START)
"""What is to come, in the order in which a reader asks for it."""
SOURCES = {ANNOUNCED: "expected", RULE: "policy", START: "trials"}
"""The kind of source that says whether an event happened, once it was read to its day."""
DUE, HAPPENED, DROPPED = "due", "happened", "dropped"


def awaited(records: Records) -> Iterator[Row]:
    """One row an event that was told before its day, of the focus country."""
    yield from _announced(records)
    yield from _rules(records)
    yield from _starts(records)


def _row(kind: str, id: str, record: str, due: str, label: str, **cells: object) -> Row:
    bare = dict.fromkeys(("was", "said", "about", "confidence"))
    told = {"id": f"{kind}/{id}", "kind": kind, "record": record, "due": due, "label": label}
    return {**told, **bare, "state": DUE, "refs": (), **cells}


def _announced(records: Records) -> Iterator[Row]:
    """Entries of their own; one that another replaces stands in that one's row."""
    held = {id: entry.record for id, entry in records.expected.items()}
    moved = {told.replaces for told in held.values()}
    for id, told in held.items():
        if id not in moved:
            earlier = held.get(told.replaces or "")
            yield _row(
                ANNOUNCED,
                _root(held, told),
                id,
                told.due,
                told.event,
                was=earlier.due if earlier else None,
                said=told.said,
                about=told.about,
                state=told.outcome or DUE,
                confidence=told.confidence,
                refs=tuple(told.refs),
            )


def _root(held: dict[str, Expected], told: Expected) -> str:
    """The first entry of those that tell of one event: its name in every edition."""
    met = {told.id}
    while told.replaces in held and told.replaces not in met:
        told = held[told.replaces]
        met.add(told.id)
    return told.id


def _rules(records: Records) -> Iterator[Row]:
    """Rules that were dated before the day on which they come into force."""
    focus, terms = records.project.focus, records.vocabulary.get("jurisdictions")

    def named(place: str) -> str:
        return (terms and terms.find(place)) or place

    home, read = {named(focus.country), named(focus.label)}, snapshot_of(records, SOURCES[RULE])
    for id, entry in records.policy.items():
        told = entry.record
        here = focus.everywhere or named(told.jurisdiction) in home
        if here and told.effective and surely_before(told.date, told.effective):
            over = last_day(told.effective) <= read
            yield _row(
                RULE,
                id,
                id,
                told.effective,
                told.summary,
                said=told.date,
                about=id,
                state=HAPPENED if over else DUE,
                confidence=told.confidence,
                refs=tuple(told.refs),
            )


def _starts(records: Records) -> Iterator[Row]:
    """Trials of the focus country that have not begun and whose start was not over when read."""
    statuses, focus = records.vocabulary.get("statuses"), records.project.focus
    if statuses is None:
        return
    day = snapshot_of(records)
    for id, entry in records.trials.items():
        told = entry.record
        if not told.start or not (focus.everywhere or focus.country in told.countries):
            continue
        term = statuses.find(told.status)
        state = begun(told.start, statuses[term], day) if term else None
        if state == PLANNED or (state == WAITING and last_day(told.start) > day):
            yield _row(START, id, id, told.start, id, said=told.updated, about=id)
