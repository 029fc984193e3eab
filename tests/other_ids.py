"""A project whose every id is another: the records of one, written anew under ids that say nothing.

Which words are ids is read from the declarations that the checks go by: of a field a term or a
record (`Of`, `Named`), of a fact's value its kind's role, of a citation its reference. The new ids
sort as the old ones do, so that what is ordered by id keeps its order.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from cartreport.landscape.conflicts import WORDS
from cartreport.sources.checks import walk
from cartreport.sources.checks.labels import SPONSOR
from cartreport.sources.checks.terms import words_of_fact
from cartreport.sources.checks.vocabulary import PARENTS
from cartreport.sources.csv_records import LIST
from cartreport.sources.fields import Of
from cartreport.sources.project import Source
from cartreport.sources.records import Entry, Records
from cartreport.sources.vocabulary import Terms
from cartreport.sources.worded import words_of

KINDS = (
    *("companies", "institutions", "products", "programmes", "deals", "policy", "figures"),
    "expected",
)
Key = tuple[str, str]
"""A vocabulary or a kind of record, and an id of it."""


class OtherIds:
    """Old ids to new ones, by what they are ids of, and the way back in any text."""

    def __init__(self, records: Records) -> None:
        vocabulary, project = records.vocabulary.by_name, records.project
        held: set[Key] = {("references", id) for id in records.references}
        held |= {(kind, id) for kind in KINDS for id in getattr(records, kind)}
        held |= {(name, term.id) for name, terms in vocabulary.items() for term in terms}
        held |= {(_above(name), t.group) for name, ts in vocabulary.items() for t in ts if t.group}
        held |= {("facets", name) for name in (*project.facets, *project.trial_facets)}
        held |= {("sources", source.id) for source in project.sources}
        ordered = sorted(held, key=lambda key: (key[1], key[0]))
        self._new = {key: f"xq{number:05d}" for number, key in enumerate(ordered)}
        self._old = {new: id for (_, id), new in self._new.items()}

    def __call__(self, kind: str, id: str) -> str:
        """The new id; raises `KeyError` for one that there is not."""
        return self._new[kind, id]

    def of_any(self, kinds: Iterable[str], id: str, absent: str = "") -> str:
        """The new id of what is of one of several kinds; ``absent`` if it is of none."""
        return next((self._new[kind, id] for kind in kinds if (kind, id) in self._new), absent)

    def vocabulary(self, name: str) -> str:
        """The new name of a vocabulary: the project's own, if it is an axis of its own."""
        return self._new.get(("facets", name), name)

    def back(self, text: str) -> str:
        """A text with the old ids in place of the new ones."""
        return re.sub(r"xq\d{5}", lambda found: self._old[found[0]], text)


def _above(vocabulary: str) -> str:
    return PARENTS.get(vocabulary, f"groups of {vocabulary}")


def write_other(records: Records, root: Path) -> OtherIds:
    """Write the project of the records into a folder with other ids; gives what they are now."""
    ids = OtherIds(records)
    spelt = _spelt(records)
    for name, terms in records.vocabulary.by_name.items():
        told = _terms(ids, terms, spelt)
        _json(root / f"data/vocab/{ids.vocabulary(name)}.yaml", told)
    for source in records.project.sources:
        _source(root / _path(ids, source.id, source.path), ids, source, records)
    _json(root / "sources.yaml", _declared(ids, records))
    return ids


def _spelt(records: Records) -> set[str]:
    """The words that records spell as an export does, in small letters."""
    words = {
        word.casefold()
        for entries in walk.kinds(records)
        for entry in entries
        for _, word, of in words_of(entry.record)
        if isinstance(of, Of) and of.spelt
    }
    return words | {entry.record.scope for entry in records.trials.values() if entry.record.scope}


def _terms(ids: OtherIds, terms: Terms, spelt: set[str]) -> dict[str, Any]:
    """A vocabulary; the old id of a term is another spelling of it, where an export writes it so."""
    rows = [_plain(term) for term in terms]
    for row in rows:
        row["aliases"] = [*row.get("aliases", []), *({row["id"]} & spelt)]
        row["id"] = ids(terms.name, row["id"])
        if row.get("group"):
            row["group"] = ids(_above(terms.name), row["group"])
    limit = {"stale_after": terms.stale_after} if terms.stale_after else {}
    return {"title": terms.title, "terms": rows, **limit}


def _declared(ids: OtherIds, records: Records) -> dict[str, Any]:
    """sources.yaml: what it names of vocabularies, terms and sources. No rules: nothing is read."""
    data = _plain(records.project)
    del data["classify"]
    names = [ids.vocabulary(name) for name in data["vocabulary"]]
    data["vocabulary"] = {name: f"data/vocab/{name}.yaml" for name in names}
    for source in data["sources"]:
        source["path"] = _path(ids, source["id"], source["path"])
        source["id"] = ids("sources", source["id"])
    for key in ("facets", "trial_facets"):
        data[key] = [ids.vocabulary(name) for name in data[key]]
    named = [(members, "labels") for members in data["landscape"].values()]
    for members, key in (*named, (data["changes"], "family")):
        members[key] = {
            ids.vocabulary(name): [ids(name, term) for term in terms]
            for name, terms in members[key].items()
        }
    return data


def _path(ids: OtherIds, source: str, path: str) -> str:
    """A file named after its source; of a source with a file a record its folder."""
    name = ids("sources", source)
    return f"data/{name}/*.yaml" if "*" in path else f"data/{name}{Path(path).suffix}"


def _source(path: Path, ids: OtherIds, source: Source, records: Records) -> None:
    held = getattr(records, source.kind)
    if source.kind == "references":
        _json(path, _pages(ids, {ref: held[ref] for ref in records.shared}))
        return
    rows = _rows(ids, records, list(held.values() if isinstance(held, dict) else held), source.kind)
    if "*" in path.name:
        for row in rows:
            _json(path.parent / f"{row['id']}.yaml", row)
    elif path.suffix == ".yaml":
        _json(path, rows)
    else:
        _csv(path, rows)
    if source.id in records.sidecars:
        told = records.sidecars[source.id].model_dump(
            exclude={"sha256", "rules"}, exclude_unset=True
        )
        _json(path.with_suffix(".source.yaml"), told)


def _rows(
    ids: OtherIds, records: Records, entries: list[Entry[Any]], kind: str
) -> list[dict[str, Any]]:
    """The records as plain data, every id in them another."""
    rows = {id(entry): _plain(entry.record) for entry in entries}
    for cited in walk.citations(records):
        if id(cited.entry) in rows:
            _put(rows[id(cited.entry)], cited.path, ids("references", cited.ref))
    for stated in walk.facts(records) if kind == "products" else ():
        for name, word, path in words_of_fact(stated):
            if word in records.vocabulary[name]:
                _put(rows[id(stated.entry)], (*stated.path, *path), ids(name, word), word)
    for entry in entries:
        row = rows[id(entry)]
        for path, word, of in words_of(entry.record):
            if not isinstance(of, Of):
                _put(row, path, ids(of.kind, word))
            elif not of.spelt:
                _put(row, path, ids(of.vocabulary, word))
        _own(ids, row, kind)
    return list(rows.values())


def _own(ids: OtherIds, row: dict[str, Any], kind: str) -> None:
    """What no field declares: a record's own id, its facets and pages, the label of a trial."""
    _other_values(ids, row)
    if kind in KINDS:
        row["id"] = ids(kind, row["id"])
    if "references" in row:
        row["references"] = _pages(ids, row["references"])
    if "facets" in row:
        row["facets"] = {ids.vocabulary(k): ids(k, term) for k, term in row["facets"].items()}
    if kind == "expected":  # of whichever kind, a trial's number as it is
        for key in {"about", "replaces"} & set(row):
            row[key] = ids.of_any(KINDS, row[key], row[key])
    if kind == "disputes":
        row["record"] = ids.of_any(KINDS, row["record"])
        row["field"] = ids.vocabulary(row["field"])
    if kind in ("labels", "corrections"):
        within = ("companies", "institutions") if row["label"] == SPONSOR else (row["label"],)
        for key in ("value", "expect"):
            told = row.get(key, [])
            new = [ids.of_any(within, word) for word in ([told] if isinstance(told, str) else told)]
            row |= {key: new[0] if isinstance(told, str) else new} if key in row else {}
        row["label"] = ids.vocabulary(row["label"])


def _pages(ids: OtherIds, pages: Mapping[str, Any]) -> dict[str, Any]:
    return {ids("references", ref): _plain(page) for ref, page in pages.items()}


def _plain(record: Any) -> dict[str, Any]:
    if isinstance(record, dict):
        return record
    told: dict[str, Any] = record.model_dump(by_alias=True, exclude_unset=True)
    return told


def _other_values(ids: OtherIds, node: Any) -> None:
    """The values that another source gives: of a facet a term of it, else a word of facts."""
    for part in node if isinstance(node, list) else ():
        _other_values(ids, part)
    if not isinstance(node, dict):
        return
    for other in (*node.get("alternates", ()), *node.get("rejected", ())):
        field, value = other.get("field"), other["value"]
        if isinstance(value, str):
            other["value"] = ids.of_any((field, *WORDS), value, value)
        if isinstance(field, str):
            other["field"] = ids.of_any(("facts", "facets"), field, field)
    for part in node.values():
        _other_values(ids, part)


def _put(node: Any, path: walk.Path, new: str, old: str = "") -> None:
    """Put a word at a path; the name of a measure is the key itself, which keeps its place."""
    for part in path[:-1]:
        node = node[part]
    last = path[-1]
    if last == old:
        told = {new if key == last else key: value for key, value in node.items()}
        node.clear()
        node.update(told)
    else:
        node[last] = new


def _json(path: Path, data: object) -> None:
    """JSON is YAML."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def _csv(path: Path, rows: list[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    cells = [row | row.pop("facets", {}) for row in rows]
    heads = list(dict.fromkeys(key for row in cells for key in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(heads)
        for row in cells:
            told = [row.get(head) for head in heads]
            writer.writerow(LIST.join(cell) if isinstance(cell, list) else cell for cell in told)
