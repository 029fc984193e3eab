"""A language: how it writes numbers and days, and which form of a word goes with a number.

Words stand in files, ``words.<language>.yaml`` beside the shipped ``words.yaml``; what a locale
decides is Babel's to say.
"""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

SOURCE = "en"
"""The language of the shipped words, and of data where nothing else is said."""


@dataclass(frozen=True)
class Language:
    """A language by its tag, such as ``zh-Hans``."""

    tag: str = SOURCE

    @property
    def foreign(self) -> bool:
        """Whether it needs words of its own: it is another than that of the shipped ones."""
        return self.tag.split("-")[0] != SOURCE

    @property
    def keys(self) -> tuple[str, ...]:
        """By what a name in it is kept, the nearest first: ``zh-Hans``, then ``zh``."""
        parts = self.tag.split("-")
        return tuple("-".join(parts[:end]) for end in range(len(parts), 0, -1))

    def of(self, names: Mapping[str, str], part: str = "") -> str | None:
        """The name in this language; ``part`` is what stands behind its key, such as ``short``."""
        behind = f"-{part}" if part else ""
        found = (names.get(f"{key}{behind}") for key in self.keys)
        return next(filter(None, found), None)

    def file(self, name: str) -> str:
        """What a file is called that holds the words in this language: ``words.zh-Hans.yaml``."""
        stem, _, end = name.rpartition(".")
        return f"{stem}.{self.tag}.{end}" if self.foreign else name

    @property
    def exists(self) -> bool:
        """Whether the tag is that of a language."""
        try:
            return bool(self._locale)
        except ValueError:
            return False

    @cached_property
    def latin(self) -> bool:
        """Whether it is written in Latin letters, as its own name for itself is."""
        return any(map(_is_latin, str(self._locale.display_name)))

    def writes(self, text: str) -> bool:
        """Whether a text is surely in it: it holds a letter that no Latin language has."""
        return not self.latin and any(char.isalpha() and not _is_latin(char) for char in text)

    @cached_property
    def _locale(self) -> Any:
        return locale_of(self.tag)

    @cached_property
    def _group(self) -> str:
        symbols = self._locale.number_symbols
        return str(symbols.get("latn", symbols).get("group", ","))

    def number(self, value: float) -> str:
        """A number with the separators of its thousands."""
        return f"{value:,}".replace(",", self._group)

    def form(self, forms: Sequence[str], size: object) -> str:
        """The form that goes with a number: as many as the locale has, else one and several."""
        rule = self._locale.plural_form
        tags = [tag for tag in _PLURALS if tag in {*rule.tags, "other"}]
        if len(forms) == len(tags) and len(forms) > 2:
            return forms[tags.index(rule(size))]
        return forms[0] if size == 1 else forms[-1]

    def day(self, date: str, pattern: str) -> str:
        """An ISO date, of a day or a month, by a pattern of CLDR: ``d MMMM y``."""
        return _day(date, pattern, self.tag)


_PLURALS = ("zero", "one", "two", "few", "many", "other")


def _is_latin(char: str) -> bool:
    return char.isalpha() and unicodedata.name(char, "").startswith("LATIN ")


@cache
def locale_of(tag: str) -> Any:
    """The locale of a language's tag. Raises ``ValueError`` for a tag that is none."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, TypeError) as error:
        raise ValueError(f"{tag!r} is no language") from error


@cache
def _day(date: str, pattern: str, tag: str) -> str:
    from babel.dates import format_date

    held = datetime.date.fromisoformat(date if len(date) > len("YYYY-MM") else f"{date}-01")
    return str(format_date(held, pattern, locale_of(tag)))
