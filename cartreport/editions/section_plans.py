"""Sections as sources.yaml plans them, held against what there is to show and to say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cartreport.briefing.compose import ABOUT, known_names, section_id
from cartreport.briefing.own_faults import named_fault, number_fault, written_faults
from cartreport.briefing.own_text import slots
from cartreport.briefing.sections import SECTIONS
from cartreport.editions.places import place_of, place_within
from cartreport.landscape import TABLES, table_id
from cartreport.landscape.narrowed import Narrowing
from cartreport.problems import Problem
from cartreport.sources.section_plan import SectionPlan
from cartreport.sources.suggest import did_you_mean

if TYPE_CHECKING:
    from cartreport.briefing.own_faults import Fault
    from cartreport.briefing.words import Words
    from cartreport.landscape import Tables
    from cartreport.sources.records import Records
    from cartreport.sources.section_plan import ExhibitPlan

Path = tuple[str | int, ...]
SHARED = ("settings", "sites", "facets")
"""Exhibits whose words belong to no section alone."""
TOLD = ("title", "included")
"""Parts of an exhibit's words that no other entry of three parts has."""
SILENT = {
    "cover": ("title", "intro", "exhibits", "notes", "callout", "limit"),
    "contents": ("intro", "exhibits", "notes", "callout", "limit"),
    "evidence": ("exhibits", "notes", "callout", "limit"),
}
"""Section → the keys that its page has no place for."""


def plans_of(records: Records) -> Iterator[SectionCheck]:
    """Each section of each briefing that says more than its name."""
    for name, plan in records.project.briefings.items():
        for index, one in enumerate(plan.sections):
            at: Path = ("briefings", name, "sections", index)
            told = one if isinstance(one, SectionPlan) else SectionPlan(section=one)
            about = Narrowing(plan.focus) if plan.focus else None
            yield SectionCheck(records, told, at if one is told else (*at, "section"), about)


@dataclass(frozen=True)
class SectionCheck:
    """One section of a plan, and where in sources.yaml it stands."""

    records: Records
    plan: SectionPlan
    at: Path
    about: Narrowing | None = None

    def check(self, words: Words) -> Iterator[Problem]:
        """What can be seen before anything is counted: names (E210) and texts (E610)."""
        yield from self._names(words)
        known = known_names(self.records.project)
        for path, text, marked in self.texts:
            for fault in written_faults(text, markdown=marked):
                yield self._problem(path, fault)
            for slot in slots(text):
                if not slot.address and (odd := named_fault(slot, known)):
                    yield self._problem(path, odd)

    def count(self, tables: Tables) -> Iterator[Problem]:
        """What only the tables can tell: rows and columns (E210), numbers (E612, W613)."""
        from cartreport.briefing.exhibit_faults import asked_faults
        from cartreport.briefing.typed_numbers import typed_faults

        for path, one in self._drawn:
            for part, fault in asked_faults(tables, one, self.about):
                yield self._problem((*path, *part), fault)
        for path, text, _ in self.texts:
            for slot in slots(text):
                if slot.address and (odd := number_fault(tables, slot, self.about)):
                    yield self._problem(path, odd)
            for fault in typed_faults(tables, text):
                yield self._problem(path, fault)

    @property
    def counts(self) -> bool:
        """Whether there is anything that only the tables can tell."""
        from cartreport.briefing.typed_numbers import TYPED

        texts = [text for _, text, _ in self.texts]
        named = any(slot.address for text in texts for slot in slots(text))
        return bool(self.plan.drawn) or named or any(map(TYPED.search, texts))

    @cached_property
    def texts(self) -> list[tuple[Path, str, bool]]:
        """Every text with its path, and whether it is Markdown."""
        plan, at = self.plan, self.at
        found: list[tuple[Path, str | None, bool]] = [
            ((*at, "name"), plan.name, False),
            ((*at, "title"), plan.title, False),
            ((*at, "intro"), plan.intro, True),
            *(((*at, "notes", place), note, True) for place, note in enumerate(plan.notes)),
        ]
        for path, one in self._drawn:
            told = (("title", one.title), ("subtitle", one.subtitle), ("note", one.note))
            found += [((*path, key), text, False) for key, text in told]
        if plan.callout:
            said = plan.callout.says.items()
            found += [((*at, "callout", "says", label), text, True) for label, text in said]
        return [(path, text, marked) for path, text, marked in found if text]

    @property
    def _drawn(self) -> Iterator[tuple[Path, ExhibitPlan]]:
        for place, one in enumerate(self.plan.exhibits or ()):
            if not isinstance(one, str):
                yield (*self.at, "exhibits", place), one

    def _names(self, words: Words) -> Iterator[Problem]:
        """The section, the exhibits of its own, its tables, and keys that it has no place for."""
        plan, at = self.plan, self.at
        built_in = [*map(section_id, SECTIONS)]
        if plan.section not in built_in and not plan.own:
            yield self._unknown("section", plan.section, built_in, (*at, "section"))
        if plan.section == ABOUT and self.about is None:
            hint = "give the briefing a `focus`, such as `{company: …}`"
            said = f"the section {ABOUT!r} is of a briefing about one company or target"
            yield Problem(place_of(self.records, (*at, "section")), "E210", said, hint, ABOUT)
        for key in SILENT.get(plan.section, ()):
            if getattr(plan, key):
                message = f"the section {plan.section!r} prints no {key!r}"
                yield Problem(place_of(self.records, (*at, key)), "E210", message, "leave it out")
        exhibits = [*exhibits_of(plan.section, words), *SHARED]
        if plan.section not in built_in:
            exhibits = []
        tables = [*map(table_id, TABLES), *self.records.project.tables]
        for place, one in enumerate(plan.exhibits or ()):
            path = (*at, "exhibits", place)
            if isinstance(one, str):
                if one not in exhibits:
                    yield self._unknown("exhibit", one, exhibits, path, f" of {plan.section!r}")
            elif (name := one.table.partition("@")[0]) not in tables:
                yield self._unknown("table", name, tables, (*path, "table"))

    def _unknown(self, kind: str, word: str, known: list[str], path: Path, of: str = "") -> Problem:
        hint = did_you_mean(word, known) or "one of its own is a mapping with a `table`"
        message = f"there is no {kind} {word!r}{of}"
        return Problem(place_of(self.records, path), "E210", message, hint, word)

    def _problem(self, path: Path, fault: Fault) -> Problem:
        where = place_within(self.records, path, fault.words)
        return Problem(where, fault.code, fault.message, fault.hint, fault.words)


def exhibits_of(section: str, words: Words) -> list[str]:
    """The names of the exhibits of a built-in section, as its words name them."""
    own = (section, section.partition("-")[0])
    parts = (key.split(".") for key in words.patterns)
    named = [part[1] for part in parts if len(part) == 3 and part[0] in own and part[2] in TOLD]
    return list(dict.fromkeys(named))


def counted(records: Records) -> Iterator[Problem]:
    """What the tables say of the plans, where a plan asks for it."""
    asking = [one for one in plans_of(records) if one.counts]
    if not asking:
        return
    from cartreport.landscape import Tables
    from cartreport.landscape.model import landscape_of

    tables = Tables(landscape_of(records))
    for one in asking:
        yield from one.count(tables)
