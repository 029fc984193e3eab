"""The settings side by side, and who runs the trials: hospitals, companies, leading sponsors."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Figure, Section
from cartreport.briefing.figures import stacked_bars
from cartreport.briefing.grids import grid_of
from cartreport.briefing.sections.doubt import doubt_line
from cartreport.briefing.sections.settings import settings_exhibit
from cartreport.briefing.sections.sites import sites_exhibits
from cartreport.briefing.words import lower_first, percent

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
    values = _values(desk)
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
                grid=grid_of(desk.table("trials-by-sponsor"), WIDTHS, desk.months, most=ROWS),
                source=desk.sources("trials-by-sponsor"),
            ),
            *sites_exhibits(desk),
        ),
    )


def _values(desk: Desk) -> dict[str, object]:
    trials = desk.focus_trials
    types = Counter(trials["sponsor_type"])
    top_type = max(types, key=lambda key: (types[key], key))
    rows = desk.table("trials-by-sponsor").frame
    lead = rows.iloc[0]
    return {
        "n": len(trials),
        "doubt_types": doubt_line(desk, "trials-by-sponsor-type"),
        "doubt_table": doubt_line(desk, "trials-by-sponsor"),
        "sponsors": len(rows),
        "shown": min(ROWS, len(rows)),
        "top_type": lower_first(desk.landscape.label("sponsor-types", top_type)),
        "top_share": percent(types[top_type], len(trials)),
        "top_n": types[top_type],
        "lead": lead["label"],
        "lead_n": int(lead["trials"]),
        "shown_n": int(rows["trials"].head(ROWS).sum()),
        "shown_share": percent(int(rows["trials"].head(ROWS).sum()), len(trials)),
        "one": int((rows["trials"] == 1).sum()),
    }


def _types(desk: Desk, values: dict[str, object]) -> Figure:
    """One bar a type of sponsor, its segments the settings."""
    held = {setting for setting, *_ in desk.settings}
    counts: Counter[tuple[str, str | None]] = Counter()
    for kind, setting in desk.focus_trials[["sponsor_type", "setting"]].itertuples(index=False):
        counts[kind, setting if setting in held else None] += 1
    names: list[tuple[str | None, str, str]] = [
        *desk.settings,
        (None, desk.words("setting.none"), "hue-d"),
    ]
    totals = Counter(desk.focus_trials["sponsor_type"])
    kinds = sorted(totals, key=lambda kind: (-totals[kind], kind))
    rows = tuple(
        stacked_bars.BarRow(
            desk.landscape.label("sponsor-types", kind),
            tuple(stacked_bars.Segment(label, counts[kind, key], hue) for key, label, hue in names),
        )
        for kind in kinds
    )
    scene = stacked_bars.draw(stacked_bars.StackedBars(rows), desk.measure)
    return Figure("sponsor-types", scene, desk.words("sponsors.types.alt", **values))
