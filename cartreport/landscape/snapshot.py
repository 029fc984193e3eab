"""All that an edition knew, as one value that a later edition can be held against.

Plain values only: what is written as JSON is read back the same, and the same knowledge is always
the same text. :mod:`cartreport.landscape.restored` makes records of it again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table
    from cartreport.sources.records import Entry, Records

Fields = Mapping[str, Any]
KINDS = ("companies", "institutions", "products", "programmes", "trials", "deals", "policy")
NAMED = (*KINDS, "figures", "expected")
"""Kinds of record that have ids of their own."""
LISTED = ("disputes", "corrections")
"""Kinds without ids: a record of them is known by the fingerprint of its fields."""
LABELS = "labels"
"""The field of a trial in which what `classify` found stands: label → [value, rule, basis] …"""
READING = {"patterns", "product_names", "ids"}
"""Fields of a term by which texts are read: the rules' fingerprint speaks of them, where there are
rules; else see ``BY_WORDS``."""
BY_WORDS = ("settings", "indications")
"""Vocabularies by whose patterns the setting of a trial is read where no labels give it."""
COMPARED = {"change", "number", "dated event", "list"}
UNCOUNTED = {"briefings", "imports", "vocabulary", "classify"}
"""Parts of sources.yaml on which no number depends."""
NUMBERS = {"count", "share", "money", "number"}
"""Kinds of cell that are numbers."""


@dataclass(frozen=True)
class Snapshot:
    """What an edition knew: every record, outside the focus and the landscape too.

    ``records``: kind → id → field → value, as a curator or the registry gave it, with dates and
    reference ids in their places and without what is not stated; a trial has its ``labels`` beside
    its fields. ``references``: id → the page behind it. ``terms``: vocabulary → its terms in order.
    ``sources``: id → its kind, the date to which it is complete, and its files' sha256 by path.
    ``versions``: fingerprints of what makes numbers of records: ``rules``, ``vocabulary``,
    ``declared`` and, if it was given, ``program``. ``numbers``: table → row → column → number.
    """

    edition: str
    as_of: str
    project: Fields
    terms: Mapping[str, Fields]
    records: Mapping[str, Mapping[str, Fields]]
    references: Mapping[str, Fields]
    sources: Mapping[str, Fields]
    versions: Mapping[str, str]
    numbers: Mapping[str, Mapping[str, Mapping[str, float]]]

    def __hash__(self) -> int:
        """Of its edition and day; the rest is compared."""
        return hash((self.edition, self.as_of))


def to_json(snapshot: Snapshot) -> str:
    """The snapshot as text, the same for the same knowledge; it ends with a line break."""
    return _canonical(asdict(snapshot)) + "\n"


def from_json(text: str) -> Snapshot:
    """The snapshot that :func:`to_json` wrote. Raises ``ValueError`` for any other text."""
    held = json.loads(text)
    try:
        return Snapshot(**held)
    except TypeError as error:
        raise ValueError(f"no snapshot of a landscape: {error}") from error


def snapshot(
    records: Records, landscape: Landscape, tables: Mapping[str, Table], program: str = ""
) -> Snapshot:
    """What is known by these records, and what the tables count of it."""
    project = records.project
    declared = _dump(project, exclude=UNCOUNTED)
    terms = dict(_terms(records))
    versions = {
        "rules": ",".join(sorted({side.rules for side in records.sidecars.values() if side.rules})),
        "vocabulary": _fingerprint(terms),
        "declared": _fingerprint({k: declared.get(k) for k in ("focus", "landscape", "tables")}),
        "program": program,
    }
    return Snapshot(
        edition=project.edition,
        as_of=project.as_of,
        project=declared,
        terms=terms,
        records=_records(records),
        references={id: _dump(page) for id, page in records.references.items()},
        sources=dict(_sources(records, landscape)),
        versions={name: version for name, version in versions.items() if version},
        numbers=dict(_counted(records, tables)),
    )


def _canonical(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _fingerprint(value: object) -> str:
    return sha256(_canonical(value).encode()).hexdigest()


def _dump(record: Any, exclude: set[str] | None = None) -> dict[str, Any]:
    """A model's stated fields as plain values; lists stay lists, and nothing stands for nothing."""
    dumped: dict[str, Any] = record.model_dump(
        mode="json", by_alias=True, exclude_defaults=True, exclude=exclude
    )
    return dumped


def _records(records: Records) -> dict[str, Mapping[str, Fields]]:
    held: dict[str, dict[str, Fields]] = {kind: _by_id(getattr(records, kind)) for kind in NAMED}
    trials = {id: {**fields} for id, fields in held["trials"].items()}
    for entry in records.labels:
        found = entry.record
        if found.trial in trials:
            labels = trials[found.trial].setdefault(LABELS, {})
            row = [found.value, found.rule, *([found.basis] if found.basis else [])]
            labels.setdefault(found.label, []).append(row)
    listed = {kind: _by_content(getattr(records, kind)) for kind in LISTED}
    if not held["expected"]:  # what older editions know nothing of changes none of them
        del held["expected"]
    return {**held, "trials": trials, **listed}


def _by_content(entries: Iterable[Entry[Any]]) -> dict[str, Fields]:
    dumped = [_dump(entry.record) for entry in entries]
    return {_fingerprint(fields)[:12]: fields for fields in dumped}


def _by_id(entries: Mapping[str, Entry[Any]]) -> dict[str, Fields]:
    return {id: _dump(entry.record, exclude={"id"}) for id, entry in entries.items()}


def _terms(records: Records) -> Iterator[tuple[str, Fields]]:
    for name, terms in records.vocabulary.by_name.items():
        counted = name in BY_WORDS and not records.labels
        left = READING - {"patterns"} if counted else READING
        held = {"title": terms.title, "terms": [_dump(term, exclude=left) for term in terms]}
        yield name, held | ({"stale_after": terms.stale_after} if terms.stale_after else {})


def _sources(records: Records, landscape: Landscape) -> Iterator[tuple[str, Fields]]:
    """The declared sources, and the files that belong to none: sources.yaml, the vocabulary …"""
    kinds = {source.id: source.kind for source in records.project.sources}
    for id, files in records.inputs.items():
        told = {
            "kind": kinds.get(id),
            "date": landscape.source_dates.get(id),
            "snapshot": records.snapshots[id][0] if id in records.snapshots else None,
        }
        yield id, {name: value for name, value in told.items() if value} | {"files": dict(files)}


def _counted(
    records: Records, tables: Mapping[str, Table]
) -> Iterator[tuple[str, dict[str, dict[str, float]]]]:
    """The numbers of every table but those that list records: their numbers are the records'.

    Nor those of tables that hold an edition against the one before: they are no knowledge of a day.
    """
    ids = {id for kind in NAMED for id in getattr(records, kind)}
    for name, table in tables.items():
        lists = table.behind is None and ids.issuperset(table.row_ids)
        numbers = {} if lists or compared(table) else numbers_of(table)
        if numbers:
            yield name, numbers


def compared(table: Table) -> bool:
    """Whether a table holds an edition against the one before: changes, restated numbers, flows."""
    return table.unit in COMPARED or {"last", "this"} <= {column.key for column in table.columns}


def numbers_of(table: Table) -> dict[str, dict[str, float]]:
    """Row id → column → number, and the closing row under an asterisk."""
    from cartreport.landscape.address import WHOLE

    keys = [column.key for column in table.columns if column.kind in NUMBERS]
    rows = zip(table.row_ids, table.records, strict=True) if keys else ()
    found = {id: _stated(keys, row) for id, row in [*rows, (WHOLE, table.total or {})]}
    return {id: row for id, row in found.items() if row}


def _stated(keys: list[str], row: Mapping[Any, Any]) -> dict[str, float]:
    return {key: row[key] for key in keys if isinstance(row.get(key), (int, float))}
