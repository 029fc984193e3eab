"""How a desk puts values into words: what the data bear, clauses of what is not nought, days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.briefing.sayings import bearing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cartreport.briefing.words import Words
    from cartreport.landscape.model import Landscape

KINDS = ("trials", "programmes", "products")
"""Kinds of source without which a sentence may have to be another, or none."""


class Spoken:
    """Words over a landscape."""

    landscape: Landscape
    words: Words

    @property
    def absent(self) -> str:
        """What tables print where nothing is stated."""
        return self.landscape.vocabulary.absent

    @property
    def unverified(self) -> str:
        """What tables print of what no page bears out."""
        return self.landscape.words("head.confidence.unverified").lower()

    def phrase(self, key: str, /, **values: object) -> str:
        """The words of ``key``, or those that stand in for them where the project has no source.

        An entry ``<key>.without-trials`` is said in a project that has no source of trials;
        ``<key>.without-trials.without-programmes`` in one that has neither.
        """
        for kind in KINDS:
            other = f"{key}.without-{kind}"
            if not self.landscape.has(kind) and self.words.has(other):
                key = other
        return self.words(key, **values)

    def say(self, key: str, values: Mapping[str, object]) -> str:
        """The words of ``key`` that the values bear, by the table of sentences; else nothing."""
        worded = bearing(key, values)
        return "" if worded is None else self.phrase(worded, **values)

    def clause(self, key: str, **values: object) -> str:
        """The words of ``key`` where the first value that they name is not nought; else nothing."""
        return self.words(key, **values) if values.get(self.words.first(key)) else ""

    def listed(self, key: str, values: Mapping[str, object]) -> str:
        """The entries ``<key>.<name>`` of what is not nought, as ``{told}`` of ``key``."""
        told = [
            self.words(entry, **values)
            for entry in self.words.patterns
            if entry.startswith(f"{key}.") and values.get(self.words.first(entry))
        ]
        return self.words(key, **{**values, "told": self.words.comma(told)}) if told else ""

    def since(self, first: str, last: str) -> str:
        """From one year on, or in it where it is the only one; nothing where none is known."""
        if not first:
            return ""
        return self.words("since.one" if first[:4] == last[:4] else "since", year=first[:4])

    def day(self, date: str) -> str:
        """A date in words, at the precision that it has."""
        return self.words.day(date)

    def short_day(self, date: str) -> str:
        """A date for tables: ``22 Jun 2026``."""
        return self.words.short_day(date)
