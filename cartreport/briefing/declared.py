"""A section that sources.yaml declares: its words, its tables, and how they are drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Callout, Exhibit, Foot, Section, Text
from cartreport.briefing.grids import heat_key
from cartreport.briefing.numbers import Bound, stressed, untraced
from cartreport.briefing.own_text import filled, marked
from cartreport.briefing.shortened import shortened
from cartreport.briefing.views import FIGURES, Shown, grid
from cartreport.briefing.words import quoted
from cartreport.errors import RequestError
from cartreport.landscape.row_order import OTHERS

if TYPE_CHECKING:
    from cartreport.briefing.desk import Desk
    from cartreport.briefing.view import View
    from cartreport.sources.section_plan import CalloutPlan, ExhibitPlan, SectionPlan

KIND = "exhibits"


def declared(desk: Desk, plan: SectionPlan, made: Section | None) -> Section:
    """A section of the project's own; or ``made`` with the words and exhibits that it adds.

    Raises :class:`cartreport.errors.RequestError` for what a table cannot give.
    """
    own = [
        _at_exhibit(desk, plan, place, one)
        for place, one in enumerate(plan.exhibits or (), 1)
        if not isinstance(one, str)
    ]
    with _at(f"the section {plan.section!r}"):
        lead = marked(desk, plan.intro) if plan.intro else None
        title = filled(desk, stressed(plan.title)) if plan.title else ""
        notes = tuple(marked(desk, note) for note in plan.notes)
        callout = _callout(desk, plan.callout) if plan.callout else None
    if made is None:
        name = plan.name or plan.title or plan.section
        made = Section(plan.section, KIND, "", untraced(filled(desk, name)), title or name)
    exhibits = _chosen(plan, made.exhibits, own)
    return replace(
        made,
        name=plan.name or made.name,
        finding=title or made.finding,
        lead=lead or made.lead,
        exhibits=tuple(shortened(desk, one, plan.limit) for one in exhibits),
        notes=notes,
        callout=callout or made.callout,
    )


def _at_exhibit(desk: Desk, plan: SectionPlan, place: int, one: ExhibitPlan) -> Exhibit:
    with _at(f"exhibit {place} of the section {plan.section!r}"):
        return exhibit(desk, one, f"{plan.section}-own-{place}", plan.limit)


def _chosen(
    plan: SectionPlan, built_in: Sequence[Exhibit], own: Sequence[Exhibit]
) -> Iterator[Exhibit]:
    """All of the section's own, then those of the plan; or what the plan names, in its order."""
    named = plan.exhibits is not None and (not plan.exhibits or len(own) < len(plan.exhibits))
    if not named:
        yield from (*built_in, *own)
        return
    by_id = {one.id: one for one in built_in}
    rest = iter(own)
    for one in plan.exhibits or ():
        if not isinstance(one, str):
            yield next(rest)
        elif one in by_id:
            yield by_id[one]


def _callout(desk: Desk, plan: CalloutPlan) -> Callout:
    """The box as an analyst signed it."""
    rows = ((label, marked(desk, said)) for label, said in plan.says.items())
    return Callout(tuple(rows), desk.words("signed", author=plan.author, date=desk.day(plan.date)))


@contextmanager
def _at(place: str) -> Iterator[None]:
    """Say which part of the plan asks for what cannot be given."""
    try:
        yield
    except RequestError as error:
        raise RequestError(f"{place}: {error}", error.hint) from error


def _apart(desk: Desk, view: View) -> str:
    """The rows that are no place: the others of a table with a limit, what is not stated."""
    ids = {line.id for line in view.lines if not line.stated}
    cut = desk.words("declared.cut") if OTHERS in ids else ""
    return cut + (desk.words("declared.unstated") if ids - {OTHERS} else "")


def exhibit(desk: Desk, plan: ExhibitPlan, id: str, limit: int | None = None) -> Exhibit:
    """A table as the plan wants it drawn, with its source, what it leaves out, and its rule."""
    plan = plan.model_copy(update={"top": plan.top or limit, "table": desk.aimed(plan.table)})
    view = desk.view(plan.table)
    table, shown = view.table, Shown(view, plan, desk)
    if not view.lines:
        raise RequestError(f"table {table.id} has no rows: there is nothing to draw")
    rest = view.rows(shown.rest)
    included = desk.words(
        "declared.part" if shown.rest else f"declared.{'filled' if shown.noughts else 'whole'}",
        shown=Bound(len(shown.lines)),
        all=view.rows(),
        rest=rest,
        apart=_apart(desk, view),
    )
    drawn = FIGURES[plan.as_](shown) if plan.as_ in FIGURES else None
    subtitle = (
        filled(desk, stressed(plan.subtitle))
        if plan.subtitle
        else desk.words("declared.subtitle", title=table.title, date=desk.day(table.as_of))
    )
    return Exhibit(
        id=id,
        number=0,
        title=filled(desk, stressed(plan.title)),
        subtitle=subtitle,
        foot=Foot(
            Text(desk.sources(plan.table)),
            Text(f"{included} {filled(desk, stressed(plan.note))}" if plan.note else included),
            Text(quoted(table.rule)),
        ),
        figure=drawn and replace(drawn, id=id),
        heat_key=heat_key(table.unit) if plan.as_ == "heat" else (),
        shaded=table.unit if plan.as_ == "heat" else "",
        grid=grid(shown) if drawn is None else None,
    )
