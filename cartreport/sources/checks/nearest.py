"""Suggestions for a word that nothing answers to: the nearest few of those that would be right."""

from __future__ import annotations

from collections.abc import Collection
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache

from cartreport.sources.vocabulary import Terms

SHOWN = 5
ALIKE = 0.6
ENOUGH = 400


def term(word: str, terms: Terms) -> str:
    """A hint for a word that is no id of ``terms``: its alias's term, else the nearest five."""
    known = terms.find(word)
    if known:
        return f"write its id, {known!r}"
    names = {name.casefold(): each.id for each in terms for name in (each.id, each.label)}
    close = _close(word.casefold(), tuple(names), ALIKE)
    return _offer(list(dict.fromkeys(names[name] for name in close)), list(terms.by_id))


def name(word: str, names: Collection[str], cutoff: float = ALIKE) -> str:
    """A hint for a word that is none of ``names``: the nearest five, else some of them.

    Among very many names only those that begin alike are looked at. ``cutoff``: how like, up to 1.
    """
    names = sorted(names) if isinstance(names, (set, frozenset)) else list(names)
    pool = tuple(names)
    if len(pool) > ENOUGH:
        head = word[:3].casefold()
        pool = tuple(each for each in pool if each[:3].casefold() == head)[:ENOUGH]
    folded = {each.casefold(): each for each in pool}
    return _offer([folded[each] for each in _close(word.casefold(), tuple(folded), cutoff)], names)


@lru_cache(maxsize=512)
def _close(word: str, names: tuple[str, ...], cutoff: float) -> list[str]:
    word = word[:200]
    near = get_close_matches(word, names, n=SHOWN, cutoff=cutoff)
    matcher = SequenceMatcher(b=word)
    return sorted(near, key=lambda name: (-_ratio(matcher, name), name))


def _ratio(matcher: SequenceMatcher[str], name: str) -> float:
    matcher.set_seq1(name)
    return matcher.ratio()


def _offer(close: list[str], known: list[str]) -> str:
    if close:
        words = [repr(each) for each in close]
        tail = f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else words[0]
        return f"did you mean {tail}?"
    if not known:
        return "there are none yet"
    if len(known) <= 2 * SHOWN:
        return "it is one of " + ", ".join(known)
    return ""
