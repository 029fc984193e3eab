"""By company: who leads, with what, how far, and the pipelines of the widest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Cell, Grid, Head, Row, Section
from cartreport.briefing.grids import LIVE_WIDTH, counted, heat_key
from cartreport.briefing.numbers import Bound
from cartreport.briefing.sections.ladder import phase_columns
from cartreport.briefing.sections.phase_grid import drawn, largest, phase_cells, trials_cells
from cartreport.briefing.sections.pipelines import pipeline_exhibits
from cartreport.briefing.sections.presumed import presumed_line
from cartreport.briefing.sections.superlative import NAMED

if TYPE_CHECKING:
    from cartreport.briefing.desk import Desk
    from cartreport.briefing.view import Line, View

KIND = "exhibits"
BREAKS = (1, 2, 3, 5, 8)
ROWS = 26
MANY = 5
"""From so many programmes on a company is counted among the large ones."""
NAME, COUNT, PHASE, TRIALS = 33.0, 17.0, 7.8, 13.0
"""Widths of the table's columns in millimetres; the targets take the rest."""


def section(desk: Desk) -> Section | None:
    """The companies table, and the pipelines of the companies with the most programmes."""
    view = desk.view("by-company")
    if not view.stated:
        return None
    shown = largest(view.stated, ROWS)
    values = _values(desk, view, shown)
    plain = "" if values["many"] else ".plain"
    return replace(
        desk.section("companies", KIND, values=values),
        finding=desk.words(f"companies.finding{plain}", **values),
        exhibits=(
            desk.exhibit(
                "companies.table",
                values=values,
                title=_title(desk, view),
                grid=_grid(desk, view, shown),
                source=desk.sources("by-company"),
                heat_key=heat_key(BREAKS),
            ),
            *pipeline_exhibits(desk),
        ),
    )


def _values(desk: Desk, view: View, shown: Sequence[Line]) -> dict[str, object]:
    many = [line for line in view.stated if line["programmes"] >= MANY]
    unnamed = [line for line in view if not line.stated]
    return {
        **drawn(desk, "companies.drawn", view, shown),
        "n": view.total.n("programmes"),
        "companies": view.rows(),
        "many": view.rows(many),
        "most": Bound(MANY),
        "many_n": view.count("programmes", many),
        "named": view.count("programmes", view.stated),
        "solo": view.rows(line for line in view.stated if line["programmes"] == 1),
        "no_company": view.count("programmes", unnamed),
        "presumed": presumed_line(desk, view),
    }


def _title(desk: Desk, view: View) -> str:
    """The company with most programmes; of a tie all, many of them as a number."""
    size = view.stated[0].n("programmes")
    firsts = [line for line in view.stated if line["programmes"] == size]
    key = "" if len(firsts) == 1 else ".tie" if len(firsts) <= NAMED else ".many"
    return desk.words(
        f"companies.table.title{key}",
        leader=desk.words.joined([line["label"] for line in firsts]),
        leaders=view.rows(firsts),
        leader_n=size,
    )


def _grid(desk: Desk, view: View, shown: Sequence[Line]) -> Grid:
    words, phases = desk.words, phase_columns(desk, view)
    width = TRIALS if view.keys("trials") else 0.0
    room = LIVE_WIDTH - NAME - COUNT - width - PHASE * len(phases)
    rows = []
    for line in shown:
        text = desk.measure.shorten(", ".join(line["names"]), (room - 5) * 72 / 25.4, 8)
        rows.append(_row(desk, view, line["label"], [line], text))
    rest = [line for line in view.stated if line not in shown]
    for name, part in (
        (words("companies.others", n=view.rows(rest)), rest),
        (words("companies.none"), [line for line in view if not line.stated]),
    ):
        if part:
            rows.append(replace(_row(desk, view, name, part), kind="remainder"))
    rows.append(replace(_row(desk, view, words("total"), None), kind="total"))
    heads = (
        Head(words("companies.head"), NAME),
        Head(words("companies.programmes"), COUNT, "right"),
        *(Head(label, PHASE, "centre", group=words("companies.by_phase")) for label, _ in phases),
        *((Head(view.column("trials").label, width, "right"),) if width else ()),
        Head(words("companies.targets"), room),
    )
    return Grid(heads, tuple(rows), table="by-company", style="heat")


def _row(
    desk: Desk, view: View, label: str, lines: Sequence[Line] | None, targets: str = ""
) -> Row:
    return Row(
        (
            Cell(label),
            replace(counted(view.count("programmes", lines)), tone="strong"),
            *phase_cells(desk, view, lines, BREAKS),
            *trials_cells(view, lines),
            Cell(targets),
        )
    )
