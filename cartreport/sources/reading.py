"""What is read so far of a project, and the rules that hold across its files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cartreport.problems import Problems, Where
from cartreport.sources import records as models
from cartreport.sources.fields import Record, Reference
from cartreport.sources.project import Project, Sidecar
from cartreport.sources.records import Entry, Held
from cartreport.sources.validate import validated
from cartreport.sources.vocabulary import Vocabulary
from cartreport.sources.word_hints import Words
from cartreport.sources.yaml_text import Document, Path_

ALL = "*"
"""In place of the id of a record that could not be read, where the id is not known either."""

MODELS: dict[str, type[Record]] = {
    "companies": models.Company,
    "institutions": models.Institution,
    "products": models.Product,
    "programmes": models.Programme,
    "trials": models.Trial,
    "deals": models.Deal,
    "policy": models.PolicyEvent,
    "figures": models.MarketFigure,
    "expected": models.Expected,
    "disputes": models.Dispute,
    "labels": models.TrialLabel,
    "corrections": models.Correction,
}
UNNAMED = ("disputes", "labels", "corrections")
"""Kinds whose records have no id: they are kept in their order."""


@dataclass
class Reading:
    """What is read so far; one a project. What is as it was ``before`` is not read again."""

    root: Path
    project: Project
    declared: Document
    problems: Problems
    entries: dict[str, dict[str, Entry[Any]]] = field(default_factory=dict)
    unnamed: dict[str, list[Entry[Any]]] = field(default_factory=lambda: {k: [] for k in UNNAMED})
    references: dict[str, Reference] = field(default_factory=dict)
    reference_places: dict[str, Where] = field(default_factory=dict)
    shared: dict[str, Where] = field(default_factory=dict)
    sidecars: dict[str, Sidecar] = field(default_factory=dict)
    snapshots: dict[str, tuple[str, Where]] = field(default_factory=dict)
    lost: set[tuple[str, str]] = field(default_factory=set)
    inputs: dict[str, dict[str, str]] = field(default_factory=dict)
    vocabulary: Vocabulary = field(default_factory=lambda: Vocabulary({}))
    before: Mapping[str, Held] = field(default_factory=dict)
    tables: dict[str, Held] = field(default_factory=dict)

    def words(self, kind: str, *, bars: bool) -> Words:
        """What to write for a word that is no id in records of a kind."""
        return Words(MODELS[kind], self.vocabulary, lambda named: self.entries.get(named, {}), bars)

    def has_read(self, source: str, name: str, sha256: str) -> None:
        """Note a file of a source by the hash of the bytes that were read."""
        self.inputs.setdefault(source, {})[name] = sha256

    def keep(self, kind: str, entry: Entry[Any]) -> None:
        """Add a record; a second one of the same id is a problem (E201) and left out."""
        if kind in UNNAMED:
            self.unnamed[kind].append(entry)
            return
        known = self.entries.setdefault(kind, {})
        name = entry.record.id
        if name not in known:
            known[name] = entry
            return
        message = f"{name!r} is already defined at {known[name].where('id')}"
        self.problems.add(entry.where("id"), "E201", message, "merge the two", name)

    def lose(self, kind: str, told: object = None) -> None:
        """Note a record that could not be read, so that nothing is held against its absence."""
        self.lost.add((kind, told if isinstance(told, str) and told else ALL))

    def add_references(self, data: Any, path: Path_, document: Document) -> None:
        """References by id: the same id may stand in several files with the same content."""
        if not isinstance(data, dict):
            where = document.where(path)
            self.problems.add(where, "E103", "references are a mapping by id", "id: {kind: …}")
            self.lose("references")
            return
        for ref, content in data.items():
            part = document.part((*path, ref))
            reference = validated(Reference, content, part.where, part.name_of, self.problems)
            if reference is None:
                self.lose("references", ref)
                continue
            known = self.references.setdefault(ref, reference)
            first = self.reference_places.setdefault(ref, part.name_of(()))
            if known != reference:
                message = f"reference {ref!r} is another page at {first}"
                where = part.name_of(())
                self.problems.add(where, "E208", message, "give one of them another id", ref)
