"""Many patterns over many texts: each is searched only where letters that it needs stand.

Nearly all patterns are found in few texts, and to look for a few letters is far faster than to
search for a pattern; what is found is the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

LEAST = 2
"""Letters that a needle has at least."""
_PARTS = re.compile(
    r"""(?P<escape>\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8}|N\{[^}]*\}|\d{1,3}|.))
    | (?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])
    | (?P<around>\(\?(?:=|!|<=|<!))
    | (?P<open>\((?:\?(?::|P<\w+>))?)
    | (?P<close>\))
    | (?P<bar>\|)
    | (?P<many>[*?+]|\{\d*,?\d*\})
    | (?P<any>[.^$])
    | (?P<plain>.)""",
    re.VERBOSE | re.DOTALL,
)
_UNREAD = re.compile(r"\(\?(?![:=!]|<[=!]|P<)")
"""Groups that are not taken apart: flags, comments, conditions, names that are looked up."""
_OPTIONAL = ("*", "?", "{0", "{,")
Needles = tuple[str, ...]
_Tokens = list[tuple[str, str]]


class Searches:
    """Patterns by name, each a list of which one must be found; in lower case, as the texts."""

    def __init__(self, patterns: Mapping[str, Iterable[str]]) -> None:
        held = {name: list(texts) for name, texts in patterns.items() if texts}
        self._compiled = {
            name: re.compile("|".join(f"(?:{text})" for text in texts))
            for name, texts in held.items()
        }
        self._always: set[str] = set()
        self._needles: list[tuple[str, str]] = []
        for name, texts in held.items():
            found = [needles(text) for text in texts]
            if None in found:
                self._always.add(name)
            else:
                self._needles += [(one, name) for some in found for one in some or ()]

    def able(self, text: str) -> list[tuple[str, re.Pattern[str]]]:
        """The patterns that may be found in a text, in their order; the others are in none."""
        if not text:
            return []
        names = self._always.union([name for needle, name in self._needles if needle in text])
        return [(name, self._compiled[name]) for name in self._compiled if name in names]

    def found(self, text: str) -> list[tuple[str, re.Match[str]]]:
        """The first match of each pattern that is found in a text."""
        hits = ((name, pattern.search(text)) for name, pattern in self.able(text))
        return [(name, hit) for name, hit in hits if hit]


def needles(pattern: str) -> Needles | None:
    """Texts of which one must stand in every text where the pattern is found; ``None``: unknown.

    A sequence needs each of its parts, an alternation one of its branches; a sign that may be left
    out, or stands for a class of signs, tells nothing, and neither does what is looked at around.
    The pattern is one in lower case.
    """
    if _UNREAD.search(pattern):
        return None
    tokens = [(part.lastgroup or "", part[0]) for part in _PARTS.finditer(pattern)]
    return _alternation(tokens)


def _alternation(tokens: _Tokens) -> Needles | None:
    """The needles of all branches up to the closing bracket, which is taken off; ``None`` if one
    branch has none.
    """
    branches: list[Needles | None] = []
    best: Needles | None = None
    run = ""
    while tokens:
        kind, text = tokens.pop(0)
        if kind == "plain":
            run += text
            continue
        inner = _alternation(tokens) if kind in ("open", "around") else None
        if kind == "many":
            run = run[:-1]
        best, run = _better(best, (run,)), ""
        if kind == "open" and not (tokens and tokens[0][1].startswith(_OPTIONAL)):
            best = _better(best, inner)
        if kind in ("bar", "close"):
            branches.append(best)
            best = None
        if kind == "close":
            break
    else:
        branches.append(_better(best, (run,)))
    if None in branches:
        return None
    return tuple(dict.fromkeys(needle for branch in branches for needle in branch or ()))


def _better(one: Needles | None, two: Needles | None) -> Needles | None:
    """The needles whose shortest is the longer; ``None`` where all are too short to tell."""
    able = [held for held in (one, two) if held and min(map(len, held)) >= LEAST]
    return max(able, key=lambda held: min(map(len, held)), default=None)
