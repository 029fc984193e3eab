"""Two editions side by side, and what the words of both mean to the engine."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cartreport.changes.event import Change, Event
from cartreport.landscape.keyed import GROUPS
from cartreport.landscape.restored import vocabulary_of
from cartreport.landscape.snapshot import Snapshot
from cartreport.sources.dates import first_day
from cartreport.sources.grades import ChangesPlan, Grades, grades_of
from cartreport.sources.project import ALL
from cartreport.sources.vocabulary import Term, Vocabulary

Fields = Mapping[str, Any]


@dataclass(frozen=True)
class Pair:
    """The earlier and the later edition; the later one's terms and grades hold for both."""

    before: Snapshot
    after: Snapshot

    @cached_property
    def plan(self) -> ChangesPlan:
        """What the later edition's project grades otherwise."""
        return ChangesPlan.model_validate(self.after.project.get("changes", {}))

    @cached_property
    def grades(self) -> Grades:
        """The table of grades."""
        return grades_of(self.plan)

    @cached_property
    def family(self) -> Mapping[str, list[str]]:
        """Label → terms: a new trial that states others under the label is no news."""
        declared = self.after.project.get("landscape", {}).get("trials", {}).get("labels", {})
        return self.plan.family or declared

    @cached_property
    def _vocabularies(self) -> tuple[Vocabulary, Vocabulary]:
        return vocabulary_of(self.after), vocabulary_of(self.before)

    def term(self, vocabulary: str, word: str | None) -> Term | None:
        """The term that a word or code means, today's meaning first; ``None`` for an unknown."""
        for known in self._vocabularies:
            terms = known.get(vocabulary)
            found = terms.find(word) if terms is not None and word else None
            if terms is not None and found:
                return terms[found]
        return None

    def role(self, vocabulary: str, word: str | None) -> str | None:
        """What a term means to the engine; without such a vocabulary the word itself."""
        found = self.term(vocabulary, word)
        return found.role if found else word

    def group(self, vocabulary: str, status: str | None) -> str | None:
        """Whether a status is an active, an unknown or an ended one."""
        found = self.term(vocabulary, status)
        above = found.group if found else None
        return self.role(GROUPS, above) or above

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """What a product is called otherwise, folded for its case: its short name."""
        return {
            str(name).casefold(): product["short"]
            for id, product in self.after.records.get("products", {}).items()
            for name in (id, product["name"], product.get("brand"), *product.get("aliases", ()))
            if name
        }

    @cached_property
    def _named(self) -> re.Pattern[str]:
        """Any of these names, as words of their own, the longest first; of no names, nothing."""
        names = "|".join(map(re.escape, sorted(self._names, key=len, reverse=True)))
        return re.compile(rf"(?<![\w-])({names or '(?!)'})(?![\w-])", re.IGNORECASE)

    def plainly(self, text: str) -> str:
        """A text with each product by its short name alone, whichever it was told by."""
        text = self._named.sub(lambda found: self._names[found[0].casefold()], text)
        for short in set(self._names.values()):
            text = text.replace(f"{short} ({short})", short)
        return text

    def in_focus(self, countries: list[str]) -> bool:
        """Whether one of the countries is what the later edition is about."""
        focus = self.after.project.get("focus", {}).get("country", ALL)
        return focus == ALL or focus in countries

    @cached_property
    def known_to(self) -> str:
        """The day to which the earlier edition's trials are surely complete."""
        return first_day(date_of(self.before, "trials"))

    def newer(self, before: Iterable[str], after: Iterable[str]) -> bool:
        """Whether a page is cited that was not, and that is younger than the earlier edition."""
        added = (self.after.references.get(ref, {}) for ref in set(after) - set(before))
        dates = (page["published"] for page in added if "published" in page)
        return any(first_day(date) > self.before.as_of for date in dates)

    def event(
        self,
        of: str,
        record: str,
        change: Change,
        *,
        governed: str = "",
        date: str | None = None,
        sources: Iterable[str] = (),
        focus: bool = True,
    ) -> Event:
        """A change of a record as an event, graded by its rule or by the one that goes before it.

        ``date`` and ``sources`` are the record's, where the change has none of its own.
        """
        rule = governed or change.rule
        return Event(
            kind=change.kind or self.grades[change.rule].kind,
            grade=self.grades[rule].grade,
            of=of,
            record=record,
            field=change.field,
            before=change.before,
            after=change.after,
            date=change.date or date,
            sources=change.sources or tuple(sources),
            why=self.grades.why(rule),
            rule=rule,
            focus=focus,
        )

    @property
    def reread(self) -> bool:
        """Whether labels were given by other rules, so that they say nothing of records."""
        return self.before.versions.get("rules") != self.after.versions.get("rules")


def date_of(snapshot: Snapshot, kind: str) -> str:
    """The newest date to which a snapshot's sources of a kind are complete, else its own."""
    sources = snapshot.sources.values()
    dates = [held["date"] for held in sources if held.get("kind") == kind and "date" in held]
    return max(dates, key=first_day, default=snapshot.as_of)
