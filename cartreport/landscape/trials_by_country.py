"""Trials by country of their sites."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.counted import counted
from cartreport.landscape.cross import NONE, TIES, ordered, table_frame
from cartreport.landscape.table import Column, Table
from cartreport.landscape.trials_frame import status_columns, statuses, world_trials

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.trials_frame import Trial


def table(landscape: Landscape) -> Table:
    """One row a country, spelt as in the registry; a trial counts once in each of its countries."""
    trials = world_trials(landscape)
    by_country: dict[str, list[Trial]] = {}
    for trial in trials:
        for country in dict.fromkeys(trial["countries"]) or (NONE,):
            by_country.setdefault(country, []).append(trial)
    known = len(trials) - len(by_country.get(NONE, ()))
    rows = ordered(
        (
            {
                "id": country,
                "label": country if country != NONE else "No place named",
                "trials": len(held),
                **statuses(held),
                "share": len(held) / known if country != NONE else None,
            }
            for country, held in by_country.items()
        ),
        "trials",
    )
    columns = (
        Column("id", "Id", "key"),
        Column("label", "Country", "name"),
        Column("trials", "Trials", "count"),
        *status_columns(landscape),
        Column("share", "Share of known places", "share"),
    )
    return Table(
        id="trials-by-country",
        title="Trials by country",
        unit="trial",
        rule=(
            "Unit: trial, by registry number. It counts once in each country where it names a "
            "site, so rows add up to more than the trials; totals are distinct. Shares are of the "
            f"trials that name a place. {counted(landscape)} {TIES}"
        ),
        columns=columns,
        frame=table_frame(columns, rows),
        as_of=landscape.date_of("trials"),
        sources=landscape.source_ids("trials"),
        total={
            "label": "All trials",
            "trials": len(trials),
            **statuses(trials),
            "share": None,
        },
        overlaps=("trials", "active", "unknown", "ended", "doubtful"),
        parts=(("trials", ("active", "unknown", "ended")),),
    )
