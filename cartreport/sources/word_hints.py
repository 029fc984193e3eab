"""What to write for a word that is no id: a term or a record that there is, never a new one."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from cartreport.sources.checks import nearest
from cartreport.sources.fields import UNKNOWN, Named, Of, Record
from cartreport.sources.suggest import slug
from cartreport.sources.vocabulary import Terms, Vocabulary
from cartreport.sources.worded import declared_at

_BETWEEN = re.compile(r"\s*[、;；,，|｜&+]\s*|\s+and\s+")
"""What people write between the entries of a list."""
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


@dataclass(frozen=True)
class Words:
    """Hints for the fields of one kind of record; ``known`` gives the ids of a kind read so far.

    ``bars``: whether a list is written in one cell, with bars between its entries.
    """

    model: type[Record]
    vocabulary: Vocabulary
    known: Callable[[str], Collection[str]]
    bars: bool

    def __call__(self, path: tuple[str | int, ...], value: str) -> str:
        """The hint for a value that is no id, at its path within the record."""
        named = [part for part in path if isinstance(part, str)]
        field = named[-1] if named else ""
        if field == "id":
            id = slug(value)
            return f"write {id!r}" if id else ""
        if value.strip().casefold() in UNKNOWN:
            return "empty the cell" if self.bars else "leave the field out"
        told = declared_at(self.model, path)
        name = field if named[:1] == ["facets"] else ""
        if isinstance(told, Of) and not told.spelt:
            name = told.vocabulary
        terms = self.vocabulary.get(name)
        listed = isinstance(path[-1], int)
        parts = [
            part for part in _BETWEEN.split(value.replace("/", "|" if listed else "/")) if part
        ]
        if len(parts) > 1 and (terms is None or terms.find(value) is None):
            return self._parted(parts, terms, listed=listed)
        if terms is not None:
            return nearest.term(value, terms)
        ids = self.known(told.kind) if isinstance(told, Named) else ()
        return nearest.name(value, ids) if ids else ""

    def _parted(self, parts: list[str], terms: Terms | None, *, listed: bool) -> str:
        if not listed:
            return "one entry alone stands here"
        if terms is not None:
            found = [terms.find(part) or part for part in parts]
            sure = all(part in terms for part in found)
        else:
            found, sure = parts, all(map(_SLUG.fullmatch, parts))
        if self.bars:
            return "a bar between entries" + (f": {'|'.join(found)}" if sure else "")
        return "each entry for itself" + (f": [{', '.join(found)}]" if sure else "")
