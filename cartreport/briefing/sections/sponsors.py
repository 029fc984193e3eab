"""Who runs the trials, the settings side by side, and the leading sponsors with their sites."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Figure, Section
from cartreport.briefing.figures import stacked_bars
from cartreport.briefing.grids import grid_of, spread
from cartreport.briefing.guards import first, kept
from cartreport.briefing.numbers import Names, Share
from cartreport.briefing.sections.doubt import doubt_line, marked_rows, marks_line, turns
from cartreport.briefing.sections.phase_grid import drawn
from cartreport.briefing.sections.settings import setting_segments, settings_exhibit
from cartreport.briefing.sections.sites import sites_exhibits
from cartreport.briefing.words import lower_first

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cartreport.briefing.desk import Desk
    from cartreport.briefing.view import Line

KIND = "exhibits"
ROWS = 30
WIDTHS = {"label": 50.0, "named:sponsor-type": 24.0, "n": 18.0}
GROUPS = 54.0
"""The width of all groups of statuses together."""


def section(desk: Desk) -> Section | None:
    """Trials by type of lead sponsor, the settings side by side, leading sponsors, their sites."""
    if not desk.has("trials") or not desk.settings or not desk.view("trials-by-sponsor").lines:
        return None
    sponsors = desk.view("trials-by-sponsor")
    shown = kept(sponsors.lines, lambda line: line.n("n"), ROWS)
    values = _values(desk, shown)
    side_by_side = settings_exhibit(desk)
    widths = {**WIDTHS, **spread(sponsors, "status-group:", GROUPS), "programmes": 28.0}
    return replace(
        desk.section("sponsors", KIND, values=values),
        exhibits=(
            desk.exhibit(
                "sponsors.types",
                "trials-by-sponsor-type",
                values=values,
                figure=_types(desk, values),
            ),
            *([side_by_side] if side_by_side else []),
            desk.exhibit(
                "sponsors.table",
                "trials-by-sponsor",
                values=values,
                grid=marked_rows(grid_of(sponsors, widths, desk.words, shown), shown, "n"),
            ),
            *sites_exhibits(desk),
        ),
    )


def _values(desk: Desk, shown: Sequence[Line]) -> dict[str, object]:
    kinds, sponsors = desk.view("trials-by-sponsor-type"), desk.view("trials-by-sponsor")
    n = sponsors.total.n("n")
    top, lead = first(kinds, "n"), first(sponsors, "n")
    held = sponsors.count("n", shown)
    one = sponsors.rows(line for line in sponsors if line["n"] == 1)
    return {
        **drawn(desk, "sponsors.drawn", sponsors.lines, shown, "n"),
        "n": n,
        "doubt_types": doubt_line(desk, "trials-by-sponsor-type"),
        "doubt_table": doubt_line(desk, "trials-by-sponsor", named=shown)
        + marks_line(desk, shown, "n"),
        "sponsors": sponsors.rows(),
        "types": kinds.rows(),
        "top_turns": turns(kinds, "n"),
        "lead_turns": turns(sponsors, "n"),
        "top": Names(lower_first(kind["label"]) for kind in top),
        "top_share": Share(top[0].n("n"), n),
        "top_n": top[0]["n"],
        "lead": Names(sponsor["label"] for sponsor in lead),
        "lead_n": lead[0]["n"],
        "lead_tied": sponsors.rows(lead),
        "shown_n": held,
        "shown_share": Share(held, n),
        "one": one,
        "lone": desk.clause("sponsors.lone", one=one, sponsors=sponsors.rows()),
    }


def _types(desk: Desk, values: dict[str, object]) -> Figure:
    """One bar a type of sponsor, its segments the settings."""
    kinds = desk.view("trials-by-sponsor-type")
    rows = [
        stacked_bars.BarRow(kind["label"], setting_segments(desk, kinds, [kind]))
        for kind in sorted(kinds, key=lambda kind: -kind["n"])
    ]
    scene = stacked_bars.draw(stacked_bars.StackedBars(tuple(rows)), desk.measure)
    return Figure("sponsor-types", scene, desk.say("sponsors.types.alt", values))
