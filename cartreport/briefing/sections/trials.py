"""What the trials test, as read from their records: targets and design, and who is new."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cartreport.briefing.briefing import Cell, Figure, Grid, Head, Row, Section
from cartreport.briefing.figures import stacked_bars, years
from cartreport.briefing.grids import RIGHT, printed
from cartreport.briefing.sections.doubt import doubt_line
from cartreport.briefing.sections.share import last_full_year
from cartreport.briefing.words import percent, short_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartreport.briefing.briefing import Exhibit
    from cartreport.briefing.desk import Desk

KIND = "exhibits"
BARS = 12
NONE = "not-stated"
"""The id of a table's row for what is not stated."""
LEAST = 5
"""Trials in the focus country that a row of the design table has at least; fewer are left out."""
DESIGN = {
    "label": 52.0,
    "focus": 20.0,
    "share": 26.0,
    "active": 19.0,
    "unknown": 19.0,
    "ended": 19.0,
    "world": 19.0,
}
HUES = ("neu-1", "seq-4", "neu-3", "seq-2")


def section(desk: Desk) -> Section | None:
    """Trials by target, new sponsors by year, and trials by design."""
    if not len(desk.landscape.trial_labels) or not len(desk.focus_trials):
        return None
    values = _values(desk)
    made = desk.section("trials", KIND, values=values)
    if not desk.landscape.project.trial_facets:
        made = replace(made, finding=desk.words("trials.finding.plain", **values))
    return replace(made, exhibits=tuple(_exhibits(desk, values)))


def _exhibits(desk: Desk, values: dict[str, object]) -> Iterator[Exhibit]:
    """Those that there are data for: a start date for the years, an axis for the design."""
    yield desk.exhibit(
        "trials.targets",
        values=values,
        figure=_targets(desk, values),
        source=desk.sources("trials-by-target"),
    )
    if desk.focus_trials["start_year"].notna().any():
        yield desk.exhibit(
            "trials.entrants",
            values=values,
            figure=_entrants(desk, values),
            source=desk.sources("trials-entrants"),
        )
    if desk.landscape.project.trial_facets:
        yield desk.exhibit(
            "trials.design",
            values=values,
            grid=_design(desk),
            source=desk.sources("trials-by-design"),
        )


def _values(desk: Desk) -> dict[str, object]:
    targets = desk.table("trials-by-target")
    named = targets.frame[targets.frame["id"] != NONE]
    rows = named.to_dict("records")
    n = len(desk.focus_trials)
    year = last_full_year(desk)
    entrants = {row["id"]: row for row in desk.table("trials-entrants").frame.to_dict("records")}
    last, before = (entrants.get(str(y), {"new": 0, "targets": 0}) for y in (year, year - 1))
    total: dict[str, Any] = targets.total or {}
    return {
        "n": n,
        "doubt_targets": doubt_line(desk, "trials-by-target", "focus", BARS),
        "doubt_design": doubt_line(desk, "trials-by-design", "focus"),
        "targets": len(named),
        "bars": min(BARS, len(named)),
        "first": rows[0]["label"] if rows else desk.words("none"),
        "first_n": rows[0]["focus"] if rows else 0,
        "first_share": percent(rows[0]["focus"] if rows else 0, n),
        "first_world": rows[0]["world"] if rows else 0,
        "several": total["paired"] + total["more"],
        "several_share": percent(total["paired"] + total["more"], n),
        "none": total["none"],
        "axes": len(desk.landscape.project.trial_facets),
        "least": LEAST,
        **_least_stated(desk, n),
        "year": str(year),
        "year_before": str(year - 1),
        "part": str(year + 1),
        "new": last["new"],
        "new_before": before["new"],
        "new_targets": last["targets"],
        "sponsors": sum(row["new"] for row in entrants.values()),
        "undated": entrants[NONE]["new"] if NONE in entrants else 0,
    }


def _least_stated(desk: Desk, n: int) -> dict[str, object]:
    """The programmes' first facet among the trials: how many records do not say it themselves,
    and how many stay open where siblings, programmes and product names are read too.
    """
    table, project = desk.table("trials-by-design"), desk.landscape.project
    stated: dict[str, int] = table.facts["stated"]  # type: ignore[assignment]
    own: dict[str, int] = table.facts["own"]  # type: ignore[assignment]
    axis = next((facet for facet in project.facets if facet in stated), None)
    silent = n - own[axis] if axis else 0
    title = desk.landscape.vocabulary[axis].title if axis else desk.words("none")
    return {
        "axis": title[:1].lower() + title[1:],
        "silent": silent,
        "silent_share": percent(silent, n),
        "open": n - stated[axis] if axis else 0,
    }


def _targets(desk: Desk, values: dict[str, object]) -> Figure:
    """One bar a target, its segments the settings; behind it the world's number."""
    held = desk.table("trials-by-target").frame
    rows = []
    for row in held[held["id"] != NONE].head(BARS).to_dict("records"):
        parts = [
            stacked_bars.Segment(label, int(row.get(f"setting:{key}", 0)), hue)
            for key, label, hue in desk.settings
        ]
        rest = int(row["focus"]) - sum(part.value for part in parts)
        parts.append(stacked_bars.Segment(desk.words("setting.none"), rest, "hue-d"))
        note = desk.words("trials.targets.world", n=int(row["world"]))
        rows.append(stacked_bars.BarRow(str(row["label"]), tuple(parts), note=note))
    scene = stacked_bars.draw(stacked_bars.StackedBars(tuple(rows)), desk.measure)
    return Figure("trials-by-target", scene, desk.words("trials.targets.alt", **values))


def _design(desk: Desk) -> Grid:
    """The design table, a group an axis; rare values are left to the data file."""
    table = desk.table("trials-by-design")
    columns = [table.column(key) for key in DESIGN]
    rows: list[Row] = []
    axis = ""
    for held in table.frame.to_dict("records"):
        silent = str(held["id"]).endswith(f":{NONE}")
        if int(held["focus"]) < LEAST and not silent:
            continue
        if held["axis"] != axis:
            axis = str(held["axis"])
            rows.append(Row((Cell(axis),), kind="group"))
        cells = [printed(held[column.key], column, desk.months) for column in columns]
        if silent:
            cells = [replace(cell, tone="muted") for cell in cells]
        rows.append(Row(tuple(cells)))
    heads = tuple(
        Head(
            column.label,
            DESIGN[column.key],
            "right" if column.kind in RIGHT else "left",
            column.group if column.group == "By status" else "",
        )
        for column in columns
    )
    return Grid(heads, tuple(rows), table=table.id)


def _entrants(desk: Desk, values: dict[str, object]) -> Figure:
    """Columns of new lead sponsors by year, split by type."""
    table = desk.table("trials-entrants")
    keys = [column for column in table.columns if column.key.startswith("type:")]
    last = str(last_full_year(desk) + 1)
    rows = []
    for row in table.frame[table.frame["id"] != NONE].to_dict("records"):
        note = ""
        if row["id"] == last:
            date = short_day(desk.landscape.date_of("trials"), desk.months)
            note = desk.words("glance.years.to", date=date.rsplit(" ", 1)[0])
        counts = tuple(int(row[column.key]) for column in keys)
        rows.append(years.Year(str(row["id"]), counts, note=note))
    series = tuple(
        years.Series(column.label, HUES[index % len(HUES)]) for index, column in enumerate(keys)
    )
    title = desk.words("trials.entrants.count")
    scene = years.draw(years.Years(tuple(rows), series, title), desk.measure)
    return Figure("new-sponsors", scene, desk.words("trials.entrants.alt", **values))
