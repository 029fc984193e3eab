"""Templates tried: every section that a project's data can fill, rendered and not published."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from cartreport.briefing.compose import section_id
from cartreport.briefing.sections import SECTIONS
from cartreport.editions.languages import language_of
from cartreport.editions.press import Press
from cartreport.errors import TemplateError
from cartreport.problems import Problem
from cartreport.render.overrides.placed import placed

if TYPE_CHECKING:
    from cartreport.editions.languages import Languages
    from cartreport.sources.section_plan import BriefingPlan

OWN = "6"
"""The group of codes that speak of how a project makes the briefing its own."""
BUILD = "0" * 8


def tried(root: Path, languages: Languages) -> Iterator[Problem]:
    """What ends the rendering of each template and brand that the project's briefings use."""
    from contextlib import nullcontext

    project = languages.records.project
    plans = {name: whole(plan) for name, plan in project.briefings.items()}
    press = Press(root, {}, languages, plans, ("html",), lambda _: nullcontext())
    seen: set[tuple[str, str, str]] = set()
    for name, plan in plans.items():
        look = (plan.template, plan.brand or project.brand, language_of(plan, project))
        if look in seen:
            continue
        seen.add(look)
        try:
            _render(press, name, plan)
        except TemplateError as error:
            yield placed(error)


def whole(plan: BriefingPlan) -> BriefingPlan:
    """The plan with every built-in section that it does not name, after those that it does."""
    named = {one if isinstance(one, str) else one.section for one in plan.sections}
    more = [name for name in map(section_id, SECTIONS) if name not in named]
    return plan.model_copy(update={"sections": (*plan.sections, *more)})


def _render(press: Press, name: str, plan: BriefingPlan) -> None:
    from cartreport.render.html import render_html
    from cartreport.render.pdf import print_page, print_sheet

    look = press.looks[name]
    briefing = press.composed(name, plan, BUILD)
    render_html(briefing, look)
    print_page(briefing, look)
    print_sheet(briefing, look)
