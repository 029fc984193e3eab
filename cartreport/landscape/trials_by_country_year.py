"""Trials by start year: the focus country against its peers and the world."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.begun import RULE, STARTED, STATES
from cartreport.landscape.cross import NONE, table_frame
from cartreport.landscape.model import NOT_STATED
from cartreport.landscape.table import Column, Table
from cartreport.landscape.trials_frame import (
    DOUBTFUL,
    both,
    grouped,
    place_columns,
    places,
    read_from,
    standing,
    unit_of,
    world_trials,
)

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.trials_frame import Trial


def table(landscape: Landscape) -> Table:
    """One row a start year, the oldest first, without a start date last.

    The first columns count every stated start, ``state:<state>`` splits the world's by whether the
    trial has started, and ``started:<place>`` counts those alone. ``share`` is the focus country's
    share of the started trials that name a place; ``share_firm`` is without the doubtful ones.
    """
    trials = world_trials(landscape)
    by_year = grouped(trials, "start_year")
    years = [*sorted(year for year in by_year if year), *([None] if None in by_year else [])]
    rows = [
        {
            "id": str(year or NONE),
            "year": str(year or NOT_STATED),
            **_counts(landscape, by_year[year]),
        }
        for year in years
    ]
    columns = _columns(landscape)
    date = landscape.date_of("trials")
    return Table(
        id="trials-by-country-year",
        title="Trials by start year and place",
        unit="trial",
        rule=(
            f"{unit_of(landscape)} Start year: the latest stated start date, not the year of "
            "registration. A trial with sites in two places counts in both; world counts it once. "
            f"{RULE} Shares are of the started trials that name a place; without the doubtful, one "
            "whose start was moved is left out, not put back at the start that it stated before."
        ),
        columns=columns,
        frame=table_frame(columns, rows),
        as_of=date,
        sources=read_from(landscape),
        total={"year": "All trials", **_counts(landscape, trials)},
        notes=(both(landscape, trials), f"{date[:4]} is part of a year: data to {date}."),
        parts=(("world", tuple(f"state:{state}" for state in STATES)),),
    )


def _columns(landscape: Landscape) -> tuple[Column, ...]:
    label = landscape.project.focus.label
    return (
        Column("id", "Id", "key"),
        Column("year", "Start year", "name"),
        *place_columns(landscape),
        *(
            Column(f"state:{state}", head, "count", group="World, by state")
            for state, head in STATES.items()
        ),
        *(
            Column(f"started:{column.key}", column.label, "count", group="Started")
            for column in place_columns(landscape)
        ),
        Column("share", f"{label}, share of started", "share"),
        DOUBTFUL,
        Column("share_firm", "Share without the doubtful", "share"),
    )


def _counts(landscape: Landscape, trials: list[Trial]) -> dict[str, object]:
    states = [trial["begun"] for trial in trials]
    started = [trial for trial in trials if trial["begun"] == STARTED]
    firm = [trial for trial in started if not trial["doubt"]]
    return {
        **places(landscape, trials),
        **{f"state:{state}": states.count(state) for state in STATES},
        **{f"started:{key}": count for key, count in places(landscape, started).items()},
        "share": _share(started),
        **standing([trial for trial in trials if trial["in_focus"]]),
        "share_firm": _share(firm),
    }


def _share(trials: list[Trial]) -> float | None:
    """The focus country's share of the trials that name a place."""
    known = [trial for trial in trials if trial["countries"]]
    return sum(trial["in_focus"] for trial in known) / len(known) if known else None
