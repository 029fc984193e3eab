"""Three editions whose watch-lists can be told by hand: rules, planned starts, announced events."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from small_landscape import VOCABULARY, entries, small_records, terms, trial

from cartreport.changes.compare import events
from cartreport.changes.framed import with_changes
from cartreport.landscape.model import Landscape, landscape_of
from cartreport.landscape.snapshot import Snapshot, snapshot
from cartreport.sources.records import Expected, PolicyEvent, Records, Trial
from cartreport.sources.view import seen_on
from cartreport.sources.vocabulary import Vocabulary

if TYPE_CHECKING:
    import pytest

STATUSES = terms(
    "statuses",
    {"id": "open", "group": "active", "aliases": ["OPEN"]},
    {"id": "wait", "group": "active", "begun": "not-yet", "aliases": ["WAIT"]},
    {"id": "off", "group": "ended", "begun": "never", "aliases": ["OFF"]},
    {"id": "lost", "group": "unknown", "aliases": ["LOST"]},
    {"id": "done", "group": "ended", "aliases": ["DONE"]},
)
DAYS = {"2026-01": "2026-01-31", "2026-02": "2026-02-28", "2026-03": "2026-03-31"}
STARTS: dict[
    str, list[tuple[str, str | None] | None]
] = {  # trial → its status and start in each edition
    "S1": [("WAIT", "2026-02-10"), ("OPEN", "2026-02-10"), ("OPEN", "2026-02-10")],
    "S2": [("WAIT", "2026-02-10"), ("WAIT", "2026-02-10"), ("WAIT", "2026-09-01")],
    "S3": [("WAIT", "2026-03"), ("WAIT", "2026-03"), ("OFF", "2026-03")],
    "S4": [("WAIT", "2026-06"), ("WAIT", "2026-06-15"), ("WAIT", "2026-06-15")],
    "S6": [("WAIT", "2026-08"), ("WAIT", "2026-05-20"), ("WAIT", "2026-05-20")],
    "S7": [None, ("WAIT", "2026-12"), ("WAIT", "2026-12")],
    "S5": [("WAIT", "2026-03-01"), ("WAIT", "2026-05-01"), ("WAIT", "2026-05-01")],
}
SAID = {"confidence": "high", "refs": ["page"]}


def early_and_odd(monkeypatch: pytest.MonkeyPatch) -> None:
    """February ends on the 15th; of eight starts that January listed four change before their day."""
    monkeypatch.setitem(DAYS, "2026-02", "2026-02-15")
    for id, then, now in (
        ("S1", ("WAIT", "2026-02-20"), ("OPEN", "2026-02-10")),
        ("S2", ("WAIT", "2026-06-01"), ("WAIT", "2026-02-12")),
        ("S3", ("WAIT", "2026-03"), ("OFF", "2026-03")),
        ("S4", ("WAIT", "2026-02-10"), ("WAIT", "2026-02")),
        ("S5", ("WAIT", "2026-05"), ("WAIT", None)),
        ("S6", ("WAIT", "2026-02"), ("WAIT", "2026-02")),
        ("S7", ("WAIT", "2026-04"), ("ODD", "2026-07")),
        ("S8", ("WAIT", "2026-02-10"), None),
    ):
        monkeypatch.setitem(STARTS, id, [then, now, None])


def known(edition: str, read: str | None = None, late: Collection[str] = ("trials",)) -> Records:
    """The records of an edition; ``read`` is the day to which sources of the kinds were read."""
    day, place = DAYS[edition], list(DAYS).index(edition)
    told = small_records()
    starts = [
        trial(id, "Acme", held[0], start=held[1], countries=["Here"])
        for id, states in STARTS.items()
        if (held := states[place]) is not None
    ]
    rule: dict[str, Any] = {"jurisdiction": "Home", "body": "Office", "category": "rule", **SAID}
    listed = told.project.sources
    announced = listed[0].model_copy(update={"id": "ex", "kind": "expected", "path": "x"})
    read_to = [
        source.model_copy(update={"searched_to": (read if source.kind in late else None) or day})
        for source in (*listed, announced)
    ]
    project = told.project.model_copy(
        update={"edition": edition, "as_of": day, "sources": read_to, "landscape": None}
    )
    every = replace(
        told,
        project=project,
        vocabulary=Vocabulary({**VOCABULARY.by_name, "statuses": STATUSES}),
        trials=entries(Trial, *starts),
        policy=entries(
            PolicyEvent,
            {**rule, "id": "r1", "date": "2026-01-10", "effective": "2026-03-01", "summary": "R"},
            {**rule, "id": "r2", "date": "2026-01-10", "effective": "2026-01-10", "summary": "Now"},
        ),
        expected=entries(
            Expected,
            {**SAID, "id": "e1", "said": "2026-01-05", "due": "2026-02", "event": "A result"},
            {
                **SAID,
                "id": "e2",
                "said": "2026-03-02",
                "due": "2026-H2",
                "event": "A result",
                "replaces": "e1",
            },
            {
                **SAID,
                "id": "e3",
                "said": "2026-01-05",
                "due": "2026-02",
                "event": "A vote",
                "about": "acme",
                "outcome": "happened",
                "outcome_date": "2026-02-20",
            },
        ),
    )
    return seen_on(every)


def held_against(
    edition: str,
    *before: str,
    read: str | None = None,
    late: Collection[str] = ("trials",),
) -> Landscape:
    """An edition with all that were recorded before it."""
    records = known(edition, read, late)
    now = landscape_of(records)
    if not before:
        return now
    *older, last = [of(one) for one in before]
    pair = last, snapshot(records, now, {})
    return with_changes(now, *pair, events(*pair), older)


def of(edition: str) -> Snapshot:
    """What an edition knew."""
    return snapshot(known(edition), landscape_of(known(edition)), {})
