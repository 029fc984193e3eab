"""Facts: sourced or marked unverified, dated, and not at odds with one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cartreport.problems import Problem
from cartreport.sources.checks import walk
from cartreport.sources.fields import Value
from cartreport.sources.records import Entry, Records

SOURCED = ("companies", "programmes", "deals", "policy", "figures", "expected")
"""Kinds whose records carry references and a confidence themselves."""
FIGURE = ("metric", "year", "period", "kind", "publisher", "unit")


def check(records: Records) -> Iterator[Problem]:
    """Facts without a source (E304) or at odds (E303); values still open between sources (W305)."""
    for stated in walk.facts(records):
        if not stated.fact.refs and stated.fact.confidence != "unverified":
            message = f"{stated.fact.what} cites no reference, yet its confidence is not unverified"
            hint = "add `refs`, or set `confidence: unverified`"
            where = stated.where("confidence")
            yield walk.problem(where, "E304", message, hint, stated.fact.confidence)
        yield from _open(stated)
    for kind in SOURCED:
        for entry in getattr(records, kind).values():
            yield from _unsourced(entry)
    yield from _disagreeing(records)
    yield from _figures(records)
    yield from _disputes(records)


def _unsourced(entry: Entry[Any]) -> Iterator[Problem]:
    record = entry.record
    if not record.refs and record.confidence != "unverified":
        message = f"{record.id!r} cites no reference, yet its confidence is not unverified"
        hint = "add `refs`, or set the confidence to unverified"
        yield walk.problem(entry.where("confidence"), "E304", message, hint, record.confidence)


PRIMARY = "all are printed until the primary text is found"


def _open(stated: walk.Stated) -> Iterator[Problem]:
    """One warning a fact, however many sources give another value."""
    others = stated.fact.alternates
    if others:
        about = others[0].field_ or stated.fact.what
        values = " and ".join(dict.fromkeys(shown(other.value) for other in others))
        message = f"{about} of {stated.entry.record.id!r}: other sources give {values}"
        where = stated.where("alternates", 0, "value")
        yield walk.problem(where, "W305", message, PRIMARY, others[0].value)


def _disputes(records: Records) -> Iterator[Problem]:
    """One warning a field, however many rows speak of it."""
    rows: dict[tuple[str, str], list[Entry[Any]]] = {}
    for entry in records.disputes:
        if entry.record.verdict == "alternate":
            rows.setdefault((entry.record.record, entry.record.field_), []).append(entry)
    for (record, field), entries in rows.items():
        values = " and ".join(dict.fromkeys(shown(entry.record.value) for entry in entries))
        message = f"{field} of {record!r}: other sources give {values}"
        first = entries[0]
        where = first.where("value")
        yield walk.problem(where, "W305", message, PRIMARY, first.record.value)


def _disagreeing(records: Records) -> Iterator[Problem]:
    """Facts of one kind about one thing on one day, where the kind may have but one value."""
    kinds = records.vocabulary.get("facts")
    first: dict[tuple[Any, ...], walk.Stated] = {}
    for stated in walk.facts(records):
        fact = stated.fact
        if fact.value is None or (kinds and fact.what in kinds and kinds[fact.what].many):
            continue
        key = (id(stated.entry), stated.part, fact.what, fact.for_, fact.as_of, fact.unit)
        other = first.setdefault(key, stated)
        if other is not stated and not _agree(other.fact.value, fact.value):
            about = f"{fact.what} for {fact.for_}" if fact.for_ else fact.what
            day = f"on {fact.as_of}" if fact.as_of else "without a date"
            message = (
                f"{about} {day} is {shown(fact.value)} here and {shown(other.fact.value)} "
                f"on line {other.where('value').line}"
            )
            hint = "keep one; put the other under its alternates or rejected"
            yield walk.problem(stated.where("value"), "E303", message, hint, shown(fact.value))


def _agree(one: Value | None, other: Value | None) -> bool:
    """Whether two values can both be true: equal, or measures that differ nowhere."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return all(one[name] == other[name] for name in one.keys() & other.keys())
    return one == other


def _figures(records: Records) -> Iterator[Problem]:
    """One publisher gives one value for one metric and year."""
    first: dict[tuple[object, ...], Entry[Any]] = {}
    for entry in records.figures.values():
        figure = entry.record
        other = first.setdefault(tuple(getattr(figure, name) for name in FIGURE), entry)
        if other is not entry and other.record.value != figure.value:
            message = (
                f"{figure.publisher} gives {figure.value} for {figure.metric}, and "
                f"{other.record.value} in {other.record.id!r}"
            )
            hint = "keep one; put the other into the disputes, or say how they differ"
            yield walk.problem(entry.where("value"), "E303", message, hint, figure.value)


def shown(value: Value | None) -> str:
    """A value as a message quotes it: short, and in one line."""
    if isinstance(value, int | float):
        return str(value)
    text = ", ".join(f"{k} {v}" for k, v in value.items()) if isinstance(value, dict) else value
    line = " ".join(str(text).split())
    return repr(line if len(line) <= 60 else line[:59] + "…")
