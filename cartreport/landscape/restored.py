"""Records again from a snapshot: what an earlier edition knew, counted by today's program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from cartreport.landscape.snapshot import LABELS, LISTED, NAMED, Snapshot
from cartreport.problems import Where
from cartreport.sources.fields import Record, Reference
from cartreport.sources.project import Project
from cartreport.sources.reading import MODELS
from cartreport.sources.records import Entry, Records
from cartreport.sources.trials import TrialLabel
from cartreport.sources.vocabulary import Term, Terms, Vocabulary

UNREAD: dict[str, Any] = {"briefings": {}, "vocabulary": {}}
"""What a project must have and no number depends on."""


def restored(snapshot: Snapshot) -> Records:
    """The records of a snapshot, without the places at which they stood.

    A field that this program's models no longer have is left out.
    """
    held = {kind: dict(_entries(snapshot, kind)) for kind in NAMED}
    listed = {kind: tuple(entry for _, entry in _entries(snapshot, kind)) for kind in LISTED}
    kinds: dict[str, Any] = {**held, **listed}
    return Records(
        root=Path(),
        project=_project(snapshot),
        vocabulary=vocabulary_of(snapshot),
        labels=tuple(_labels(snapshot)),
        references={id: _read(Reference, page) for id, page in snapshot.references.items()},
        inputs={id: source["files"] for id, source in snapshot.sources.items()},
        snapshots={
            id: (source["snapshot"], Where(snapshot.edition))
            for id, source in snapshot.sources.items()
            if "snapshot" in source
        },
        **kinds,
    )


def vocabulary_of(snapshot: Snapshot) -> Vocabulary:
    """The terms of a snapshot, without those by which texts are read."""
    return Vocabulary(dict(_vocabulary(snapshot)))


def _read(model: type[Any], fields: Mapping[str, Any]) -> Any:
    """A model of the fields that it has; they were checked when they were first read."""
    kind: Any = model
    known = _names(kind)
    return model.model_validate({name: fields[name] for name in fields if name in known})


@cache
def _names(model: type[Any]) -> frozenset[str]:
    fields = model.model_fields
    return frozenset((*fields, *(info.alias for info in fields.values() if info.alias)))


def _project(snapshot: Snapshot) -> Project:
    project: Project = _read(Project, {**UNREAD, **snapshot.project})
    return project


def _entries(snapshot: Snapshot, kind: str) -> Iterator[tuple[str, Entry[Any]]]:
    model: type[Record] = MODELS[kind]
    for id, fields in snapshot.records.get(kind, {}).items():
        named = {"id": id} if kind in NAMED else {}
        yield id, Entry(_read(model, {**fields, **named}), {(): Where(snapshot.edition)})


def _vocabulary(snapshot: Snapshot) -> Iterator[tuple[str, Terms]]:
    for name, held in snapshot.terms.items():
        terms = (_read(Term, fields) for fields in held["terms"])
        by_id = {term.id: term for term in terms}
        yield name, Terms(name, held["title"], by_id, held.get("stale_after"))


def _labels(snapshot: Snapshot) -> Iterator[Entry[TrialLabel]]:
    names = ("value", "rule", "basis")
    for trial, fields in snapshot.records["trials"].items():
        for label, rows in fields.get(LABELS, {}).items():
            for row in rows:
                told = {"trial": trial, "label": label, **dict(zip(names, row, strict=False))}
                yield Entry(TrialLabel.model_validate(told), {(): Where(snapshot.edition)})
