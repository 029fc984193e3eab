"""Names spelt twice: what is one name in two spellings, and what is left when those are paired."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher


def folded(name: str) -> str:
    """A name without case, accents, punctuation and blanks."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(char for char in plain if char.isalnum())


def alike(one: str, other: str, least: int) -> bool:
    """Whether two names are one in two spellings: alike to ``least`` per cent, or in their words.

    Names with different numbers in them are two, however alike.
    """
    first, second = folded(one), folded(other)
    if first == second:
        return True
    if re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return False
    if _words(one) == _words(other):
        return True
    return SequenceMatcher(None, first, second, autojunk=False).ratio() * 100 >= least


def _words(name: str) -> list[str]:
    return sorted(folded(word) for word in re.split(r"[\W_]+", name) if word)


def apart(
    before: Sequence[str], after: Sequence[str], least: int, *, once: bool = False
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names that only one side has: gone, and new; a name like one of the other side is that.

    With ``once`` a name that stands on both sides is itself, and no other is a spelling of it.
    """
    kept = set(map(folded, before)) & set(map(folded, after))
    gone, new = ([name for name in names if folded(name) not in kept] for names in (before, after))
    partners = (new, gone) if once else (after, before)
    return _only(gone, partners[0], least), _only(new, partners[1], least)


def _only(names: Iterable[str], others: Sequence[str], least: int) -> tuple[str, ...]:
    return tuple(
        name
        for name in dict.fromkeys(names)
        if not any(alike(name, other, least) for other in others)
    )
