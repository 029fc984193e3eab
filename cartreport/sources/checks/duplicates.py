"""Likely duplicates: records of one kind that share a name, or whose names differ by a letter.

Names are folded first: case, accents, blanks and punctuation go, and a company's legal form too.
To compare each name with every other would take minutes on a large table. Instead each name is
entered under itself and under itself less one letter: two names within one slip of the pen share
an entry, so only those that share one are compared.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from cartreport.problems import Problem, Where
from cartreport.sources.checks import walk
from cartreport.sources.records import Entry, Records

LEGAL = re.compile(
    r"\b(co|company|ltd|limited|inc|incorporated|corp|corporation|llc|plc|gmbh|ag|sa|bv|nv|kk)\b"
)
LONG = 8
"""Letters from which one slip no longer makes another word; shorter names must be equal, and so
must those in a script whose every sign is a word.
"""


class Name(NamedTuple):
    """A name of a record: as written, folded, and where it stands."""

    entry: Entry[Any]
    text: str
    folded: str
    path: walk.Path

    @property
    def where(self) -> Where:
        """The place of the name."""
        return self.entry.where(*self.path)


def check(records: Records) -> Iterator[Problem]:
    """Pairs of records of one kind with a common or nearly common name (W209), each pair once."""
    for kind in ("companies", "institutions", "products", "programmes"):
        yield from _alike(list(_names(getattr(records, kind))))
    yield from _same_deal(records)


def fold(name: str) -> str:
    """A name without case, accents, blanks, punctuation and legal form; ``""`` if none is left."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = LEGAL.sub(" ", "".join(char for char in plain if not unicodedata.combining(char)))
    return "".join(char for char in plain if char.isalnum())


def _names(entries: dict[str, Entry[Any]]) -> Iterator[Name]:
    for entry in entries.values():
        record = entry.record
        told = [("name", record.name), ("short", record.short)]
        told += [("brand", getattr(record, "brand", None))]
        found: list[tuple[walk.Path, str]] = [((field,), text) for field, text in told if text]
        for field in ("names", "brands"):
            found += [((field, key), text) for key, text in getattr(record, field, {}).items()]
        found += [
            (("aliases", index), text) for index, text in enumerate(getattr(record, "aliases", []))
        ]
        for path, text in found:
            if folded := fold(text)[:80]:
                yield Name(entry, text, folded, path)


def _alike(names: list[Name]) -> Iterator[Problem]:
    entered: dict[str, list[Name]] = defaultdict(list)
    told: set[tuple[str, str]] = set()
    for name in names:
        for key in _keys(name.folded):
            for other in entered[key]:
                pair = (other.entry.record.id, name.entry.record.id)
                if pair[0] != pair[1] and pair not in told and _near(name, other):
                    told.add(pair)
                    if not _explained(name.entry.record, other.entry.record):
                        yield _problem(name, other)
            entered[key].append(name)


def _keys(folded: str) -> list[str]:
    """What a name is entered under: itself and, if it is long, itself less any one letter.

    A digit is never left out: names that differ in one are not alike, see :func:`_near`.
    """
    if len(folded) < LONG or not folded.isascii():
        return [folded]
    less = (folded[:i] + folded[i + 1 :] for i, char in enumerate(folded) if char.isalpha())
    return list(dict.fromkeys((folded, *less)))


def _near(one: Name, other: Name) -> bool:
    """Whether names are equal, or one slip apart with the same digits: codes differ in those."""
    if one.folded == other.folded:
        return True
    if min(len(one.folded), len(other.folded)) < LONG or not one.folded.isascii():
        return False
    return re.findall(r"\d+", one.folded) == re.findall(r"\d+", other.folded)


def _explained(one: Any, other: Any) -> bool:
    """Whether one widens the other, or a note of either names the other."""
    if other.id == getattr(one, "extends", None) or one.id == getattr(other, "extends", None):
        return True
    return any(
        word in note
        for note, there in ((one.note or "", other), (other.note or "", one))
        for word in (there.id, there.name)
    )


def _problem(name: Name, other: Name) -> Problem:
    ours, theirs = name.entry.record.id, other.entry.record.id
    same = "shares the name" if name.folded == other.folded else "has nearly the name"
    message = f"{ours!r} {same} {other.text!r} with {theirs!r} at {other.where}"
    hint = f"merge them, or say in a note how it differs from {theirs!r}"
    return walk.problem(name.where, "W209", message, hint, name.text)


def _same_deal(records: Records) -> Iterator[Problem]:
    """Two deals of one day, type and set of companies, with the same amounts."""
    first: dict[tuple[object, ...], Entry[Any]] = {}
    for entry in records.deals.values():
        deal = entry.record
        companies = frozenset(deal.companies)
        if not companies:
            continue
        key = (deal.date, deal.type, companies, deal.asset.casefold(), deal.upfront, deal.total)
        other = first.setdefault(key, entry)
        if other is not entry:
            message = f"{deal.id!r} is the deal {other.record.id!r} at {other.where('id')} again"
            yield walk.problem(entry.where("id"), "W209", message, "keep one", deal.id)
