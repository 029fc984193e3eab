"""Who and what is new in the focus country, by year of the first trial."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.begun import STARTED, WAITING
from cartreport.landscape.cross import NONE, Axis, axis_of, table_frame
from cartreport.landscape.table import Column, Table
from cartreport.landscape.trials_by_sponsor import NAMED
from cartreport.landscape.trials_frame import (
    DOUBTFUL,
    LABELLED,
    focus_trials,
    grouped,
    standing,
    unit_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartreport.landscape.model import Landscape
    from cartreport.landscape.trials_frame import Trial


DUE = (STARTED, WAITING)
"""States of trials whose stated start has come."""


def table(landscape: Landscape) -> Table:
    """One row a start year, the oldest first; planned, withdrawn and undated trials last.

    ``sponsors`` are those of the year's trials; ``new`` those whose first trial it is, split by
    type (``type:<id>``); ``targets`` are new ones, named in ``names``.
    """
    focus = focus_trials(landscape)
    types = axis_of(
        landscape,
        "sponsor-types",
        [trial["sponsor_type"] for trial in focus],
        name="type",
        head="New lead sponsors",
    )
    rows = list(_years(landscape, focus, types))
    date = landscape.date_of("trials")
    columns = _columns(types)
    summed = ("trials", "doubtful", "new", *types.keys, "targets")
    return Table(
        id="trials-entrants",
        title=f"New sponsors and targets in {landscape.project.focus.label} by year",
        unit="trial",
        rule=(
            f"{unit_of(landscape)} A sponsor or a target is new in the year of its first trial by "
            "stated start, up to the day of the data and without withdrawn trials; one that has no "
            f"such trial is new in no year and stands in the last row. {NAMED} {LABELLED}"
        ),
        columns=columns,
        frame=table_frame(columns, rows),
        as_of=date,
        sources=landscape.source_ids("trials", "labels", "companies", "institutions"),
        total={
            "year": "All years",
            **{key: sum(int(str(row[key])) for row in rows) for key in summed},
        },
        notes=(f"{date[:4]} is part of a year: data to {date}.",),
        parts=(("new", types.keys),),
    )


def _columns(types: Axis) -> tuple[Column, ...]:
    return (
        Column("id", "Id", "key"),
        Column("year", "Start year", "name"),
        Column("trials", "Trials", "count"),
        DOUBTFUL,
        Column("sponsors", "Lead sponsors", "number"),
        Column("new", "New", "count", group="New lead sponsors"),
        *types.columns,
        Column("targets", "New targets", "count"),
        Column("names", "Which", "terms"),
    )


def _years(landscape: Landscape, focus: list[Trial], types: Axis) -> Iterator[dict[str, object]]:
    by_year = grouped([trial for trial in focus if trial["begun"] in DUE], "start_year")
    by_year |= {None: late} if (late := [t for t in focus if t["begun"] not in DUE]) else {}
    sponsors: set[str] = set()
    targets: set[str] = set()
    for year in [*sorted(year for year in by_year if year), *([None] if None in by_year else [])]:
        held = by_year[year]
        fresh = _fresh(held, sponsors)
        kinds = list(fresh.values())
        named = sorted({target for trial in held for target in trial["targets"]} - targets)
        yield {
            "id": str(year or NONE),
            "year": str(year or "planned, withdrawn or undated"),
            "trials": len(held),
            **standing(held),
            "sponsors": len({_sponsor(trial) for trial in held}),
            "new": len(fresh),
            **{types.key(place): kinds.count(place) for place in types.places},
            "targets": len(named),
            "names": tuple(landscape.label("targets", target) for target in named),
        }
        sponsors |= set(fresh)
        targets |= set(named)


def _sponsor(trial: Trial) -> str:
    return str(trial["sponsor_id"] or trial["sponsor"])


def _fresh(held: list[Trial], known: set[str]) -> dict[str, str]:
    """Sponsor → type of those that were not known before."""
    found = {_sponsor(trial): str(trial["sponsor_type"]) for trial in held}
    return {sponsor: kind for sponsor, kind in found.items() if sponsor not in known}
