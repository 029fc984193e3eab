"""Outside ids: registry numbers in their registry's form, and each name of a sponsor held once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from cartreport.problems import Problem
from cartreport.sources.checks import walk
from cartreport.sources.records import Entry, Records
from cartreport.sources.vocabulary import Terms

REGISTRIES = "registries"
"""The vocabulary whose terms are registries; a term's patterns are the forms of its numbers."""


def check(records: Records) -> Iterator[Problem]:
    """Registry numbers of a wrong form or listed twice; sponsors' names that two records hold."""
    registries = records.vocabulary.get(REGISTRIES)
    if registries is not None:
        yield from _forms(records, registries)
    yield from _listed_twice(records)
    yield from _sponsors(records)


def registry_of(number: str, registries: Terms) -> str | None:
    """The id of the registry whose numbers have this form; ``None`` where there is none."""
    for term in registries:
        if any(_compiled(pattern).fullmatch(number) for pattern in term.patterns):
            return term.id
    return None


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except (re.error, OverflowError, RecursionError):
        return re.compile(r"(?!)")


def _forms(records: Records, registries: Terms) -> Iterator[Problem]:
    numbers = [(entry, ("id",), key) for key, entry in records.trials.items()]
    for entry, path, number in [*numbers, *walk.trial_numbers(records)]:
        if registry_of(number, registries) is None:
            message = f"{number!r} has the form of no registry's number"
            hint = _mended(number, registries)
            yield walk.problem(entry.where(*path), "E203", message, hint, number)


def _mended(number: str, registries: Terms) -> str:
    """What the number would be without blanks, dots and small letters, or what forms there are."""
    squeezed = re.sub(r"[\s.:_‐-―]+", "", number)
    for text in (squeezed, squeezed.upper()):
        if registry_of(text, registries):
            return f"write {text!r}"
    labels = [term.label for term in registries]
    return "a number of " + ", ".join(labels[:6]) if labels else ""


def _listed_twice(records: Records) -> Iterator[Problem]:
    seen: set[tuple[int, walk.Path, str]] = set()
    for entry, path, number in walk.trial_numbers(records):
        key = (id(entry), path[:-1], number)
        if key in seen:
            message = f"{number!r} stands twice in one list"
            yield walk.problem(entry.where(*path), "E203", message, "keep one", number)
        seen.add(key)


def _sponsors(records: Records) -> Iterator[Problem]:
    """A registry's sponsor belongs to one record, or its trials would count twice."""
    holders: dict[str, Entry[Any]] = {}
    for entry in walk.sponsors(records):
        for index, name in enumerate(entry.record.sponsors):
            holder = holders.setdefault(name, entry)
            where = entry.where("sponsors", index)
            if holder is not entry:
                first = f"{holder.record.id!r} at {holder.where('sponsors')}"
                message = f"sponsor {name!r} is already a name of {first}"
                yield walk.problem(where, "E203", message, "one record holds it", name)
            elif name in entry.record.sponsors[:index]:
                message = f"sponsor {name!r} stands twice in one list"
                yield walk.problem(where, "E203", message, "keep one", name)
