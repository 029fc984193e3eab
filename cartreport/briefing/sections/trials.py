"""What the trials test, as read from their records: targets and design, and who is new."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Cell, Figure, Grid, Head, Row, Section
from cartreport.briefing.figures import stacked_bars, years
from cartreport.briefing.grids import RIGHT, line_cells, spread
from cartreport.briefing.numbers import Bound, Number, Share
from cartreport.briefing.sections.doubt import doubt_line
from cartreport.briefing.sections.settings import setting_columns
from cartreport.briefing.sections.share import last_full_year, trials_to
from cartreport.briefing.sections.superlative import first
from cartreport.briefing.words import lower_first, short_day
from cartreport.landscape.table import NO_PLACE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartreport.briefing.briefing import Exhibit
    from cartreport.briefing.desk import Desk
    from cartreport.briefing.view import Line

KIND = "exhibits"
BARS = 12
HERE, NONE = "place:focus", NO_PLACE[0]
LEAST = 5
"""Trials in the focus country that a row of the design table has at least; fewer are left out."""
DESIGN = {"label": 52.0, HERE: 20.0, "share": 26.0}
GROUPS = 57.0
"""The width of all groups of statuses together."""
WORLD = 19.0
HUES = ("neu-1", "seq-4", "neu-3", "seq-2")
TARGETS, ENTRANTS, BY_DESIGN = "trials-by-target", "trials-entrants", "trials-by-design"


def section(desk: Desk) -> Section | None:
    """Trials by target, new sponsors by year, and trials by design."""
    if not desk.has("trials", "labels") or not desk.view(TARGETS).total[HERE]:
        return None
    if not any(line[HERE] for line in desk.view(TARGETS).stated):
        return None
    values = _values(desk)
    made = desk.section("trials", KIND, values=values)
    if not values["silent"]:
        made = replace(made, finding=desk.phrase("trials.finding.plain", **values))
    return replace(made, exhibits=tuple(_exhibits(desk, values)))


def _exhibits(desk: Desk, values: dict[str, object]) -> Iterator[Exhibit]:
    """Those that there are data for: a start date for the years, an axis for the design."""
    yield desk.exhibit(
        "trials.targets",
        values=values,
        figure=_targets(desk, values),
        source=desk.sources(TARGETS),
    )
    if desk.view(ENTRANTS).stated:
        yield desk.exhibit(
            "trials.entrants",
            values=values,
            figure=_entrants(desk, values),
            source=desk.sources(ENTRANTS),
        )
    if desk.view(BY_DESIGN).lines:
        yield desk.exhibit(
            "trials.design",
            values=values,
            title="" if values["silent"] else desk.words("trials.design.title.stated", **values),
            grid=_design(desk),
            source=desk.sources(BY_DESIGN),
        )


def _values(desk: Desk) -> dict[str, object]:
    return {**_of_targets(desk), **_of_entrants(desk), **_of_design(desk)}


def _shown(desk: Desk) -> list[Line]:
    """The targets that the focus country tests, the first of them."""
    return [line for line in desk.view(TARGETS).stated if line[HERE]][:BARS]


def _of_targets(desk: Desk) -> dict[str, object]:
    view = desk.view(TARGETS)
    n, lead = view.total.n(HERE), first(view.stated, HERE)
    several = view.count(("target-count:pair", "target-count:more"))
    return {
        "n": n,
        "doubt_targets": doubt_line(desk, TARGETS, HERE, BARS),
        "targets": view.rows(line for line in view.stated if line[HERE]),
        "bars": Bound(len(_shown(desk))),
        "first": desk.words.joined([line["label"] for line in lead]),
        "first_n": lead[0][HERE],
        "first_share": Share(lead[0].n(HERE), n),
        "first_tied": Bound(len(lead)),
        "first_world": lead[0]["n"],
        "several": several,
        "several_share": Share(several, n),
        "none": view.total["target-count:none"],
    }


def _of_entrants(desk: Desk) -> dict[str, object]:
    view, year = desk.view(ENTRANTS), last_full_year(desk)

    def new(column: str, id: str) -> Number:
        line = view.get(id)
        return view.count(column, [line] if line else [])

    return {
        "year": str(year),
        "year_before": str(year - 1),
        "part": str(year + 1),
        "new": new("new", str(year)),
        "new_before": new("new", str(year - 1)),
        "new_targets": new("targets", str(year)),
        "sponsors": view.total["new"],
        "undated": new("new", NONE),
    }


def _of_design(desk: Desk) -> dict[str, object]:
    """The programmes' first facet among the trials: how many records do not say it themselves,
    and how many stay open where siblings, programmes and product names are read too.
    """
    view = desk.view(BY_DESIGN)
    silent = next((line for facet in desk.facets if (line := view.get(f"{facet}:{NONE}"))), None)
    lines = [silent] if silent else []
    own = view.count("own", lines)
    return {
        "doubt_design": doubt_line(desk, BY_DESIGN, HERE),
        "axes": view.rows(line for line in view if not line.stated),
        "least": Bound(LEAST),
        "axis": lower_first(silent["axis"]) if silent else desk.words("none"),
        "silent": own,
        "silent_share": Share(own, desk.view(TARGETS).total.n(HERE)),
        "open": view.count(HERE, lines),
    }


def _targets(desk: Desk, values: dict[str, object]) -> Figure:
    """One bar a target, its segments the settings; behind it the world's number."""
    view = desk.view(TARGETS)
    named, others = setting_columns(desk, view)
    rows = [
        stacked_bars.BarRow(
            line["label"],
            (
                *(stacked_bars.Segment(label, line[key] or 0, hue) for key, label, hue in named),
                stacked_bars.Segment(
                    desk.words("setting.none"), view.count(others, [line]), "hue-d"
                ),
            ),
            note=desk.words("trials.targets.world", n=line["n"]),
        )
        for line in _shown(desk)
    ]
    scene = stacked_bars.draw(stacked_bars.StackedBars(tuple(rows)), desk.measure)
    return Figure(TARGETS, scene, desk.words("trials.targets.alt", **values))


def _design(desk: Desk) -> Grid:
    """The design table, a group an axis; rare values are left to the data file."""
    view = desk.view(BY_DESIGN)
    widths = {**DESIGN, **spread(view, "status-group:", GROUPS), "n": WORLD}
    columns = [view.column(key) for key in widths]
    rows: list[Row] = []
    axis = ""
    for line in view:
        if line[HERE] < LEAST and line.stated:
            continue
        if line["axis"] != axis:
            axis = line["axis"]
            rows.append(Row((Cell(axis),), kind="group"))
        cells = line_cells(line, columns, desk.months)
        rows.append(Row(cells if line.stated else tuple(replace(c, tone="muted") for c in cells)))
    heads = tuple(
        Head(
            desk.words("world") if column.key == "n" else column.label,
            widths[column.key],
            "right" if column.kind in RIGHT else "left",
            column.group if column.key.startswith("status-group:") else "",
        )
        for column in columns
    )
    return Grid(heads, tuple(rows), table=BY_DESIGN)


def _entrants(desk: Desk, values: dict[str, object]) -> Figure:
    """Columns of new lead sponsors by year, split by type."""
    view = desk.view(ENTRANTS)
    keys = view.keys("type:")
    last = str(last_full_year(desk) + 1)
    rows = []
    for line in view.stated:
        note = ""
        if line.id == last:
            date = short_day(trials_to(desk), desk.months)
            note = desk.words("glance.years.to", date=date.rsplit(" ", 1)[0])
        rows.append(years.Year(str(line.id), tuple(line[key] for key in keys), note=note))
    series = tuple(
        years.Series(view.column(key).label, HUES[index % len(HUES)])
        for index, key in enumerate(keys)
    )
    title = desk.words("trials.entrants.count")
    scene = years.draw(years.Years(tuple(rows), series, title), desk.measure)
    return Figure("new-sponsors", scene, desk.words("trials.entrants.alt", **values))
