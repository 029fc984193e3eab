"""The whole comparison of two editions: its events in their order, its flows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from cartreport.changes import curated, restated, trials
from cartreport.changes.event import ORDER, Event
from cartreport.changes.flows import Counted, Flow, counted_in, flows
from cartreport.changes.pair import Pair
from cartreport.landscape.snapshot import Snapshot


@dataclass(frozen=True)
class Comparison:
    """Two editions and what differs: every event, and the flows of every table."""

    before: Snapshot
    after: Snapshot
    events: tuple[Event, ...]
    flows: tuple[Flow, ...]


def compare(before: Snapshot, after: Snapshot, ever: Collection[str] = ()) -> Comparison:
    """What changed between two editions, both counted by this program.

    ``ever``: ids of the records that editions before the earlier one knew.
    """
    counted = _counted(before), _counted(after)
    found = (*events(before, after), *restated.recounted(Pair(before, after), counted[0].tables))
    return Comparison(before, after, found, tuple(flows(*counted, ever)))


def events(before: Snapshot, after: Snapshot) -> tuple[Event, ...]:
    """Every event: by grade, the focus country first, then by kind, record and field."""
    pair = Pair(before, after)
    found = (*trials.events(pair), *curated.events(pair), *restated.events(pair))
    kinds = list(dict.fromkeys(rule.kind for rule in pair.grades.rules.values()))
    return tuple(
        sorted(
            found,
            key=lambda event: (
                ORDER.index(event.grade),
                not event.focus,
                kinds.index(event.kind),
                event.record,
                event.field,
            ),
        )
    )


def _counted(snapshot: Snapshot) -> Counted:
    from cartreport.landscape import Tables
    from cartreport.landscape.model import landscape_of
    from cartreport.landscape.restored import restored

    return counted_in(Tables(landscape_of(restored(snapshot))), snapshot)
