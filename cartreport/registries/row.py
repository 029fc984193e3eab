"""One trial as a registry gives it, in words that are the same for every registry."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, fields

from cartreport.problems import Where

LIST = "|"
_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff]")
_HALF = re.compile(r"[\ud800-\udfff]")
"""Half of a character: JSON can write one alone, UTF-8 can't hold it."""
LOST = "\ufffd"
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_TYPE = re.compile(
    r"^(?:behavioral|biological|combination[ _]product|device|diagnostic[ _]test"
    r"|dietary[ _]supplement|drug|genetic|procedure|radiation|other): ",
    re.IGNORECASE,
)
PHONE = 8
"""Digits that no site's name has: a postal code has fewer."""
_NOTHING = {"null", "none", "n/a", "na", "nan", "-"}


@dataclass(frozen=True)
class RegistryRow:
    """The facts of one record. Empty is absent; a list has no repeats; no contact is kept.

    ``phase`` and ``status`` are codes of ClinicalTrials.gov's API v2 whatever the registry, or a
    code that no rule knows; ``start`` and ``updated`` have the precision that the registry gives,
    ``enrolment`` is a whole number as text, ``cities`` and ``sites`` are those in the focus
    country, by name.
    """

    id: str
    sponsor: str = ""
    sponsor_class: str = ""
    phase: str = ""
    status: str = ""
    start: str = ""
    updated: str = ""
    enrolment: str = ""
    countries: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    interventions: tuple[str, ...] = ()
    min_age: str = ""
    max_age: str = ""
    scope: str = ""
    title: str = ""
    official_title: str = ""
    summary: str = ""
    keywords: tuple[str, ...] = ()
    other_ids: tuple[str, ...] = ()
    collaborators: tuple[str, ...] = ()
    study_type: str = ""
    sites: tuple[str, ...] = ()

    def cells(self) -> dict[str, str]:
        """The row of the table: lists joined, in the order of :data:`COLUMNS`."""
        found = {name: getattr(self, name) for name in COLUMNS}
        return {
            name: LIST.join(value) if isinstance(value, tuple) else value
            for name, value in found.items()
        }


COLUMNS: tuple[str, ...] = tuple(field.name for field in fields(RegistryRow))
ALWAYS = COLUMNS[: COLUMNS.index("scope") + 1]
"""The columns that every table has; the others are there when some row fills them."""
LISTS: frozenset[str] = frozenset(
    field.name for field in fields(RegistryRow) if field.type == "tuple[str, ...]"
)
NEEDED = ("id", "sponsor", "status")
"""What a trial must have to be one: its registry's number, who runs it, how it stands."""


@dataclass(frozen=True)
class Located:
    """A row and the place of its record: the file, and the line where there are lines."""

    row: RegistryRow
    where: Where


def halved(value: object) -> bool:
    """Whether a text, or one in a list, holds half a character."""
    if isinstance(value, (list, tuple)):
        return any(map(halved, value))
    return isinstance(value, str) and not value.isascii() and _HALF.search(value) is not None


def tidy(text: object) -> str:
    """Text composed (NFC), ligatures opened, what nobody sees gone, blanks single.

    Half a character becomes U+FFFD.
    """
    if text is None:
        return ""
    plain = str(text)
    if plain.isascii() and "  " not in plain and plain.isprintable():
        return plain.strip()
    plain = _HALF.sub(LOST, plain)
    for ligature, letters in _LIGATURES.items():
        plain = plain.replace(ligature, letters)
    plain = "".join(map(_seen, unicodedata.normalize("NFC", plain)))
    return " ".join(_CONTROL.sub(" ", plain).split())


def _seen(sign: str) -> str:
    """A character; nothing for one that has no form, U+FFFD for one that has none we know."""
    kind = unicodedata.category(sign)
    return "" if kind == "Cf" else LOST if kind == "Co" else sign


def stated(text: object) -> str:
    """Tidy text; the words by which exports write an empty field, such as ``null``, are empty."""
    plain = tidy(text)
    return "" if plain.casefold() in _NOTHING else plain


def untyped(intervention: str) -> str:
    """``BIOLOGICAL: cells`` and ``Drug: Arbidol`` without the registry's type before the name."""
    return _TYPE.sub("", intervention, count=1)


def without_addresses(text: str) -> str:
    """The text with e-mail addresses taken out: some records hold them in their summaries."""
    return _MAIL.sub("[address left out]", text) if "@" in text else text


def is_contact(site: str) -> bool:
    """Whether a person to call stands where a site's name should: an address, a long number."""
    return "@" in site or sum(sign.isdigit() for sign in site) >= PHONE


def distinct(parts: object) -> tuple[str, ...]:
    """Tidy parts without empty ones and repeats, in their order; a bar inside one is a slash."""
    if parts is None:
        return ()
    given = parts if isinstance(parts, (list, tuple)) else [parts]
    found = (tidy(part).replace(LIST, "/") for part in given if part is not None)
    return tuple(dict.fromkeys(part for part in found if part))
