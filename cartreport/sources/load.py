"""A project read: ``sources.yaml``, its vocabulary, then every source into records."""

from __future__ import annotations

import re
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cartreport.problems import Problems, Where
from cartreport.sources import records as models
from cartreport.sources.csv_text import CsvPlaces, CsvRow, read_csv
from cartreport.sources.fields import Record, Reference
from cartreport.sources.files import paths_of
from cartreport.sources.project import Project, Source
from cartreport.sources.records import Entry, Records
from cartreport.sources.sidecar import sidecar_of
from cartreport.sources.terms_file import read_vocabulary
from cartreport.sources.validate import validated
from cartreport.sources.yaml_text import Document, read_yaml

NAME = "sources.yaml"
LIST = "|"
"""What separates the parts of a list cell in a CSV file."""
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
    "disputes": models.Dispute,
}


@dataclass
class Reading:
    """What is read so far; one a project."""

    root: Path
    project: Project
    declared: Document
    problems: Problems
    entries: dict[str, dict[str, Entry[Any]]] = field(default_factory=dict)
    disputes: list[Entry[Any]] = field(default_factory=list)
    references: dict[str, Reference] = field(default_factory=dict)
    reference_places: dict[str, Where] = field(default_factory=dict)
    shared: dict[str, Where] = field(default_factory=dict)
    snapshots: dict[str, tuple[str, Where]] = field(default_factory=dict)
    lost: set[tuple[str, str]] = field(default_factory=set)
    inputs: list[Path] = field(default_factory=list)


def load_records(root: Path, problems: Problems) -> Records | None:
    """The records of the project in ``root``; ``None`` where sources.yaml itself can't be used.

    Every problem of every file is added to ``problems``; a record with one is left out.
    """
    opened = read_project(root, problems)
    if opened is None:
        return None
    project, declared = opened
    reading = Reading(root, project, declared, problems, inputs=[root / NAME])
    vocabulary, files = read_vocabulary(root, project, declared, problems)
    reading.inputs += files
    for index, source in enumerate(project.sources):
        at = declared.where(("sources", index, "path"))
        paths = paths_of(root, source.path, at, problems)
        if not paths:
            reading.lost.add((source.kind, ALL))
        for path in paths:
            reading.inputs.append(path)
            _read_source(reading, source, path)
    kinds: dict[str, Any] = {
        kind: reading.entries.get(kind, {}) for kind in MODELS if kind != "disputes"
    }
    return Records(
        root=root,
        project=project,
        vocabulary=vocabulary,
        disputes=tuple(reading.disputes),
        references=reading.references,
        shared=reading.shared,
        declared=declared.places,
        snapshots=reading.snapshots,
        lost=frozenset(reading.lost),
        inputs=tuple(reading.inputs),
        **kinds,
    )


def read_project(root: Path, problems: Problems) -> tuple[Project, Document] | None:
    """``sources.yaml`` as a model and with its places."""
    if not root.is_dir():
        problems.add(Where(str(root)), "E001", "there is no such folder", "give --project a folder")
        return None
    if not (root / NAME).exists():
        hint = "run the command where sources.yaml is, or give --project"
        problems.add(Where(NAME), "E001", f"no {NAME} in {root.name or root}", hint)
        return None
    declared = read_yaml(root / NAME, NAME, problems)
    if declared is None:
        return None
    project = validated(Project, declared.data, declared.where, declared.name_of, problems)
    return (project, declared) if project else None


def _shown(reading: Reading, path: Path) -> str:
    """The path as it is printed: relative to the project, with slashes."""
    return path.relative_to(reading.root).as_posix()


def _read_source(reading: Reading, source: Source, path: Path) -> None:
    name = _shown(reading, path)
    if path.suffix in (".yaml", ".yml"):
        document = read_yaml(path, name, reading.problems)
        if document is not None:
            _read_document(reading, source, path, document)
        else:
            name = ALL if source.kind == "references" else path.stem
            reading.lost.add((source.kind, name))
    else:
        _read_table(reading, source, path, name)


def _read_document(reading: Reading, source: Source, path: Path, document: Document) -> None:
    """A YAML file: the references by id, one record, or a list of records."""
    if source.kind == "references":
        _references(reading, document.data, (), document)
        ids = document.data if isinstance(document.data, dict) else {}
        reading.shared |= {ref: document.keys[ref,] for ref in ids}
        return
    data = document.data
    if isinstance(data, list):
        for index, item in enumerate(data):
            _record(reading, source.kind, item, (index,), document)
        return
    entry = _record(reading, source.kind, data, (), document)
    if entry is not None and getattr(entry.record, "id", path.stem) != path.stem:
        wrong = str(entry.record.id)
        message = f"the file {path.name} holds {wrong!r}"
        hint = f"rename the file to {wrong}{path.suffix}"
        reading.problems.add(document.where(("id",)), "E202", message, hint, wrong)


def _record(
    reading: Reading, kind: str, data: Any, path: tuple[str | int, ...], document: Document
) -> Entry[Any] | None:
    places = document.places if not path else _below(document.places, path)
    record = validated(
        MODELS[kind],
        data,
        lambda part: document.where((*path, *part)),
        lambda part: document.keys.get((*path, *part), document.where((*path, *part))),
        reading.problems,
    )
    if record is None:
        told = data.get("id") if isinstance(data, dict) else None
        reading.lost.add((kind, told if isinstance(told, str) else ALL))
        return None
    if isinstance(data, dict) and isinstance(data.get("references"), dict):
        _references(reading, data["references"], (*path, "references"), document)
    entry = Entry(record, places)
    _keep(reading, kind, entry)
    return entry


def _below(
    places: Mapping[tuple[str | int, ...], Where], path: tuple[str | int, ...]
) -> dict[tuple[str | int, ...], Where]:
    size = len(path)
    return {key[size:]: where for key, where in places.items() if key[:size] == path}


def _references(
    reading: Reading, data: Any, path: tuple[str | int, ...], document: Document
) -> None:
    """References by id: the same id may stand in several files with the same content."""
    if not isinstance(data, dict):
        reading.problems.add(document.where(path), "E103", "references are a mapping by id")
        reading.lost.add(("references", ALL))
        return
    for ref, content in data.items():
        at = (*path, ref)
        reference = validated(
            Reference,
            content,
            lambda part, at=at: document.where((*at, *part)),  # type: ignore[misc]
            lambda part, at=at: document.keys.get((*at, *part), document.where((*at, *part))),  # type: ignore[misc]
            reading.problems,
        )
        if reference is None:
            reading.lost.add(("references", ref))
            continue
        known = reading.references.setdefault(ref, reference)
        where = document.keys.get(at, document.where(at))
        first = reading.reference_places.setdefault(ref, where)
        if known != reference:
            message = f"reference {ref!r} is another page at {first}"
            reading.problems.add(where, "E208", message, "give one of them another id", ref)


def _keep(reading: Reading, kind: str, entry: Entry[Any]) -> None:
    if kind == "disputes":
        reading.disputes.append(entry)
        return
    known = reading.entries.setdefault(kind, {})
    name = entry.record.id
    if name in known:
        message = f"{name!r} is already defined at {known[name].where('id')}"
        reading.problems.add(entry.where("id"), "E201", message, "merge the two", name)
        return
    known[name] = entry


def _read_table(reading: Reading, source: Source, path: Path, name: str) -> None:
    """A CSV file: its rows as records, facet columns gathered."""
    model = MODELS.get(source.kind)
    if model is None:
        where = reading.declared.where(("sources",))
        reading.problems.add(where, "E103", f"{source.kind} are kept in YAML, not in {path.suffix}")
        return
    fields = {info.alias or field_: info for field_, info in model.model_fields.items()}
    lists = {key for key, info in fields.items() if typing.get_origin(info.annotation) is list}
    facets = {facet for facet in reading.project.facets if "facets" in fields}
    columns = {key: info.is_required() for key, info in fields.items() if key != "facets"}
    columns |= dict.fromkeys(facets, False)
    met = Problems()
    rows = read_csv(
        path,
        name,
        columns,
        met,
        encoding=source.encoding,
        separator=source.separator,
    )
    reading.problems.extend(met)
    if met.errors:
        reading.lost.add((source.kind, ALL))
    found = sidecar_of(path, name, reading.problems)
    if found is not None:
        sidecar, places = found
        reading.snapshots[source.id] = (sidecar.snapshot, places.where(("snapshot",)))
        if sidecar.rows not in (None, len(rows)):
            message = f"{len(rows)} rows, the sidecar says {sidecar.rows}"
            where = places.where(("rows",))
            reading.problems.add(
                where, "E024", message, "import the export again", str(sidecar.rows)
            )
    for row in rows:
        record = validated(
            model, _data(row, lists, facets), row_where(row), row_where(row), reading.problems
        )
        if record is None:
            reading.lost.add((source.kind, row.cells.get("id") or ALL))
        else:
            _keep(reading, source.kind, Entry(record, CsvPlaces(row)))


def row_where(row: CsvRow) -> Any:
    """A function from a path within a row's record to its cell's place."""
    places = CsvPlaces(row)
    return lambda path: next((places[path] for _ in (0,) if path and _has(row, path)), row.where())


def _has(row: CsvRow, path: tuple[str | int, ...]) -> bool:
    return any(str(part) in row.header for part in path)


def _data(row: CsvRow, lists: set[str], facets: set[str]) -> dict[str, Any]:
    """A row as plain data: empty cells absent, list cells split, facet columns under ``facets``."""
    data: dict[str, Any] = {}
    axes: dict[str, str] = {}
    for column, cell in row.cells.items():
        if cell == "":
            continue
        if column in facets:
            axes[column] = cell
        elif column in lists:
            data[column] = [part for part in re.split(re.escape(LIST), cell) if part]
        else:
            data[column] = cell
    if axes:
        data["facets"] = axes
    return data
