"""What the programme table says of a trial: through its number, or a name in its text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cartreport.classify.label import Label

if TYPE_CHECKING:
    from cartreport.sources.records import Programme, Records
    from cartreport.sources.rules_file import FromProgrammes

NAMED_IN = ("title", "interventions")
LEAST = 8
"""Signs of a name that may stand in a text without two digits: shorter ones are common words."""


@dataclass(frozen=True)
class Row:
    """What programmes say of one label: the values, the rows that say it, whether all guess."""

    values: frozenset[str]
    ids: tuple[str, ...]
    guessed: bool

    def say(
        self, trial: str, label: str, rule: str, field: str = "", span: str = ""
    ) -> list[Label]:
        """The labels of a trial by these rows."""
        record = "|".join(self.ids)
        return [
            Label(trial, label, value, rule, field, span, record, self.guessed)
            for value in sorted(self.values)
        ]


class Programmes:
    """The programme table by trial and by name, for the labels that it may give."""

    def __init__(self, records: Records, sources: Mapping[str, FromProgrammes]) -> None:
        rows = [entry.record for entry in records.programmes.values()]
        self._listed = {name: _listed(rows, source) for name, source in sources.items()}
        self._named = {
            name: _named(rows, source) for name, source in sources.items() if source.names
        }

    def knows(self, name: str) -> bool:
        """Whether a programme is called so."""
        return any(_folded(name) in named for named in self._named.values())

    def listed(self, label: str, trial: str) -> Row | None:
        """What the rows say that list a trial, where they agree."""
        return self._listed.get(label, {}).get(trial)

    def named(self, label: str, trial: str, texts: dict[str, str]) -> list[Label]:
        """What the programme says whose name or code stands in title or interventions."""
        known = self._named.get(label, {})
        for name in NAMED_IN:
            for words in _windows(texts.get(name, "")):
                row = known.get(_folded(words))
                if row:
                    return row.say(trial, label, "programme-name", name, words)
        return []


def _row(programme: Programme, source: FromProgrammes) -> Row:
    """What one programme says; a column is a field of it or a facet.

    One of another grade of confidence than the rule takes says nothing.
    """
    if source.confidence and programme.confidence not in source.confidence:
        return Row(frozenset(), (programme.id,), guessed=False)
    held = getattr(programme, source.column, None) or programme.facets.get(source.column) or ()
    values = frozenset([held] if isinstance(held, str) else held)
    guess = source.guessed and re.search(source.guessed, programme.note or "", re.IGNORECASE)
    return Row(values, (programme.id,), bool(guess))


def _listed(programmes: list[Programme], source: FromProgrammes) -> dict[str, Row]:
    """Trial → what the programmes that list it say, where they agree on something."""
    found: dict[str, list[Row]] = defaultdict(list)
    for programme in programmes:
        for trial in programme.trials:
            found[trial].append(_row(programme, source))
    return {
        trial: Row(
            rows[0].values,
            tuple(id for row in rows for id in row.ids),
            all(row.guessed for row in rows),
        )
        for trial, rows in found.items()
        if len({row.values for row in rows}) == 1 and rows[0].values
    }


def _named(programmes: list[Programme], source: FromProgrammes) -> dict[str, Row]:
    """Name or alias of a programme → what it says; only names with a digit or of some length."""
    named: dict[str, Row] = {}
    for programme in programmes:
        row = _row(programme, source)
        for alias in (programme.name, programme.short or "", *programme.aliases):
            if row.values and (len(alias) >= LEAST or re.search(r"\d\d", alias)):
                named[_folded(alias)] = row
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
