"""What an earlier edition knew, as today's rules count it: so that two numbers mean the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from cartreport.changes.event import Event
from cartreport.landscape.model import Landscape, landscape_of
from cartreport.landscape.restored import restored
from cartreport.landscape.snapshot import LABELS, Fields, Snapshot
from cartreport.sources.vocabulary import Terms, Vocabulary

OWN = ("edition", "as_of", "sources")
"""What of its project stays the earlier edition's own."""
TRIALS = "trials"


def rebased(
    before: Snapshot, after: Snapshot, events: Iterable[Event], landscape: Landscape
) -> Landscape:
    """The earlier edition with the terms, declarations and restated labels of the later one.

    ``landscape`` is the later one. A term that was taken out stays for the records that have it.
    """
    trials = dict(_trials(before, after, events))
    records = restored(replace(before, records={**before.records, TRIALS: trials}))
    own = {name: getattr(records.project, name) for name in OWN}
    return landscape_of(
        replace(
            records,
            project=landscape.project.model_copy(update=own),
            vocabulary=_vocabulary(records.vocabulary, landscape.vocabulary),
        )
    )


def _trials(
    before: Snapshot, after: Snapshot, events: Iterable[Event]
) -> Iterator[tuple[str, Fields]]:
    """The earlier trials; a label that was restated as the later edition has it."""
    told = {
        (event.record, event.field)
        for event in events
        if event.of == TRIALS and event.grade == "restatement"
    }
    now = after.records.get(TRIALS, {})
    for id, fields in before.records.get(TRIALS, {}).items():
        old, new = (held.get(LABELS, {}) for held in (fields, now.get(id, {})))
        names = dict.fromkeys([*old, *new])
        labels = {name: (new if (id, name) in told else old).get(name, ()) for name in names}
        yield id, {**fields, LABELS: labels}


def _vocabulary(before: Vocabulary, after: Vocabulary) -> Vocabulary:
    def terms(name: str) -> Terms:
        held, old = after.get(name), before.get(name)
        if held is None or old is None:
            return held or before[name]
        gone = {id: term for id, term in old.by_id.items() if id not in held.by_id}
        return replace(held, by_id={**held.by_id, **gone})

    return Vocabulary({name: terms(name) for name in {**before.by_name, **after.by_name}})
