"""Records from YAML: one a file named after its id, a list of them, or references by id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cartreport.problems import Where
from cartreport.sources.project import Source
from cartreport.sources.reading import ALL, MODELS, Reading
from cartreport.sources.records import Entry
from cartreport.sources.validate import validated
from cartreport.sources.yaml_text import Part, Path_, read_yaml


@dataclass(frozen=True)
class Below(Mapping[Path_, Where]):
    """The places of one part of a document, by the paths within it."""

    part: Part

    def __getitem__(self, path: Path_) -> Where:
        """The place of what stands there; ``KeyError`` where nothing does."""
        return self.part.document.places[(*self.part.path, *path)]

    def __iter__(self) -> Iterator[Path_]:
        """The paths of the part, itself first."""
        size = len(self.part.path)
        for path in self.part.document.places:
            if path[:size] == self.part.path:
                yield path[size:]

    def __len__(self) -> int:
        """How many places there are."""
        return sum(1 for _ in self)


def read_records(reading: Reading, source: Source, path: Path, name: str) -> None:
    """Add what a YAML file of a source holds; ``name`` is the path that is printed."""
    document = read_yaml(path, name, reading.problems)
    if document is None:
        reading.lose(source.kind, ALL if source.kind == "references" else path.stem)
        return
    reading.has_read(source.id, name, document.sha256)
    data = document.data
    if source.kind == "references":
        reading.add_references(data, (), document)
        if isinstance(data, dict):
            reading.shared |= {ref: document.name_of((ref,)) for ref in data}
    elif isinstance(data, list):
        for index, item in enumerate(data):
            _record(reading, source.kind, item, document.part((index,)))
    else:
        entry = _record(reading, source.kind, data, document.part(()))
        told = getattr(entry.record, "id", path.stem) if entry is not None else path.stem
        if told != path.stem:
            message = f"the file {path.name} holds {told!r}"
            hint = f"rename the file to {told}{path.suffix}"
            reading.problems.add(document.where(("id",)), "E202", message, hint, told)


def _record(reading: Reading, kind: str, data: Any, part: Part) -> Entry[Any] | None:
    """One record and the references within it; ``None`` with its problems."""
    words = reading.words(kind, bars=False)
    record = validated(MODELS[kind], data, part.where, part.name_of, reading.problems, words)
    told = data if isinstance(data, dict) else {}
    if record is None:
        reading.lose(kind, told.get("id"))
        return None
    if isinstance(told.get("references"), dict):
        reading.add_references(told["references"], (*part.path, "references"), part.document)
    entry = Entry(record, Below(part) if part.path else part.document.places)
    reading.keep(kind, entry)
    return entry
