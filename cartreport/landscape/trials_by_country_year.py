"""Trials by start year: the focus country against its peers and the world."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.cross import NONE, table_frame
from cartreport.landscape.model import NOT_STATED
from cartreport.landscape.table import Column, Table
from cartreport.landscape.trials_frame import (
    both,
    grouped,
    place_columns,
    places,
    unit_of,
    world_trials,
)

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape


def table(landscape: Landscape) -> Table:
    """One row a start year, the oldest first, without a start date last.

    ``share`` is the focus country's share of the world's trials of that year.
    """
    trials = world_trials(landscape)
    by_year = grouped(trials, "start_year")
    years = [*sorted(year for year in by_year if year), *([None] if None in by_year else [])]
    rows = [
        {
            "id": str(year or NONE),
            "year": str(year or NOT_STATED),
            **places(landscape, by_year[year]),
            "share": _share(places(landscape, by_year[year])),
        }
        for year in years
    ]
    columns = (
        Column("id", "Id", "key"),
        Column("year", "Start year", "name"),
        *place_columns(landscape),
        Column("share", f"{landscape.project.focus.label}, share of world", "share"),
    )
    date = landscape.date_of("trials")
    total = places(landscape, trials)
    return Table(
        id="trials-by-country-year",
        title="Trials by start year and place",
        unit="trial",
        rule=(
            f"{unit_of(landscape)} Start year: the latest stated start date, not the year of "
            "registration. A trial with sites in two places counts in both; world counts it once."
        ),
        columns=columns,
        frame=table_frame(columns, rows),
        as_of=date,
        sources=landscape.source_ids("trials"),
        total={"year": "All trials", **total, "share": _share(total)},
        notes=(both(landscape, trials), f"{date[:4]} is part of a year: data to {date}."),
    )


def _share(counts: dict[str, object]) -> float | None:
    focus, world = int(str(counts["focus"])), int(str(counts["world"]))
    return focus / world if world else None
