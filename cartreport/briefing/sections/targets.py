"""By target: which antigen sets are crowded, how far each has come, and who is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Cell, Exhibit, Figure, Grid, Head, Row, Section
from cartreport.briefing.figures import stacked_bars
from cartreport.briefing.grids import LIVE_WIDTH, counted
from cartreport.briefing.guards import first, leading, second
from cartreport.briefing.numbers import Bound, Names, Share
from cartreport.briefing.sections.facets import facet_exhibits
from cartreport.briefing.sections.ladder import STAGES, phase_columns, stage_columns, stage_name
from cartreport.briefing.sections.phase_grid import (
    drawn,
    largest,
    licensed,
    phase_cells,
    trials_cells,
)
from cartreport.briefing.sections.presumed import PRESUMED, presumed_line
from cartreport.briefing.view import programmes
from cartreport.landscape.cross import NONE

if TYPE_CHECKING:
    from cartreport.briefing.desk import Desk
    from cartreport.briefing.view import Line, View

KIND = "exhibits"
ROWS = 22
BARS = 8
TOP = 3
HUES = ("seq-2", "seq-3", "seq-4", "seq-5", "hue-d")
"""Of the stages, the last of what is none."""
NAME, BAR, PHASE, COMPANIES = 34.0, 29.0, 8.8, 17.0
"""Widths of the table's columns in millimetres; the linked trials take the rest."""


def section(desk: Desk) -> Section | None:
    """The table of target sets by phase, and the stage stack of the largest ones."""
    view = desk.view("by-target")
    sets = view.stated
    if not sets:
        return None
    shown, bars = largest(sets, ROWS), leading(sets, programmes, BARS)
    values = _values(desk, view, shown)
    return replace(
        desk.section("targets", KIND, values=values),
        exhibits=(
            desk.exhibit(
                "targets.table",
                "by-target",
                values=values,
                grid=_grid(desk, view, shown),
                shaded=view.table.unit,
            ),
            *([_stack(desk, view, bars, values)] if bars else []),
            *facet_exhibits(desk),
        ),
    )


def _values(desk: Desk, view: View, shown: Sequence[Line]) -> dict[str, object]:
    sets, none = view.stated, [line for line in view if not line.stated]
    firsts, seconds = first(sets, "programmes"), second(sets, "programmes")
    top, known = leading(sets, programmes, TOP), view.count("programmes", sets)
    values = {
        **drawn(desk, "targets.drawn", sets, shown),
        "firsts": Names(line["label"] for line in firsts),
        "first_sets": view.rows(firsts),
        "first_n": firsts[0].n("programmes"),
        "seconds": Names(line["label"] for line in seconds),
        "second_n": seconds[0].n("programmes") if seconds else view.count("programmes", []),
        "n": view.total.n("programmes"),
        "sets": view.rows(),
        "known": known,
        "unnamed": desk.clause("targets.unnamed", unknown=view.count("programmes", none)),
        "top_sets": view.rows(top),
        "top": Names(line["label"] for line in top),
        "top_share": Share(view.count("programmes", top), known),
        "presumed": presumed_line(desk, view),
    }
    if not view.keys("trials"):
        return values
    trials = desk.view("trials-by-sponsor").total.n("n")
    return {**values, "linked": view.total.n("trials"), "apart": _apart(desk), "trials": trials}


def _apart(desk: Desk) -> str:
    """How many linked records of the focus country are no trials of the landscape; else nothing."""
    programmes = desk.view("programmes")
    if not programmes.keys("trials_apart"):
        return ""
    return desk.clause("targets.table.apart", n=programmes.total.n("trials_apart"))


def _grid(desk: Desk, view: View, shown: Sequence[Line]) -> Grid:
    """Target sets in groups by their main setting, closed by the remainder and the total."""
    rows: list[Row] = []
    named = {setting: name for setting, name, _ in desk.settings}
    for setting in [*named, None]:
        part = [line for line in shown if _main_setting(view, line, named) == setting]
        if part:
            rows.append(_group(desk, view, named.get(setting or ""), part))
            rows += [_row(desk, view, line["label"], [line], _longest(view)) for line in part]
    rest = [line for line in view.stated if line not in shown]
    for name, part in (
        (desk.words("targets.others", n=view.rows(rest)), rest),
        (desk.words("targets.none"), [line for line in view if not line.stated]),
    ):
        if part:
            row = _row(desk, view, name, part, _longest(view))
            rows.append(replace(row, kind="remainder"))
    rows.append(replace(_row(desk, view, desk.words("total"), None), kind="total"))
    return Grid(_heads(desk, view), tuple(rows), table="by-target", style="heat")


def _heads(desk: Desk, view: View) -> tuple[Head, ...]:
    phases, words = phase_columns(desk, view), desk.words
    alone = not view.keys("trials")
    room = LIVE_WIDTH - NAME - BAR - PHASE * len(phases) - (0 if alone else COMPANIES)
    return (
        Head(words("targets.head"), NAME),
        Head(words("targets.programmes"), BAR),
        *(Head(label, PHASE, "centre", group=words("targets.by_phase")) for label, _ in phases),
        Head(words("targets.companies"), room if alone else COMPANIES, "right"),
        *(() if alone else (Head(view.column("trials").label, room, "right"),)),
    )


def _main_setting(view: View, line: Line, named: dict[str, str]) -> str | None:
    """The setting that most of a set's programmes name first; ``None`` for a tie or none."""
    stated = [key for key in view.keys("first:") if not key.endswith(f":{NONE}")]
    ranked = sorted(stated, key=lambda key: -line.n(key))
    if not ranked or not line.n(ranked[0]):
        return None
    if len(ranked) > 1 and line.n(ranked[0]) == line.n(ranked[1]):
        return None
    setting = ranked[0].removeprefix("first:")
    return setting if setting in named else None


def _longest(view: View) -> int:
    return max(line.n("programmes") for line in view.stated)


def _group(desk: Desk, view: View, name: str | None, part: Sequence[Line]) -> Row:
    note = desk.words("targets.group", sets=view.rows(part), n=view.count("programmes", part))
    return Row((Cell(name or desk.words("targets.mixed"), small=note),), kind="group")


def _row(desk: Desk, view: View, label: str, lines: Sequence[Line] | None, longest: int = 0) -> Row:
    size = view.count("programmes", lines)
    return Row(
        (
            licensed(view, lines, Cell(label)),
            replace(counted(size), bar=size / longest if longest else None, tone="strong"),
            *phase_cells(desk, view, lines),
            counted(view.count("companies", lines)),
            *trials_cells(view, lines),
        )
    )


def _stack(desk: Desk, view: View, bars: Sequence[Line], sets: dict[str, object]) -> Exhibit:
    """The largest sets by stage; the finding counts no stage that is presumed."""
    columns = {stage: stage_columns(desk, view, roles) for stage, roles in STAGES.items()}
    names = {stage: stage_name(desk, view, stage) for stage in STAGES}
    late = [line for line in bars if view.count(columns["market"], [line])]
    firm = [
        line
        for line in late
        if view.units(columns["market"], [line]) - view.units(PRESUMED, [line])
    ]
    rows = [
        stacked_bars.BarRow(
            line["label"],
            tuple(
                stacked_bars.Segment(names[stage], view.count(keys, [line]), hue)
                for (stage, keys), hue in zip(columns.items(), HUES, strict=True)
                if keys
            ),
        )
        for line in bars
    ]
    values: dict[str, object] = {
        **sets,
        **drawn(desk, "targets.drawn", view.stated, bars),
        "bars": Bound(len(bars)),
        "late_sets": view.rows(firm),
        "late_presumed": view.rows(line for line in late if line not in firm),
        "presumed_drawn": presumed_line(desk, view, bars, "presumed.drawn"),
        "unstated": desk.words("targets.stack.unstated", name=names["none"])
        if view.count(columns["none"], bars)
        else "",
    }
    scene = stacked_bars.draw(stacked_bars.StackedBars(tuple(rows)), desk.measure)
    return desk.exhibit(
        "targets.stack",
        "by-target",
        values=values,
        figure=Figure("target-stages", scene, desk.say("targets.stack.alt", values)),
    )
