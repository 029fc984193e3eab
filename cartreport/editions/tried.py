"""Templates tried: every section is rendered, of the project's data and of a sample's.

What a project has no data of, no section of it is rendered: there the sample's show a mistake. The
sample is the landscape that ``init`` writes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from cartreport.briefing.compose import section_id
from cartreport.briefing.sections import SECTIONS
from cartreport.editions.languages import Languages, language_of
from cartreport.editions.press import Press
from cartreport.errors import TemplateError
from cartreport.problems import Problem, Problems, Where
from cartreport.render.overrides.placed import placed

if TYPE_CHECKING:
    from cartreport.briefing.briefing import Briefing, Section
    from cartreport.render.look import Look
    from cartreport.sources.project import Project
    from cartreport.sources.records import Records
    from cartreport.sources.section_plan import BriefingPlan

OWN = "6"
"""The group of codes that speak of how a project makes the briefing its own."""
BUILD = "0" * 8
SAMPLE = "; the sample's data show it, the project's do not reach this line"


def tried(root: Path, languages: Languages) -> Iterator[Problem]:
    """What ends the rendering of each template and brand that the project's briefings use."""
    project = languages.records.project
    seen: set[tuple[str, str, str]] = set()
    for name, plan in project.briefings.items():
        look = (plan.template, plan.brand or project.brand, language_of(plan, project))
        if look in seen:
            continue
        seen.add(look)
        press = _press(root, languages, {name: whole(plan)})
        held = {(problem.where, problem.message): problem for problem in _faults(press, name)}
        yield from held.values()
        yield from () if held else _misread(press, name)
        told = _worded(sample(), project)
        known = told.records.project.briefings["landscape"].sections
        as_sample = plan.model_copy(update={"sections": known, "language": None})
        trial = _press(root, told, {name: whole(as_sample)})
        for problem in _faults(trial, name, _furnished):
            if (problem.where, problem.message) not in held:
                yield replace(problem, hint=f"{problem.hint.rstrip('.')}{SAMPLE}")


def unsaid(root: Path, records: Records, problems: Problems) -> Iterator[Problem]:
    """The problems, those of unusual values (W611) as errors (E610) where they end a build.

    What an entry names beyond the shipped one is computed there or not: the data tell.
    """
    odd = [one for one in problems if one.code == "W611"]
    ends = set(_unsaid(root, counted(records))) if odd and not problems.errors else set()
    for one in problems:
        found = [end for end in ends if one.code == "W611" and one.message.startswith(end.message)]
        ends -= {*found}
        yield replace(one, code="E610") if found else one
    yield from ends


def _unsaid(root: Path, languages: Languages) -> Iterator[Problem]:
    """The entry of the project's own words that ends the composing of a briefing."""
    for name, plan in languages.records.project.briefings.items():
        try:
            _press(root, languages, {name: plan}).composed(name, plan, BUILD)
        except TemplateError as error:
            yield replace(placed(error, root), code="E610")


def whole(plan: BriefingPlan) -> BriefingPlan:
    """The plan with every built-in section that it does not name, after those that it does."""
    named = {one if isinstance(one, str) else one.section for one in plan.sections}
    more = [name for name in map(section_id, SECTIONS) if name not in named]
    return plan.model_copy(update={"sections": (*plan.sections, *more)})


@cache
def sample() -> Languages:
    """The landscape that ``init`` writes, and its tables; made once a process."""
    from tempfile import TemporaryDirectory

    from cartreport.sources.load import load_records
    from cartreport.starter import start

    with TemporaryDirectory() as folder:
        start(Path(folder) / "sample", None, None)
        records = load_records(Path(folder) / "sample", Problems())
    assert records is not None
    return counted(records)


def counted(records: Records) -> Languages:
    """Records as a landscape and its tables, held against no edition."""
    from cartreport.landscape import Tables
    from cartreport.landscape.model import landscape_of

    landscape = landscape_of(records)
    return Languages(records, (landscape, Tables(landscape)))


def _worded(sample: Languages, project: Project) -> Languages:
    """The sample with the brand, the terms and the parameters of the project that is tried."""
    own = sample.records.project
    plain = {"type": "text", "of": None}  # the sample has other terms
    update = {
        "brand": project.brand,
        "terms": {**own.terms, **project.terms},
        "parameters": {
            name: plan.model_copy(update=plain) if plan.of else plan
            for name, plan in project.parameters.items()
        },
    }
    named = own.model_copy(update=update)
    landscape, tables = sample.counted
    counted = replace(landscape, project=named), tables
    return Languages(replace(sample.records, project=named), counted)


def _press(root: Path, languages: Languages, plans: dict[str, BriefingPlan]) -> Press:
    from contextlib import nullcontext

    return Press(root, {}, languages, plans, ("html",), lambda _: nullcontext())


def _faults(
    press: Press, name: str, furnish: Callable[[Briefing], Briefing] = lambda briefing: briefing
) -> Iterator[Problem]:
    """What ends the rendering of a briefing; if something does, what ends that of each section."""
    look = press.looks[name]
    try:
        briefing = furnish(press.composed(name, press.plans[name], BUILD))
    except TemplateError as error:
        yield placed(error, press.root)
        return
    found = list(_ends(press.root, briefing, look))
    parts = briefing.sections if found else ()
    for section in parts:
        found += _ends(press.root, replace(briefing, sections=(section,)), look)
    yield from {(problem.where, problem.message): problem for problem in found}.values()


def _ends(root: Path, briefing: Briefing, look: Look) -> Iterator[Problem]:
    """The mistake that ends the rendering for the screen or for print, if one does."""
    from cartreport.render.html import screen_page
    from cartreport.render.pdf import print_page
    from cartreport.render.sheets import print_sheet

    try:
        screen_page(briefing, look)
        print_page(briefing, look)
        print_sheet(briefing.template, look)
    except TemplateError as error:
        yield placed(error, root)


def _misread(press: Press, name: str) -> Iterator[Problem]:
    """Rules of the project's own print sheet that the print engine passes over."""
    from cartreport.render.overrides.own import own_files
    from cartreport.render.sheets import misread

    template = press.plans[name].template
    if f"{template}/print.css" in dict(own_files(press.root)):
        for line, column, said in misread(template, press.looks[name]):
            where = Where(f"templates/{template}/print.css", line, column)
            yield Problem(where, "E609", said, "correct the spelling, or take the rule out")


def _furnished(briefing: Briefing) -> Briefing:
    """The briefing with a callout, evidence and a label, so that no part is left unshown."""
    return replace(
        briefing,
        label=briefing.label or "sample",
        sections=tuple(_with_all(section) for section in briefing.sections),
    )


def _with_all(section: Section) -> Section:
    from cartreport.briefing.briefing import Callout, Evidence, Text

    if section.kind != "exhibits":
        return section
    said = Text("sample", refs=(1,), grade="A")
    source = Evidence(1, "A", "Sample", "Sample", "2026-01-01", "2026-01-01", "")
    return replace(
        section,
        lead=section.lead or said,
        callout=section.callout or Callout((("sample", said),), "sample"),
        evidence=section.evidence or (source,),
    )
