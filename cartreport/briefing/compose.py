"""From the landscape to the briefing: the plan's sections, written at one desk."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, get_args

from cartreport.briefing.briefing import Briefing, Section
from cartreport.briefing.declared import declared
from cartreport.briefing.desk import Desk
from cartreport.briefing.moved import moved
from cartreport.briefing.sections import SECTIONS, SectionModule
from cartreport.briefing.trace import numbers_in, trace
from cartreport.briefing.words import lower_first
from cartreport.errors import RequestError
from cartreport.landscape.explained import parts_of
from cartreport.landscape.narrowed import Narrowing
from cartreport.landscape.words import EVERYWHERE
from cartreport.sources.dates import first_day
from cartreport.sources.roles import OfStatuses
from cartreport.sources.section_plan import SectionPlan
from cartreport.sources.words_file import host, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cartreport.briefing.measure import Measure
    from cartreport.briefing.words import Words
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table
    from cartreport.sources.project import Focus, Project
    from cartreport.sources.section_plan import BriefingPlan

BARE = {"cover", "contents"}
"""Kinds that have no number of their own."""
CURATED = ("companies", "products", "programmes", "deals", "policy", "figures")
"""Kinds of source that people keep by hand, and look through for news."""
ABOUT = "profile"
"""The section of a briefing that is about one place; in another it is not missing."""
LATE = {"method", "evidence"}
"""Kinds that speak of the others: written last, wherever they stand."""


def compose(
    landscape: Landscape,
    tables: Mapping[str, Table],
    name: str,
    plan: BriefingPlan,
    words: Words,
    measure: Measure,
    build: str = "",
) -> Briefing:
    """The briefing that ``plan`` describes.

    Sections are written in the order of the plan, so that evidence is numbered in reading order;
    those that speak of the others are written last, and one without data is left out. Raises
    :class:`cartreport.errors.RequestError` for a section that does not exist, and
    :class:`cartreport.errors.TemplateError` for words that are missing.
    """
    desk, project = _desk(landscape, tables, plan, words, measure), landscape.project
    about = desk.about
    kind = desk.words("profile.document", axis=desk.about_head) if about else project.document
    plans = [p if isinstance(p, SectionPlan) else SectionPlan(section=p) for p in plan.sections]
    modules = {p.section: module_of(p.section) for p in plans}
    desk.citing = any(m is not None and m.KIND == "evidence" for m in modules.values())
    written: dict[str, Section] = {}
    for one in sorted(plans, key=lambda one: _late(modules[one.section])):
        made = _written(desk, one, modules[one.section])
        if made is not None:
            written[one.section] = moved(desk, made)
        elif modules[one.section] is not None and (about or one.section != ABOUT):
            desk.left_out.append(desk.words(f"{one.section}.name"))
    sections = _numbered([written[p.section] for p in plans if p.section in written])
    return Briefing(
        name=name,
        template=plan.template,
        title=desk.words("profile.title") if about else project.title,
        titles={} if about else dict(project.titles),
        document=kind,
        edition=project.edition,
        as_of=project.as_of,
        data_to=landscape.data_to,
        language=plan.language or project.language,
        label=project.label or "",
        build=build,
        brand=plan.brand or project.brand,
        sections=sections,
        trace=trace(landscape, tables, sections),
        words=dict(desk.words.patterns),
        tables=tuple(desk.used),
        parameters={name: one.value for name, one in project.parameters.items()},
        left_out=tuple(desk.left_out),
    )


def _desk(
    landscape: Landscape,
    tables: Mapping[str, Table],
    plan: BriefingPlan,
    words: Words,
    measure: Measure,
) -> Desk:
    """The desk of a briefing, which knows what it is about, and its words."""
    words = _placed(words, landscape.project.focus)
    strict = replace(words.knowing(**always(landscape, words)), strict=True)
    about = Narrowing(plan.focus).known(landscape) if plan.focus else None
    desk = Desk(landscape, tables, strict, measure, about=about)
    desk.words = desk.words.knowing(focus=desk.about_label)
    return desk


def _numbered(sections: list[Section]) -> tuple[Section, ...]:
    """The sections and their exhibits, numbered as a reader meets them.

    1, 2, 3 … for the body and A, B … for appendices; cover and contents have no number.
    """
    exhibits, body, appendix = count(1), count(1), count()
    out = []
    for section in sections:
        number = ""
        if section.kind == "appendix":
            number = chr(ord("A") + next(appendix))
        elif section.kind not in BARE:
            number = str(next(body))
        items = tuple(replace(item, number=next(exhibits)) for item in section.exhibits)
        out.append(replace(section, number=number, exhibits=items))
    return tuple(out)


def known_names(project: Project) -> list[str]:
    """The names that every text may use, without anything read: as :func:`always` gives them."""
    return [*given_names(project), *(name.replace("-", "_") for name in project.parameters)]


def given_names(project: Project) -> list[str]:
    """Those of them that are no parameters."""
    return [
        *(name.replace("-", "_") for name in project.terms),
        *("title", "edition", "place", "host", "peer", "focus", "as_of", "trials_to", "curated_to"),
        *(f"{kind}_to" for kind in CURATED),
        *(f"{role}_word" for role in get_args(OfStatuses)),
    ]


def always(landscape: Landscape, words: Words) -> dict[str, str]:
    """What every pattern may name: title, focus, first peer, and the days of its sources."""
    project = landscape.project
    peers = project.focus.peers
    terms = {name.replace("-", "_"): term for name, term in project.terms.items()}
    return {
        **terms,
        **_parameters(landscape, words),
        "title": project.title,
        "edition": project.edition,
        "place": project.focus.label,
        "host": words("place.host", place=project.focus.label),
        "focus": "",
        "peer": peers[0].label if peers else "",
        "as_of": words.day(landscape.as_of),
        **_status_words(landscape, words),
        **{f"{kind}_to": _day_of(landscape, kind, words) for kind in ("trials", *CURATED)},
        "curated_to": _curated_to(landscape, words),
    }


def _parameters(landscape: Landscape, words: Words) -> dict[str, str]:
    """The parameters as they are printed: a term by its label, a date in words."""
    printed = {}
    for name, plan in landscape.project.parameters.items():
        value = str(plan.default)
        if plan.of:
            value = landscape.label(plan.of, value)
        elif plan.type == "date":
            value = words.day(value)
        printed[name.replace("-", "_")] = value
    return printed


def _status_words(landscape: Landscape, words: Words) -> dict[str, str]:
    """What the active, unknown and ended are called: as the project's group is, else plainly."""
    groups = landscape.vocabulary["status-groups"]
    called = {term.role or term.id: lower_first(term.label) for term in groups}
    plain = {role: words(f"status.{role}") for role in get_args(OfStatuses)}
    return {f"{role}_word": word for role, word in {**plain, **called}.items()}


def _placed(words: Words, focus: Focus) -> Words:
    """The words as they say where: by the focus' own phrase, or of the whole world nothing.

    Of the whole world an entry gives way to its own ``….everywhere``.
    """
    if not focus.everywhere and focus.within is None:
        return words
    within, sited = words.patterns["place.within"], words.patterns["place.sited"]
    told = phrase(within, focus.within) if focus.within else ""
    both = sited.replace(within, told) if told else ""
    every = EVERYWHERE if focus.everywhere else ""
    patterns = {
        key: words.patterns.get(key + every, pattern).replace(sited, both).replace(within, told)
        for key, pattern in words.patterns.items()
    }
    patterns["place.host"] = host(within, told, focus.label)
    return replace(words, patterns=patterns)


def _day_of(landscape: Landscape, kind: str, words: Words) -> str:
    """The day to which sources of a kind are complete; no day where none of them says one."""
    date = landscape.stated_date_of(kind)
    return words.day(date) if date else words("curated.none")


def _curated_to(landscape: Landscape, words: Words) -> str:
    """The day up to which curated sources were searched; the earliest beside the latest."""
    dates = landscape.source_dates
    ids = landscape.source_ids(*CURATED)
    known = sorted((dates[name] for name in ids if name in dates), key=first_day)
    if not known:
        return words("curated.none")
    first, last = words.day(known[0]), words.day(known[-1])
    return last if first == last else words("curated.span", first=first, last=last)


def _late(module: SectionModule | None) -> bool:
    return module is not None and module.KIND in LATE


def _written(desk: Desk, plan: SectionPlan, module: SectionModule | None) -> Section | None:
    """A section as its module writes it, with what the plan adds; or all of it from the plan."""
    if module is None and not plan.own:
        known = ", ".join(sorted(map(section_id, SECTIONS)))
        raise RequestError(f"there is no section {plan.section!r}", f"Sections are: {known}.")
    if module is None:
        return declared(desk, plan, None)
    made = module.section(desk)
    return made and declared(desk, plan, adding(_near(desk, made)))


def _near(desk: Desk, section: Section) -> Section:
    """The section whose grids are called as the tables that the desk reads."""
    if desk.about is None:
        return section
    exhibits = []
    for one in section.exhibits:
        grid = one.grid and replace(one.grid, table=one.grid.table and desk.near(one.grid.table))
        exhibits.append(replace(one, grid=grid))
    return replace(section, exhibits=tuple(exhibits))


def adding(section: Section) -> Section:
    """The section without the rows of its callout that add no number to what its lines say."""
    if section.callout is None:
        return section
    known = set(_parts(replace(section, callout=None)))
    rows = []
    for row in section.callout.rows:
        told = set(_parts(row))
        if told - known:
            rows.append(row)
        known |= told
    return replace(section, callout=replace(section.callout, rows=tuple(rows)) if rows else None)


def _parts(node: object) -> Iterator[str]:
    """The addresses of the numbers that a part of a section says."""
    found = numbers_in(node, drawn=False)
    return (part for address, _ in found for part in parts_of(address))


def module_of(section: str) -> SectionModule | None:
    """The module that writes a section; ``None`` for one of the project's own."""
    return next((module for module in SECTIONS if section_id(module) == section), None)


def section_id(module: SectionModule) -> str:
    """The id of a section: its module's name with hyphens."""
    return module.__name__.rsplit(".", 1)[-1].replace("_", "-")
