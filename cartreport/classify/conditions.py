"""Conditions on a trial: patterns over its labels, its fields, or any of its words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cartreport.sources.rules_file import ANY_TEXT

if TYPE_CHECKING:
    from cartreport.sources.records import Trial

JOIN = " | "
"""Between the parts of a list field and the values of a label: no pattern reaches across it."""
Texts = Mapping[str, str]


@dataclass(frozen=True)
class Condition:
    """Names and patterns that must all be found. Without any it always holds."""

    parts: tuple[tuple[str, re.Pattern[str]], ...]

    @classmethod
    def of(cls, when: Mapping[str, str]) -> Condition:
        """The condition as a rules file writes it."""
        return cls(tuple((name, re.compile(text, re.IGNORECASE)) for name, text in when.items()))

    def seen(self, trial: Trial, texts: Texts, labels: Texts) -> tuple[str, str] | None:
        """The field and the words of the last part where all are found; a label quotes nothing."""
        found: tuple[str, str] | None = ("", "")
        for name, pattern in self.parts:
            found = _seen(name, pattern, trial, texts, labels)
            if found is None:
                return None
        return found


@dataclass(frozen=True)
class Follows:
    """A term that a trial gets where a condition holds."""

    id: str
    term: str
    when: Condition


def _seen(
    name: str, pattern: re.Pattern[str], trial: Trial, texts: Texts, labels: Texts
) -> tuple[str, str] | None:
    if name in labels:
        return ("", "") if pattern.search(labels[name]) else None
    if name == ANY_TEXT:
        hits = ((field, pattern.search(text)) for field, text in texts.items())
        return next(((field, hit[0]) for field, hit in hits if hit), None)
    hit = pattern.search(text_of(getattr(trial, name, None)))
    return (name, hit[0]) if hit else None


def text_of(value: object) -> str:
    """A field as one text; an absent one is empty."""
    return JOIN.join(map(str, value)) if isinstance(value, list) else str(value or "")
