"""By company: who leads, with what, how far, and the pipelines of the widest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Cell, Grid, Head, Row, Section
from cartreport.briefing.grids import LIVE_WIDTH, counted
from cartreport.briefing.guards import first
from cartreport.briefing.numbers import Bound, Names
from cartreport.briefing.sections.ladder import phase_columns
from cartreport.briefing.sections.phase_grid import drawn, largest, phase_cells, trials_cells
from cartreport.briefing.sections.pipelines import pipeline_exhibits
from cartreport.briefing.sections.presumed import presumed_line

if TYPE_CHECKING:
    from cartreport.briefing.desk import Desk
    from cartreport.briefing.view import Line, View

KIND = "exhibits"
ROWS = 26
MANY = 5
"""From so many programmes on a company is counted among the large ones."""
NAME, COUNT, PHASE, TRIALS = 33.0, 17.0, 7.8, 13.0
"""Widths of the table's columns in millimetres; the targets take the rest."""
LEAST, PADDING, POINTS = 28.0, 2.0, 72 / 25.4
"""Of the names' column: its least width and what its texts leave free; points a millimetre."""


def section(desk: Desk) -> Section | None:
    """The companies table, and the pipelines of the companies with the most programmes."""
    view = desk.view("by-company")
    if not view.stated:
        return None
    shown = largest(view.stated, ROWS)
    values = _values(desk, view, shown)
    return replace(
        desk.section("companies", KIND, values=values),
        exhibits=(
            desk.exhibit(
                "companies.table",
                "by-company",
                values=values,
                grid=_grid(desk, view, shown),
                shaded=view.table.unit,
            ),
            *pipeline_exhibits(desk),
        ),
    )


def _values(desk: Desk, view: View, shown: Sequence[Line]) -> dict[str, object]:
    many = [line for line in view.stated if line["programmes"] >= MANY]
    unnamed = [line for line in view if not line.stated]
    leaders = first(view.stated, "programmes")
    solo = view.rows(line for line in view.stated if line["programmes"] == 1)
    return {
        **drawn(desk, "companies.drawn", view.stated, shown),
        "leader": Names(line["label"] for line in leaders),
        "leaders": view.rows(leaders),
        "leader_n": leaders[0].n("programmes"),
        "n": view.total.n("programmes"),
        "companies": view.rows(),
        "many": view.rows(many),
        "most": Bound(MANY),
        "many_n": view.count("programmes", many),
        "named": view.count("programmes", view.stated),
        "solo": solo,
        "one": desk.clause("companies.one", solo=solo) if solo < view.rows(view.stated) else "",
        "unnamed": desk.clause("companies.unnamed", no_company=view.count("programmes", unnamed)),
        "presumed": presumed_line(desk, view),
    }


def _grid(desk: Desk, view: View, shown: Sequence[Line]) -> Grid:
    words, phases = desk.words, phase_columns(desk, view)
    width = TRIALS if view.keys("trials") else 0.0
    named = max(desk.measure.width(line["label"], 8, 500) for line in shown) / POINTS + PADDING
    first = max(LEAST, min(NAME, named))
    room = LIVE_WIDTH - first - COUNT - width - PHASE * len(phases)
    rows = [
        _row(desk, view, line["label"], [line], desk.words.comma(line["names"])) for line in shown
    ]
    rest = [line for line in view.stated if line not in shown]
    for name, part in (
        (words("companies.others", n=view.rows(rest)), rest),
        (words("companies.none"), [line for line in view if not line.stated]),
    ):
        if part:
            rows.append(replace(_row(desk, view, name, part), kind="remainder"))
    rows.append(replace(_row(desk, view, words("total"), None), kind="total"))
    heads = (
        Head(words("companies.head"), first),
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
            *phase_cells(desk, view, lines),
            *trials_cells(view, lines),
            Cell(targets),
        )
    )
