"""A section that sources.yaml declares: its words, its tables, and how they are drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Exhibit, Foot, Section, Text
from cartreport.briefing.grids import heat_key
from cartreport.briefing.numbers import Bound, Number, Share
from cartreport.briefing.views import FIGURES, Shown, grid
from cartreport.errors import RequestError
from cartreport.landscape.explained import explained, parts_of

if TYPE_CHECKING:
    from cartreport.briefing.desk import Desk
    from cartreport.sources.project import ExhibitPlan, SectionPlan

KIND = "exhibits"
_ADDRESS = re.compile(r"\{([^{}/\s]+/[^{}/]+/[^{}/]+(?:~[^{}]+)?)\}")


def declared(desk: Desk, plan: SectionPlan, made: Section | None) -> Section:
    """A section of the project's own; or ``made`` with the words and exhibits that it adds.

    Raises :class:`cartreport.errors.RequestError` for what a table cannot give.
    """
    exhibits = []
    for place, one in enumerate(plan.exhibits, 1):
        with _at(f"exhibit {place} of the section {plan.section!r}"):
            exhibits.append(exhibit(desk, one, f"{plan.section}-own-{place}"))
    with _at(f"the section {plan.section!r}"):
        lead = Text(filled(desk, plan.intro)) if plan.intro else None
        title = filled(desk, plan.title) if plan.title else ""
    if made is None:
        name = plan.name or plan.title or plan.section
        return Section(plan.section, KIND, "", name, title or name, lead, exhibits=tuple(exhibits))
    return replace(
        made,
        name=plan.name or made.name,
        finding=title or made.finding,
        lead=lead or made.lead,
        exhibits=(*made.exhibits, *exhibits),
    )


@contextmanager
def _at(place: str) -> Iterator[None]:
    """Say which part of the plan asks for what cannot be given."""
    try:
        yield
    except RequestError as error:
        raise RequestError(f"{place}: {error}", error.hint) from error


def exhibit(desk: Desk, plan: ExhibitPlan, id: str) -> Exhibit:
    """A table as the plan wants it drawn, with its source, what it leaves out, and its rule."""
    view = desk.view(plan.table)
    table, shown = view.table, Shown(desk, view, plan)
    if not view.lines:
        raise RequestError(f"table {table.id} has no rows: there is nothing to draw")
    rest = view.rows(shown.rest)
    included = desk.words(
        "declared.part" if shown.rest else "declared.whole",
        shown=Bound(len(shown.lines)),
        all=view.rows(),
        rest=rest,
    )
    drawn = FIGURES[plan.as_](shown) if plan.as_ in FIGURES else None
    subtitle = plan.subtitle or desk.words(
        "declared.subtitle", title=table.title, date=desk.day(table.as_of)
    )
    return Exhibit(
        id=id,
        number=0,
        title=filled(desk, plan.title),
        subtitle=filled(desk, subtitle),
        foot=Foot(
            Text(desk.sources(plan.table)),
            Text(f"{included} {filled(desk, plan.note)}" if plan.note else included),
            Text(table.rule),
        ),
        figure=drawn and replace(drawn, id=id),
        heat_key=heat_key(table.unit) if plan.as_ == "heat" else (),
        shaded=table.unit if plan.as_ == "heat" else "",
        grid=grid(shown) if drawn is None else None,
    )


def filled(desk: Desk, text: str) -> str:
    """A text whose ``{table/row/column}`` are the numbers that stand there."""

    def number(found: re.Match[str]) -> str:
        parts = [explained(desk.tables, part) for part in parts_of(found[1])]
        held = [Number(one.value, str(one.address)) for one in parts]
        value = Share(*held) if len(held) == 2 else held[0]
        return desk.words("n", n=value)

    return _ADDRESS.sub(number, text)
