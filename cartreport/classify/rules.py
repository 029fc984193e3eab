"""The rules of a project, compiled: patterns of terms, texts left out, fields in their order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cartreport.errors import ProjectError
from cartreport.problems import Problems
from cartreport.sources.rules_file import Hint, RulesFile, read_rules

if TYPE_CHECKING:
    from cartreport.sources.records import Records, Trial
    from cartreport.sources.vocabulary import Terms

FIELDS = ("title", "official_title", "interventions", "conditions", "keywords", "summary")
JOIN = " | "
"""Between the parts of a list field: no pattern reaches across it by a blank."""


@dataclass(frozen=True)
class Mention:
    """A term found in a text: which field, which words, and where in the field they stand."""

    term: str
    field: str
    span: str
    start: int


@dataclass(frozen=True)
class Reader:
    """Finds the terms of one vocabulary in texts."""

    label: str
    fields: tuple[tuple[str, ...], ...]
    patterns: dict[str, re.Pattern[str]]
    any: re.Pattern[str] | None
    exclude: tuple[tuple[str, re.Pattern[str]], ...]

    def mentions(self, texts: dict[str, str]) -> list[Mention]:
        """The mentions in the first group of fields that has any, each term's first one."""
        for group in self.fields:
            found: dict[str, Mention] = {}
            for name in group:
                for mention in self._in(name, texts.get(name, "")):
                    found.setdefault(mention.term, mention)
            if found:
                return list(found.values())
        return []

    def _in(self, field: str, text: str) -> list[Mention]:
        whole, text = text, lowered(text)
        if not text or self.any is None or not self.any.search(text):
            return []
        for _, pattern in self.exclude:
            text = pattern.sub(lambda hit: " " * len(hit[0]), text)
        hits = ((term, pattern.search(text)) for term, pattern in self.patterns.items())
        return [
            Mention(term, field, whole[hit.start() : hit.end()], hit.start())
            for term, hit in hits
            if hit
        ]


@dataclass(frozen=True)
class Rules:
    """All readers of a project by the label that they give."""

    file: RulesFile
    readers: dict[str, Reader]
    hints: dict[str, tuple[tuple[Hint, re.Pattern[str]], ...]] = field(default_factory=dict)


def rules_of(records: Records) -> Rules:
    """The compiled rules. Raises :class:`ProjectError` where a project has none, or wrong ones."""
    problems = Problems()
    file = read_rules(records.root, records.project, problems)
    if file is None:
        raise ProjectError(problems)
    readers = {}
    for label in file.labels:
        terms = records.vocabulary[label.vocabulary]
        exclude = tuple(
            (rule.id, re.compile(lower_pattern(rule.pattern)))
            for rule in file.exclude
            if label.id in rule.labels
        )
        patterns = _patterns(terms)
        readers[label.id] = Reader(
            label.id,
            tuple(tuple(group) for group in label.fields),
            patterns,
            _any(patterns),
            exclude,
        )
    return Rules(file, readers, _hints(file))


def _hints(file: RulesFile) -> dict[str, tuple[tuple[Hint, re.Pattern[str]], ...]]:
    """Label → its hints in their order, compiled."""
    found: dict[str, tuple[tuple[Hint, re.Pattern[str]], ...]] = {}
    for hint in file.hints:
        compiled = re.compile(hint.pattern, re.IGNORECASE)
        found[hint.label] = (*found.get(hint.label, ()), (hint, compiled))
    return found


def _patterns(terms: Terms) -> dict[str, re.Pattern[str]]:
    return {
        term.id: re.compile("|".join(f"(?:{lower_pattern(text)})" for text in term.patterns))
        for term in terms
        if term.patterns
    }


def _any(patterns: dict[str, re.Pattern[str]]) -> re.Pattern[str] | None:
    """One pattern for all: a text without any of them is left at once."""
    joined = "|".join(pattern.pattern for pattern in patterns.values())
    return re.compile(joined) if joined else None


def lowered(text: str) -> str:
    """A text in lower case, letter for letter, so that places in it are places in the text.

    Patterns are lowered too: a search that need not fold case is several times as fast.
    """
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower()[:1] or c for c in text)


def lower_pattern(pattern: str) -> str:
    """A pattern with its letters in lower case, but for those that follow a backslash."""
    return re.sub(r"(\\.)|([A-Z])", lambda hit: hit[1] or hit[2].lower(), pattern)


def texts_of(trial: Trial) -> dict[str, str]:
    """The readable fields of a trial; lists are joined."""
    found = {}
    for name in FIELDS:
        value = getattr(trial, name)
        text = JOIN.join(value) if isinstance(value, list) else value or ""
        if text:
            found[name] = text
    return found
