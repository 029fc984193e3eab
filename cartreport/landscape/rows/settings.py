"""Which setting a trial belongs to, by stated rules; `classify` begins with the same ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cartreport.landscape.terms import parent

if TYPE_CHECKING:
    from cartreport.sources.records import Records, Trial
    from cartreport.sources.vocabulary import Vocabulary

PROGRAMME = "programme"
"""The rule by which programmes that list a trial give its setting."""


def setting_of_indication(vocabulary: Vocabulary, indication: str) -> str | None:
    """The setting above an indication: the parent of its disease group."""
    return parent(vocabulary, "indication-groups", parent(vocabulary, "indications", indication))


class Settings:
    """Reads the setting of a trial. ``of`` gives the term and the rule that found it."""

    def __init__(self, records: Records) -> None:
        vocabulary = records.vocabulary
        self._terms = vocabulary["settings"]
        patterns: dict[str, list[str]] = {}
        for term in vocabulary["indications"]:
            setting = setting_of_indication(vocabulary, term.id)
            if setting:
                patterns.setdefault(setting, []).extend(f"(?:{text})" for text in term.patterns)
        own = {term.id: [f"(?:{text})" for text in term.patterns] for term in self._terms}
        self._patterns = (_compiled(patterns), _compiled(own))
        self._programmes: dict[str, set[str]] = {}
        self._rows: dict[str, list[str]] = {}
        for entry in records.programmes.values():
            for trial in entry.record.trials:
                self._programmes.setdefault(trial, set()).update(entry.record.settings)
                self._rows.setdefault(trial, []).append(entry.record.id)

    def of(self, trial: Trial) -> tuple[str | None, str | None]:
        """The setting and its rule (extract, conditions, programme); ``None``: not stated."""
        scope = self._terms.find(trial.scope) if trial.scope else None
        if scope:
            return scope, "extract"
        text = " | ".join(trial.conditions)
        for patterns in self._patterns:
            named = [setting for setting, pattern in patterns.items() if pattern.search(text)]
            if len(named) == 1:
                return named[0], "conditions"
            if named:
                break
        listed = self._programmes.get(trial.id, set())
        return (min(listed), PROGRAMME) if len(listed) == 1 else (None, None)

    def rows(self, trial: Trial) -> list[str]:
        """The ids of the programmes that list a trial."""
        return self._rows.get(trial.id, [])


def _compiled(patterns: dict[str, list[str]]) -> dict[str, re.Pattern[str]]:
    """One expression a setting; a setting without patterns has none."""
    return {
        setting: re.compile("|".join(texts), re.IGNORECASE)
        for setting, texts in patterns.items()
        if texts
    }
