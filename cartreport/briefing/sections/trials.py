"""What the trials test, as read from their records: targets and design, and who is new."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Cell, Figure, Grid, Head, Row, Section
from cartreport.briefing.figures import stacked_bars, years
from cartreport.briefing.grids import RIGHT, line_cells, spread
from cartreport.briefing.guards import first, kept, second
from cartreport.briefing.numbers import LEAST as BASE
from cartreport.briefing.numbers import Bound, Names, Number, Share
from cartreport.briefing.sections.doubt import doubt_line, turns
from cartreport.briefing.sections.phase_grid import drawn
from cartreport.briefing.sections.settings import setting_segments
from cartreport.briefing.sections.share import trials_to
from cartreport.briefing.words import lower_first
from cartreport.landscape.table import NO_PLACE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cartreport.briefing.briefing import Exhibit
    from cartreport.briefing.desk import Desk
    from cartreport.briefing.view import Line, View

KIND = "exhibits"
BARS = 12
HERE, NONE = "place:focus", NO_PLACE[0]
LEAST = 5
"""Trials in the focus country that a row of the design table has at least; fewer are left out."""
DESIGN = {"label": 52.0, HERE: 20.0, "share": 26.0}
FEW = {"label": 78.0, HERE: 20.0}
"""The columns where the trials are too few for a share in per cent."""
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
    return replace(
        desk.section("trials", KIND, values=values), exhibits=tuple(_exhibits(desk, values))
    )


def _exhibits(desk: Desk, values: dict[str, object]) -> Iterator[Exhibit]:
    """Those that there are data for: a start date for the years, an axis for the design."""
    yield desk.exhibit("trials.targets", TARGETS, values=values, figure=_targets(desk, values))
    if desk.view(ENTRANTS).stated:
        values |= _of_entrants(desk)
        yield desk.exhibit(
            "trials.entrants", ENTRANTS, values=values, figure=_entrants(desk, values)
        )
    if axes := _axes(desk):
        values |= {"axes": Bound(len(axes))}
        yield desk.exhibit("trials.design", BY_DESIGN, values=values, grid=_design(desk, axes))


def _values(desk: Desk) -> dict[str, object]:
    return {**_of_targets(desk), **_of_design(desk)}


def _tested(desk: Desk) -> list[Line]:
    """The targets that the focus country tests."""
    return [line for line in desk.view(TARGETS).stated if line[HERE]]


def _shown(desk: Desk) -> list[Line]:
    """Those with most trials."""
    return kept(_tested(desk), lambda line: line.n(HERE), BARS)


def _of_targets(desk: Desk) -> dict[str, object]:
    view, tested = desk.view(TARGETS), _tested(desk)
    n, lead, next_ = view.total.n(HERE), first(tested, HERE), second(tested, HERE)
    left = {
        "several": view.count(("target-count:pair", "target-count:more")),
        "none": view.total["target-count:none"],
    }
    told = desk.listed("trials.targets.left", {**left, "n": n})
    return {
        **drawn(desk, "trials.drawn", tested, _shown(desk), HERE),
        "n": n,
        "left": told,
        "doubt_targets": doubt_line(desk, TARGETS, HERE, BARS),
        "targets": view.rows(tested),
        "first_targets": view.rows(lead),
        "first_turns": turns(tested, HERE),
        "first": Names(line["label"] for line in lead),
        "first_n": lead[0][HERE],
        "first_share": Share(lead[0].n(HERE), n),
        "seconds": Names(line["label"] for line in next_),
        "second_n": next_[0][HERE] if next_ else view.count(HERE, []),
    }


def _of_entrants(desk: Desk) -> dict[str, object]:
    """The newest year that is drawn, which may not be over, and the year before it."""
    view, part = desk.view(ENTRANTS), trials_to(desk)[:4]
    line = view.stated[-1]
    newest, over = str(line.id), str(line.id) != part or trials_to(desk).endswith("-12-31")
    year = str(int(newest) - 1)
    before = view.get(year)
    before_n = view.count("new", [before] if before else [])
    values: dict[str, object] = {
        "newest": newest,
        "newest_n": line["new"],
        "so_far": "" if over else desk.words("trials.entrants.so_far"),
        "part_year": "" if over else desk.words("trials.entrants.part", newest=newest),
        "before": desk.words(
            "trials.entrants.before", before=str(int(newest) - 1), before_n=before_n
        )
        if view.stated[1:]
        else "",
        "since": desk.words("trials.entrants.since") if newest < part else "",
    }
    return {
        **values,
        "sponsors": view.total["new"],
        "doubt_new": doubt_line(desk) if line["doubtful"] else "",
        "left": desk.clause("trials.entrants.left", undated=_undated(view)),
        "targets_new": desk.clause(
            "trials.entrants.targets", new_targets=line["targets"], **values
        ),
    }


def _undated(view: View) -> Number:
    line = view.get(NONE)
    return view.count("new", [line] if line else [])


def _of_design(desk: Desk) -> dict[str, object]:
    """The programmes' first facet among the trials: how many records do not say it themselves,
    and how many stay open where siblings, programmes and product names are read too.
    """
    view = desk.view(BY_DESIGN)
    silent = next((line for facet in desk.facets if (line := view.get(f"{facet}:{NONE}"))), None)
    lines = [silent] if silent else []
    open_, axis = view.count(HERE, lines), lower_first(silent["axis"]) if silent else ""
    return {
        "doubt_design": doubt_line(desk, BY_DESIGN, HERE),
        "least": Bound(LEAST),
        "axis": axis,
        "own": desk.clause("trials.design.own", silent=view.count("own", lines), axis=axis),
        "open_share": Share(open_, desk.view(TARGETS).total.n(HERE)),
        "open": open_,
    }


def _targets(desk: Desk, values: dict[str, object]) -> Figure:
    """One bar a target, its segments the settings; behind it the world's number."""
    view = desk.view(TARGETS)
    rows = [
        stacked_bars.BarRow(
            line["label"],
            setting_segments(desk, view, [line]),
            note=desk.words("trials.targets.world", n=line["n"]),
        )
        for line in _shown(desk)
    ]
    scene = stacked_bars.draw(stacked_bars.StackedBars(tuple(rows)), desk.measure)
    return Figure(TARGETS, scene, desk.say("trials.targets.alt", values))


def _axes(desk: Desk) -> dict[str, list[Line]]:
    """The axes of the design table that have a value of enough trials, each with its rows."""
    axes: dict[str, list[Line]] = {}
    for line in desk.view(BY_DESIGN):
        if not line.stated or line[HERE] >= LEAST:
            axes.setdefault(line["axis"], []).append(line)
    return {axis: held for axis, held in axes.items() if any(line[HERE] for line in held)}


def _unstated(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """A line for what no record states: it is pale, and last however the table is sorted."""
    name, *others = (replace(cell, tone="muted") for cell in cells)
    return (replace(name, sort=""), *others)


def _design(desk: Desk, axes: Mapping[str, Sequence[Line]]) -> Grid:
    """The design table, a group an axis; rare values are left to the data file."""
    view = desk.view(BY_DESIGN)
    told = DESIGN if desk.view(TARGETS).total.n(HERE) >= BASE else FEW
    widths = {**told, **spread(view, "status-group:", GROUPS), "n": WORLD}
    columns = [view.column(key) for key in widths]
    rows: list[Row] = []
    for axis, lines in axes.items():
        rows.append(Row((Cell(axis),), kind="group"))
        for line in lines:
            cells = line_cells(line, columns, desk.words)
            rows.append(Row(cells if line.stated else _unstated(cells)))
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
    rows = []
    for line in view.stated:
        note = ""
        if line.id == values["newest"] and values["part_year"]:
            note = desk.words("glance.years.to", date=desk.words.day_of_year(trials_to(desk)))
        rows.append(years.Year(str(line.id), tuple(line[key] for key in keys), note=note))
    series = tuple(
        years.Series(view.column(key).label, HUES[index % len(HUES)])
        for index, key in enumerate(keys)
    )
    title = desk.words("trials.entrants.count")
    scene = years.draw(years.Years(tuple(rows), series, title), desk.measure)
    return Figure("new-sponsors", scene, desk.words("trials.entrants.alt", **values))
