"""One landscape in the languages of its briefings: the same records and numbers, other words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cartreport.editions.places import place_of
from cartreport.problems import Problem
from cartreport.shipped import TABLES, shipped
from cartreport.sources.language import SOURCE, Language
from cartreport.sources.untranslated import untranslated
from cartreport.sources.words_file import languages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartreport.changes.event import Event
    from cartreport.editions.record import Earlier
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.snapshot import Snapshot
    from cartreport.landscape.table import Table
    from cartreport.sources.project import Project
    from cartreport.sources.records import Records
    from cartreport.sources.section_plan import BriefingPlan

Since = tuple["Snapshot", "Snapshot", Sequence["Event"], Sequence["Snapshot"]]
"""The edition before, this one, what changed between them, and the editions before both."""
Counted = tuple["Landscape", Mapping[str, "Table"]]
"""A landscape and its tables."""


@dataclass(frozen=True)
class Languages:
    """The landscape that was counted, and the same in another language when one is asked for."""

    records: Records
    counted: Counted
    since: Since | None = None
    _found: dict[str, Counted] = field(default_factory=dict)

    def of(self, plan: BriefingPlan) -> Counted:
        """Landscape and tables in the language of a plan."""
        language = language_of(plan, self.records.project)
        if not Language(language).foreign:
            return self.counted
        if language not in self._found:
            self._found[language] = self._counted(language)
        return self._found[language]

    def _counted(self, language: str) -> Counted:
        from cartreport.changes.framed import with_changes
        from cartreport.landscape import Tables
        from cartreport.landscape.model import landscape_of
        from cartreport.sources.translated import translated

        landscape = landscape_of(translated(self.records, language))
        if self.since is not None:
            held = self.records.translations.get(language)
            texts = held.words.texts if held else {}
            landscape = with_changes(landscape, *self.since, texts)
        return landscape, Tables(landscape)


def since_earlier(
    records: Records, landscape: Landscape, earlier: Earlier | None
) -> tuple[Landscape, Since | None]:
    """The landscape that knows what changed since an earlier edition; ``None``: it is the first."""
    from cartreport.changes.compare import events
    from cartreport.changes.framed import with_changes
    from cartreport.editions import record
    from cartreport.landscape.snapshot import snapshot

    if earlier is None:
        return landscape, None
    pair = earlier.snapshot, snapshot(records, landscape, {})
    older = tuple(record.older(records.root, earlier.record.edition))
    since = (*pair, events(*pair), older)
    return with_changes(landscape, *since), since


def known(records: Records) -> Landscape:
    """The landscape of records as a build knows it: held against the recorded edition before.

    Raises :class:`cartreport.errors.ProjectError` where the record of that edition is damaged.
    """
    from cartreport.editions import record
    from cartreport.landscape.model import landscape_of

    earlier = record.earlier(records.root, records.project.edition)
    return since_earlier(records, landscape_of(records), earlier)[0]


def spoken(records: Records, language: str) -> Records:
    """The records of a project whose briefings are all in one language."""
    told = {"language": language}
    plans = {name: plan.model_copy(update=told) for name, plan in records.project.briefings.items()}
    return replace(records, project=records.project.model_copy(update={"briefings": plans}))


def language_of(plan: BriefingPlan, project: Project) -> str:
    """The language of a briefing: its own, else the project's."""
    return plan.language or project.language


def check(records: Records, spoken: Collection[str] | None = None) -> Iterator[Problem]:
    """What the languages of the briefings lack of the project's own words (E614).

    A language is told once, where it is first asked for. In the project's own its data are written,
    as far as letters can tell.
    ``spoken`` are the languages that matter, all of them by default.
    """
    project = records.project
    own = Language(project.language)
    told = {own.tag} if own.exists and own.latin else set()
    seen: set[str] = told - set(records.translations) | {SOURCE}
    for name, plan in project.briefings.items():
        language = language_of(plan, project)
        needed = spoken is None or language in spoken
        if needed and language not in seen and Language(language).exists:
            seen.add(language)
            of = ("briefings", name, "language") if plan.language else ("language",)
            at = place_of(records, of)
            if kin := meant(records, plan.template, Language(language)):
                message = f"nothing has words in {language!r}"
                yield Problem(at, "E614", message, f"did you mean {kin!r}?", language)
            else:
                yield from untranslated(records, language, at)


def meant(records: Records, template: str, language: Language) -> str:
    """The language that was meant where one is asked for that nobody has begun: its next of kin."""
    folders = [
        (folder / part, part)
        for part in (template, TABLES)
        for folder in (shipped(), records.root / "templates")
    ]
    there = languages(folders)
    if language.tag in {*there, *records.translations}:
        return ""
    stem = language.tag.partition("-")[0]
    return next((name for name in there if name.partition("-")[0] == stem), "")
