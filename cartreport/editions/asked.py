"""Which briefings a build is asked for: by name, and by what they are about."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

from cartreport.editions.languages import language_of
from cartreport.errors import RequestError
from cartreport.landscape.narrowed import Narrowing
from cartreport.render.formats import FORMATS

if TYPE_CHECKING:
    from cartreport.sources.project import Project
    from cartreport.sources.section_plan import BriefingPlan

    Tongues = Callable[[Project], Collection[str]]
    """The languages of a project that must have words."""


def usual(project: Project) -> dict[str, BriefingPlan]:
    """The briefings of an edition: those that are about the whole landscape."""
    return {name: plan for name, plan in project.briefings.items() if not plan.focus}


def plans_of(
    project: Project, names: Sequence[str], focus: str | None, formats: Sequence[str]
) -> dict[str, BriefingPlan]:
    """The plans by the name of their files: one about a place has it behind its own.

    Raises :class:`RequestError` for a name, a format or a focus that there is not.
    """
    odd = set(formats) - set(FORMATS)
    if odd or not formats:
        said = f"there is no format {min(odd)!r}" if odd else "no format is asked for"
        raise RequestError(said, f"Formats are: {', '.join(FORMATS)}.")
    known = project.briefings
    for name in names:
        if name not in known:
            near = get_close_matches(name, known, 1)
            hint = f"Did you mean {near[0]!r}?" if near else f"Briefings are: {', '.join(known)}."
            raise RequestError(f"there is no briefing {name!r}", hint)
    if focus is not None:
        return _about(project, names, Narrowing.read(focus))
    chosen = {name: known[name] for name in names} or usual(project)
    return {_file(name, plan): plan for name, plan in chosen.items()}


def languages_of(project: Project, names: Sequence[str], focus: str | None) -> set[str]:
    """The languages of the plans that are asked for; of all where one is asked for in vain."""
    try:
        plans = plans_of(project, names, focus, list(FORMATS))
    except RequestError:
        plans = project.briefings
    return {language_of(plan, project) for plan in plans.values()}


def _about(project: Project, names: Sequence[str], wanted: Narrowing) -> dict[str, BriefingPlan]:
    """The briefings along the axis of a focus, those that are named or all, about its place."""
    along = {n: plan for n, plan in project.briefings.items() if set(plan.focus) == {*wanted.where}}
    odd = [name for name in names if name not in along]
    if odd or not along:
        axis = ", ".join(wanted.where)
        who = f"the briefing {odd[0]!r}" if odd else "no briefing"
        axes = sorted({axis for plan in project.briefings.values() for axis in plan.focus})
        has = "is" if not odd else "is not"
        hint = f"Axes are: {', '.join(axes)}." if axes else "Give one a `focus:` in sources.yaml."
        raise RequestError(f"{who} {has} about one {axis}", hint)
    found = {name: along[name].about(wanted.where) for name in names or along}
    return {_file(name, plan): plan for name, plan in found.items()}


def _file(name: str, plan: BriefingPlan) -> str:
    """What a briefing's files are called."""
    return "-".join([name, *(place.casefold().replace(" ", "-") for place in plan.focus.values())])
