"""The briefing's words: patterns by id, filled with computed values, in one language.

A template's ``words.yaml`` holds every word that a reader sees; a project's own file of the same
name replaces single entries. A pattern names values in braces:

``{n}``            the value: whole numbers with thousands separators, text as it is
``{n:word}``       a whole number up to twelve in words; ``{n:Word}`` begins with a capital
``{n|trial|trials}``  the first for one, else the second; of names that tie, by how many there are
``{s:Cap}``        text with its first letter a capital
``{n:all}``        the whole of them: ``All 12``, ``The one``; ``{n:whole}``: within a sentence
``{s:of}``         a share with its base: ``43% of 1,299``; of fewer than twenty ``8 of 15``

A share of fewer than ten is always printed as its two numbers. ``**text**`` is strong.

Nothing else is computed in a pattern, and a pattern that names a value nobody gave is an error.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from cartreport.briefing.numbers import (
    BARE,
    LEAST,
    Bound,
    Names,
    Number,
    Share,
    Then,
    traced,
    written,
)
from cartreport.errors import TemplateError
from cartreport.sources.joined import Joined
from cartreport.sources.language import Language
from cartreport.sources.words_file import SLOT, filled

_MACHINE = re.compile(r"`([^`]+)`")
FORMS = ("word", "Word", "Cap", "all", "whole", "of")
"""The forms that a value may be asked for in."""


PRINTED = (Number, Bound, Then)
"""The whole numbers that strict words print."""


@dataclass(frozen=True)
class Words(Joined):
    """Patterns by id, the subject's terms, and the names of small numbers.

    ``places`` says where each pattern stands, for messages. ``strict`` words refuse a number that
    stands in no table: those of the sections are; a template may still number a page. ``deciding``
    is the value that decides whether an entry is said, where another language names it elsewhere.
    """

    patterns: Mapping[str, str]
    terms: Mapping[str, str] = field(default_factory=dict)
    numbers: tuple[str, ...] = ()
    places: Mapping[str, str] = field(default_factory=dict)
    strict: bool = False
    language: Language = field(default_factory=Language)
    deciding: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, key: str, /, **values: object) -> str:
        """The pattern ``key`` filled with ``values`` and the project's terms.

        Raises :class:`TemplateError` for a missing pattern or a value that nobody gave.
        """
        pattern = self.patterns.get(key)
        if pattern is None:
            raise TemplateError(f"the words file has no entry {key!r}", f"Add `{key}:` to it.")
        given = {**self.terms, **values}
        where = f"{self.places.get(key, 'words.yaml')}: {key!r}"
        return filled(pattern, given, lambda found: self._write(given[found["name"]], found), where)

    def knowing(self, **terms: str) -> Words:
        """The same words with more terms that every pattern may name."""
        return replace(self, terms={**self.terms, **terms})

    def has(self, key: str) -> bool:
        """Whether there is such an entry."""
        return key in self.patterns

    def names(self, key: str) -> list[str]:
        """The values that an entry names; none where there is no such entry."""
        return [found["name"] for found in SLOT.finditer(self.patterns.get(key, ""))]

    def first(self, key: str) -> str:
        """The value that decides whether an entry is said: the first that the shipped one names."""
        return self.deciding.get(key) or self.names(key)[0]

    def _write(self, value: object, found: re.Match[str]) -> str:
        if self.strict and isinstance(value, (int, float)) and type(value) not in PRINTED:
            raise TypeError(f"{{{found['name']}}} is {value!r}, a number that stands in no table")
        if found["forms"] is not None:
            size = len(value) if isinstance(value, Names) else value
            return self.language.form(found["forms"].split("|"), size)
        if isinstance(value, Names):
            value = self.joined(list(value))
        if found["form"] in ("all", "whole"):
            whole = self("all.one" if value == 1 else "all.many", n=value)
            return whole if found["form"] == "all" else lower_first(whole)
        if isinstance(value, Share):
            return self._share(value, found["form"] == "of")
        text = self._words(value, found)
        return traced(text, value.address) if isinstance(value, Number) else text

    def _share(self, share: Share, based: bool) -> str:
        """A share in per cent, with its base where the words ask for it; of few its two numbers."""
        percent = traced(str(share), share.address)
        if not based and share.whole >= LEAST:
            return percent
        if share.whole < BARE:
            return self("share.few", part=share.part, whole=share.whole)
        return self("share.of", part=percent, whole=share.whole)

    def _words(self, value: object, found: re.Match[str]) -> str:
        text = self.number(value) if isinstance(value, int) else str(value)
        form = found["form"] or ""
        if form.casefold() == "word" and isinstance(value, int) and 0 <= value < len(self.numbers):
            text = self.numbers[value]
        return text[:1].upper() + text[1:] if form[:1].isupper() else text

    def joined(self, parts: Sequence[str]) -> str:
        """A list in words: ``a``, ``a and b``, ``a, b and c``."""
        if len(parts) < 2:
            return "".join(parts)
        return self("list.last", before=self.comma(parts[:-1]), last=parts[-1])

    def number(self, value: float) -> str:
        """A number with thousands separators, without a needless ``.0``."""
        return self.language.number(int(value) if float(value).is_integer() else value)

    def day(self, date: str) -> str:
        """An ISO date of any precision: ``22 June 2026``, ``June 2026``, ``2026 H1``, ``2026``.

        That of a cell carries its address.
        """
        return written(date, self._dated(date, ""))

    def short_day(self, date: str) -> str:
        """The same for tables: ``22 Jun 2026``."""
        return written(date, self._dated(date, ".short"))

    def day_of_year(self, date: str) -> str:
        """The same for a drawing that names the year: ``22 Jun``; of no day what there is of it."""
        if date.count("-") < 2:
            return self.short_day(date)
        return self.language.day(date, self("date.day-of-year"))

    def _dated(self, date: str, size: str) -> str:
        year, *rest = date.split("-")
        if rest and not rest[0].isdigit():
            return self(f"date.{rest[0]}", year=year)
        if not rest:
            return self("date.year", year=year)
        kind = "day" if len(rest) > 1 else "month"
        return self.language.day(date, self(f"date.{kind}{size}"))


def number(value: int) -> str:
    """A whole number as the cells of tables and drawings print it."""
    return f"{value:,}"


def lower_first(label: str) -> str:
    """A label within a sentence: its first letter small, unless it begins an abbreviation."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def upper_first(label: str) -> str:
    """A label at a beginning: its first letter a capital, unless a name is written otherwise."""
    plain = label[:2].islower() or not label[1:2].isalpha()
    return label[:1].upper() + label[1:] if plain else label


def quoted(text: str) -> str:
    """A text whose words in the type of a machine stand in quotation marks."""
    return _MACHINE.sub(r"“\1”", text)
