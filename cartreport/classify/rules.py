"""The rules of a project, compiled: patterns of terms, texts left out, fields in their order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cartreport.classify.conditions import Condition, Follows, text_of
from cartreport.classify.searches import Searches
from cartreport.errors import RequestError
from cartreport.sources.patterns import lower_pattern
from cartreport.sources.rules_file import READ_FIELDS

if TYPE_CHECKING:
    from cartreport.sources.records import Records, Trial
    from cartreport.sources.rules_file import LabelRule, RulesFile


@dataclass(frozen=True)
class Mention:
    """A term found in a text: which field, which words, and where in the field they stand.

    ``named``: only a product's name says it.
    """

    term: str
    field: str
    span: str
    start: int
    named: bool = False


@dataclass(frozen=True)
class Reader:
    """Finds the terms of one vocabulary in texts."""

    rule: LabelRule
    terms: Searches
    words: Searches
    exclude: Searches
    only: Condition
    offers: Searches

    def mentions(self, texts: dict[str, str], groups: int | None = None) -> list[Mention]:
        """The mentions in the first group of fields that has any, each term's first one.

        Words go before a product's name, wherever among the fields they stand. ``groups``: how
        many of the groups are looked at; all where there is none.
        """
        for group in self.rule.fields[:groups]:
            found = self._group(group, texts, self.terms)
            if any(mention.named for mention in found.values()):
                every = [name for fields in self.rule.fields for name in fields]
                words = self._group(every, texts, self.words)
                found = {term: words.get(term, mention) for term, mention in found.items()}
            if found:
                return list(found.values())
        return []

    def _group(
        self, group: Iterable[str], texts: dict[str, str], terms: Searches
    ) -> dict[str, Mention]:
        """Each term's first mention in some fields; one by words before one by name."""
        found: dict[str, Mention] = {}
        for name in group:
            for mention in self._in(name, texts.get(name, ""), terms):
                held = found.setdefault(mention.term, mention)
                if held.named and not mention.named:
                    found[mention.term] = mention
        return found

    def offered(self, texts: dict[str, str]) -> list[Mention]:
        """The terms that stand in words which offer several, in any field."""
        found: dict[str, Mention] = {}
        for name, whole in texts.items():
            text = lowered(whole)
            for _, pattern in self.offers.able(text):
                for offer in pattern.finditer(text):
                    for term, hit in self.terms.found(offer[0]):
                        start, end = (offer.start() + place for place in hit.span())
                        found.setdefault(term, Mention(term, name, whole[start:end], start))
        return list(found.values())

    def any_in(self, text: str) -> bool:
        """Whether some term stands in a text, whatever is excluded."""
        return bool(self.terms.found(lowered(text)))

    def _in(self, field: str, whole: str, terms: Searches) -> list[Mention]:
        text = lowered(whole)
        hits = terms.found(text)
        if not hits:
            return []
        rest = text
        for _, pattern in self.exclude.able(text):
            rest = pattern.sub(lambda hit: " " * len(hit[0]), rest)
        if rest != text:
            hits = terms.found(rest)
        told = dict(hits) if terms is self.words else dict(self.words.found(rest))
        found = []
        for term, name in hits:
            hit = told.get(term, name)
            span = whole[hit.start() : hit.end()]
            found.append(Mention(term, field, span, hit.start(), named=term not in told))
        return found


@dataclass(frozen=True)
class Rules:
    """All readers of a project by the label that they give, and what follows from labels."""

    readers: dict[str, Reader]
    derived: dict[str, tuple[Follows, ...]] = field(default_factory=dict)
    not_code: re.Pattern[str] | None = None

    def mentions(self, label: str, texts: dict[str, str]) -> list[Mention]:
        """What a label's reader finds; nothing for a label that the project does not read."""
        reader = self.readers.get(label)
        return reader.mentions(texts) if reader else []


def rules_of(records: Records) -> Rules:
    """The compiled rules. Raises :class:`RequestError` where the project has none."""
    file = records.rules
    if file is None:
        hint = "write `classify: data/classify.yaml` into sources.yaml, and the rules there"
        raise RequestError("the project has no rules to classify by", hint)
    readers = {}
    for label in file.labels:
        exclude = {
            rule.id: [lower_pattern(rule.pattern)]
            for rule in file.exclude
            if label.id in rule.labels
        }
        offers = {
            rule.id: [lower_pattern(rule.pattern)] for rule in file.offers if rule.label == label.id
        }
        vocabulary = records.vocabulary[label.id]
        words = {term.id: list(map(lower_pattern, term.patterns)) for term in vocabulary}
        named = {term.id: list(map(lower_pattern, term.product_names)) for term in vocabulary}
        searched = Searches(words)
        every = {term: words[term] + named[term] for term in words}
        readers[label.id] = Reader(
            label,
            Searches(every) if any(named.values()) else searched,
            searched,
            Searches(exclude),
            Condition.of(label.only),
            Searches(offers),
        )
    none = re.compile(file.not_codes, re.IGNORECASE) if file.not_codes else None
    return Rules(readers, _derived(file), none)


def _derived(file: RulesFile) -> dict[str, tuple[Follows, ...]]:
    """Label → what it follows from, in the order of the file."""
    found: dict[str, tuple[Follows, ...]] = {}
    for rule in file.derive:
        follows = Follows(rule.id, rule.term, Condition.of(rule.when))
        found[rule.label] = (*found.get(rule.label, ()), follows)
    return found


def lowered(text: str) -> str:
    """A text in lower case, letter for letter, so that places in it are places in the text."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower()[:1] or c for c in text)


def texts_of(trial: Trial) -> dict[str, str]:
    """The readable fields of a trial that say something; lists are joined."""
    found = {name: text_of(getattr(trial, name)) for name in READ_FIELDS}
    return {name: text for name, text in found.items() if text}
