"""The settings side by side, and who runs the trials: hospitals, companies, leading sponsors."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Figure, Section
from cartreport.briefing.figures import stacked_bars
from cartreport.briefing.grids import grid_of
from cartreport.briefing.numbers import Bound, Share
from cartreport.briefing.sections.doubt import doubt_line
from cartreport.briefing.sections.settings import settings_exhibit
from cartreport.briefing.sections.sites import sites_exhibits
from cartreport.briefing.words import lower_first

if TYPE_CHECKING:
    from cartreport.briefing.desk import Desk

KIND = "exhibits"
ROWS = 30
WIDTHS = {
    "label": 50.0,
    "type": 24.0,
    "trials": 18.0,
    "active": 18.0,
    "unknown": 18.0,
    "ended": 18.0,
    "programmes": 28.0,
}


def section(desk: Desk) -> Section | None:
    """The settings side by side, trials by type of lead sponsor, leading sponsors, their sites."""
    if not len(desk.focus_trials) or not desk.settings:
        return None
    values, sponsors = _values(desk), desk.view("trials-by-sponsor")
    return replace(
        desk.section("sponsors", KIND, values=values),
        exhibits=(
            settings_exhibit(desk),
            desk.exhibit(
                "sponsors.types",
                values=values,
                figure=_types(desk, values),
                source=desk.sources("trials-by-sponsor-type"),
            ),
            desk.exhibit(
                "sponsors.table",
                values=values,
                grid=grid_of(sponsors, WIDTHS, desk.months, sponsors.lines[:ROWS]),
                source=desk.sources("trials-by-sponsor"),
            ),
            *sites_exhibits(desk),
        ),
    )


def _values(desk: Desk) -> dict[str, object]:
    kinds, sponsors = desk.view("trials-by-sponsor-type"), desk.view("trials-by-sponsor")
    n = sponsors.total.n("trials")
    top = max(kinds, key=lambda kind: kind["trials"])
    shown = sponsors.lines[:ROWS]
    held = sponsors.count("trials", shown)
    return {
        "n": n,
        "doubt_types": doubt_line(desk, "trials-by-sponsor-type"),
        "doubt_table": doubt_line(desk, "trials-by-sponsor"),
        "sponsors": sponsors.rows(),
        "shown": Bound(len(shown)),
        "top_type": lower_first(top["label"]),
        "top_share": Share(top.n("trials"), n),
        "top_n": top["trials"],
        "lead": shown[0]["label"],
        "lead_n": shown[0]["trials"],
        "shown_n": held,
        "shown_share": Share(held, n),
        "one": sponsors.rows(line for line in sponsors if line["trials"] == 1),
    }


def _types(desk: Desk, values: dict[str, object]) -> Figure:
    """One bar a type of sponsor, its segments the settings."""
    kinds = desk.view("trials-by-sponsor-type")
    coloured = [(f"setting:{key}", label, hue) for key, label, hue in desk.settings]
    others = [key for key in kinds.keys("setting:") if key not in {key for key, *_ in coloured}]
    rows = [
        stacked_bars.BarRow(
            kind["label"],
            (
                *(stacked_bars.Segment(label, kind[key] or 0, hue) for key, label, hue in coloured),
                stacked_bars.Segment(
                    desk.words("setting.none"), kinds.count(others, [kind]), "hue-d"
                ),
            ),
        )
        for kind in sorted(kinds, key=lambda kind: -kind["trials"])
    ]
    scene = stacked_bars.draw(stacked_bars.StackedBars(tuple(rows)), desk.measure)
    return Figure("sponsor-types", scene, desk.words("sponsors.types.alt", **values))
