"""What an earlier edition knew, as today's rules count it: so that two numbers mean the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from cartreport.changes.event import Event
from cartreport.landscape.model import Landscape, landscape_of
from cartreport.landscape.restored import restored
from cartreport.landscape.snapshot import LABELS, Fields, Snapshot
from cartreport.sources.project import Project
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
    restated = dict(_restated(after, events))
    held = landscape.project, landscape.vocabulary, landscape.root, landscape.words.patterns
    return _counted(Kept(before, restated, *held))


@dataclass(frozen=True)
class Kept:
    """All that an earlier edition, counted by the rules of a later one, follows from."""

    before: Snapshot
    restated: Mapping[tuple[str, str], Sequence[Any]]
    project: Project
    vocabulary: Vocabulary
    root: Path | None
    words: Mapping[str, str]

    def __hash__(self) -> int:
        """Of what is told apart by being another object; the rest is compared."""
        return hash(self.before)


@lru_cache(maxsize=4)  # a preview holds each page against the same edition: two of each language
def _counted(kept: Kept) -> Landscape:
    before = kept.before
    trials = dict(_trials(before, kept.restated))
    records = restored(replace(before, records={**before.records, TRIALS: trials}))
    own = {name: getattr(records.project, name) for name in OWN}
    return landscape_of(
        replace(
            records,
            root=kept.root or records.root,
            project=kept.project.model_copy(update=own),
            vocabulary=_vocabulary(records.vocabulary, kept.vocabulary),
        )
    )


def _restated(
    after: Snapshot, events: Iterable[Event]
) -> Iterator[tuple[tuple[str, str], Sequence[Any]]]:
    """Trial and label of what was restated → the later edition's values."""
    now = after.records.get(TRIALS, {})
    for event in events:
        if event.of == TRIALS and event.grade == "restatement":
            held = now.get(event.record, {}).get(LABELS, {})
            yield (event.record, event.field), held.get(event.field, ())


def _trials(
    before: Snapshot, restated: Mapping[tuple[str, str], Sequence[Any]]
) -> Iterator[tuple[str, Fields]]:
    """The earlier trials; a label that was restated as the later edition has it."""
    told: dict[str, list[str]] = {}
    for id, label in restated:
        told.setdefault(id, []).append(label)
    for id, fields in before.records.get(TRIALS, {}).items():
        old = fields.get(LABELS, {})
        names = dict.fromkeys([*old, *told.get(id, ())])
        labels = {name: restated.get((id, name), old.get(name, ())) for name in names}
        yield id, {**fields, LABELS: labels}


def _vocabulary(before: Vocabulary, after: Vocabulary) -> Vocabulary:
    def terms(name: str) -> Terms:
        held, old = after.get(name), before.get(name)
        if held is None or old is None:
            return held or before[name]
        gone = {id: term for id, term in old.by_id.items() if id not in held.by_id}
        return replace(held, by_id={**held.by_id, **gone})

    return Vocabulary({name: terms(name) for name in {**before.by_name, **after.by_name}})
