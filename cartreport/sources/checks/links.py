"""Links between records: companies, products, programmes, trials and sponsors that exist."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cartreport.problems import Problem
from cartreport.sources.checks import nearest, walk
from cartreport.sources.checks.identity import REGISTRIES, registry_of
from cartreport.sources.fields import Named
from cartreport.sources.records import Entry, Records
from cartreport.sources.worded import words_of

DISPUTED = ("programmes", "products", "companies", "institutions", "deals", "policy", "figures")
"""The kinds that a dispute may speak of."""
SINGULAR = {"companies": "company", "programmes": "programme", "products": "product"}


def check(records: Records) -> Iterator[Problem]:
    """Names of records that do not exist (E204), and trials that the export lacks (W403)."""
    for entries in walk.kinds(records):
        for entry in entries:
            yield from _named(entry, records)
    yield from _disputes(records)
    yield from _trials(records)
    yield from _sponsors(records)


def _named(entry: Entry[Any], records: Records) -> Iterator[Problem]:
    """A problem for each id that names no record of the kind that its field declares."""
    for path, name, of in words_of(entry.record):
        if not isinstance(of, Named):
            continue
        known = getattr(records, of.kind)
        if name not in known and not walk.lost(records, of.kind, name):
            message = f"there is no {SINGULAR[of.kind]} {name!r}"
            yield walk.problem(entry.where(*path), "E204", message, nearest.name(name, known), name)


def _disputes(records: Records) -> Iterator[Problem]:
    """A dispute names a record, and a field that the record's kind has."""
    for entry in records.disputes:
        name = entry.record.record
        held = [getattr(records, kind).get(name) for kind in DISPUTED]
        found = [each for each in held if each is not None]
        if not found and any(walk.lost(records, kind, name) for kind in DISPUTED):
            continue
        if not found:
            known = [key for kind in DISPUTED for key in getattr(records, kind)]
            message = f"there is no record {name!r}"
            yield walk.problem(
                entry.where("record"), "E204", message, nearest.name(name, known), name
            )
            continue
        fields = {
            info.alias or key
            for each in found
            for key, info in type(each.record).model_fields.items()
        }
        if entry.record.field_ not in fields | set(records.project.facets):
            field = entry.record.field_
            message = f"{name!r} has no field {field!r}"
            yield walk.problem(
                entry.where("field"), "E101", message, nearest.name(field, fields), field
            )


def _trials(records: Records) -> Iterator[Problem]:
    """Numbers of the export's own registries that the export does not hold.

    That of an earlier day need not hold those of later ones.
    """
    if records.superseded or not records.trials or ("trials", "*") in records.lost:
        return
    terms = records.vocabulary.get(REGISTRIES)
    covered = {registry_of(number, terms) for number in records.trials} if terms else set()
    for entry, path, number in walk.trial_numbers(records):
        if number in records.trials or walk.lost(records, "trials", number):
            continue
        registry = registry_of(number, terms) if terms else None
        if terms and (registry is None or registry not in covered):
            continue
        message = f"the registry export holds no trial {number!r}"
        hint = nearest.name(number, records.trials, cutoff=0.9)
        yield walk.problem(entry.where(*path), "W403", message, hint, number)


def _sponsors(records: Records) -> Iterator[Problem]:
    """A sponsor's name is the registry's, letter by letter: another spelling joins nothing.

    A name that no trial uses is a warning: registries change their spelling from month to month.
    """
    unread = any(kind == "trials" for kind, _ in records.lost)
    if records.superseded or not records.trials or unread:
        return
    names = {entry.record.sponsor for entry in records.trials.values()}
    folded = {_folded(name): name for name in names}
    for entry in walk.sponsors(records):
        for index, name in enumerate(entry.record.sponsors):
            meant = folded.get(_folded(name))
            if name not in names and meant:
                if meant in entry.record.sponsors:
                    continue  # both spellings are listed: registries change theirs by the month
                message = f"no trial has the sponsor {name!r}"
                where = entry.where("sponsors", index)
                hint = f"the registry now writes {meant!r}: add it, and keep this one"
                yield walk.problem(where, "W403", message, hint, name)
            elif name not in names:
                message = f"no trial of the export has the sponsor {name!r}"
                where = entry.where("sponsors", index)
                hint = nearest.name(name, names, cutoff=0.85)
                yield walk.problem(where, "W403", message, hint, name)


def _folded(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())
