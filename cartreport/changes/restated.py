"""What makes numbers of records and changed itself: terms, declarations, and how a table counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cartreport.changes.event import Change, Event
from cartreport.changes.pair import Pair
from cartreport.landscape.snapshot import numbers_of
from cartreport.landscape.table import Table

MEANING = ("group", "role", "stage", "order", "begun")
"""Fields of a term on which counts depend."""
DECLARED = ("focus", "landscape", "tables")
"""Parts of sources.yaml on which counts depend."""


def events(pair: Pair) -> Iterator[Event]:
    """Terms and declarations that differ."""
    yield from _terms(pair)
    for part in DECLARED:
        before, after = (side.project.get(part) for side in (pair.before, pair.after))
        if before != after:
            change = Change("declared-otherwise", part, before, after)
            yield pair.event("sources", part, change)


def recounted(pair: Pair, tables: Mapping[str, Table]) -> Iterator[Event]:
    """Numbers of the earlier edition that this program counts otherwise, of the same records."""
    for table in sorted({*tables} & {*pair.before.numbers}):
        said, counted = pair.before.numbers[table], numbers_of(tables[table])
        for row, column in _differing(said, counted):
            values = said.get(row, {}).get(column), counted.get(row, {}).get(column)
            change = Change("counted-otherwise", f"{row}/{column}", *values)
            yield pair.event("tables", table, change)


def _differing(
    said: Mapping[str, Mapping[str, float]], counted: Mapping[str, Mapping[str, float]]
) -> list[tuple[str, str]]:
    cells = {(row, key) for side in (said, counted) for row, held in side.items() for key in held}
    return sorted(
        (row, key)
        for row, key in cells
        if said.get(row, {}).get(key) != counted.get(row, {}).get(key)
    )


def _terms(pair: Pair) -> Iterator[Event]:
    for name in sorted({*pair.before.terms, *pair.after.terms}):
        before, after = (
            {term["id"]: term for term in side.terms.get(name, {}).get("terms", ())}
            for side in (pair.before, pair.after)
        )
        for id in sorted({*before, *after}):
            old, new = before.get(id), after.get(id)
            if old != new:
                rule = _rule(old, new)
                was, now = (term and _meaning(term, rule) for term in (old, new))
                yield pair.event("vocabulary", f"{name}/{id}", Change(rule, "term", was, now))


def _rule(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> str:
    if before is None:
        return "term-new"
    if after is None or any(before.get(name) != after.get(name) for name in MEANING):
        return "term-moved"
    return "term-spelling"


def _meaning(term: Mapping[str, Any], rule: str) -> dict[str, Any] | str:
    if rule == "term-moved":
        return {name: term[name] for name in MEANING if name in term}
    return str(term["label"])
