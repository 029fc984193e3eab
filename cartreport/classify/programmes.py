"""What the programme table says of a trial: through its number, or a name in its text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cartreport.classify.label import Label

if TYPE_CHECKING:
    from cartreport.sources.records import Records

NAMED_IN = ("title", "interventions")
LEAST = 8
"""Signs of a name that may stand in a text without two digits: shorter ones are common words."""


class Programmes:
    """The programme table, by trial and by name."""

    def __init__(self, records: Records) -> None:
        self.targets = _targets(records)
        self.sources = _sources(records)
        self._named = _named(records)

    def knows(self, name: str) -> bool:
        """Whether a programme is called so."""
        return _folded(name) in self._named

    def named(self, trial: str, texts: dict[str, str]) -> list[Label]:
        """The targets of the programme whose name or code stands in title or interventions."""
        for name in NAMED_IN:
            for words in _windows(texts.get(name, "")):
                bound = self._named.get(_folded(words))
                if bound:
                    return [
                        Label(trial, "targets", value, "programme-name", name, words)
                        for value in sorted(bound)
                    ]
        return []


def _targets(records: Records) -> dict[str, set[str]]:
    """Trial → targets of the programmes that list it, where they agree on one set."""
    found: dict[str, list[frozenset[str]]] = defaultdict(list)
    for entry in records.programmes.values():
        for trial in entry.record.trials:
            found[trial].append(frozenset(entry.record.targets))
    return {trial: set(sets[0]) for trial, sets in found.items() if len(set(sets)) == 1 and sets[0]}


def _sources(records: Records) -> dict[str, str]:
    """Trial → cell source of the programmes that list it, where they agree on one.

    A label carries no confidence: only a programme of the highest lends it one.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for entry in records.programmes.values():
        sure = entry.record.confidence == "high"
        for trial in entry.record.trials:
            found[trial].add(entry.record.facets.get("cell-source", "") if sure else "")
    return {trial: min(values) for trial, values in found.items() if len(values) == 1}


def _named(records: Records) -> dict[str, set[str]]:
    """Name or alias of a programme → its targets; only names with a digit or of some length."""
    named: dict[str, set[str]] = {}
    for entry in records.programmes.values():
        programme = entry.record
        for alias in (programme.name, programme.short or "", *programme.aliases):
            if programme.targets and (len(alias) >= LEAST or re.search(r"\d\d", alias)):
                named[_folded(alias)] = set(programme.targets)
    return named


def _folded(words: str) -> str:
    """A name without case, blanks and hyphens: as a person reads a product code."""
    return re.sub(r"[^\w]|_", "", words).casefold()


def _windows(text: str, most: int = 4) -> Iterator[str]:
    """Runs of up to ``most`` words of a text, the longer ones first."""
    words = list(re.finditer(r"[\w]+", text))
    for size in range(min(most, len(words)), 0, -1):
        for index in range(len(words) - size + 1):
            yield text[words[index].start() : words[index + size - 1].end()]
