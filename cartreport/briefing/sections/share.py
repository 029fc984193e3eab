"""The focus country's share of the world's trials by start year, for three sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.briefing.words import percent

if TYPE_CHECKING:
    from cartreport.briefing.desk import Desk


def last_full_year(desk: Desk) -> int:
    """The last calendar year that the trial sources cover to its end."""
    date = desk.landscape.date_of("trials")
    return int(date[:4]) - (0 if date[5:] == "12-31" else 1)


def starts(desk: Desk, year: int) -> tuple[int, int]:
    """Trials that state a start in ``year``: with a site in the focus country, and worldwide."""
    trials = desk.landscape.trials
    started = trials[trials["start_year"] == year]
    return int(started["in_focus"].astype(bool).sum()), len(started)


def world_share(desk: Desk) -> dict[str, object]:
    """The values that sentences about the share name: last full year and the one before."""
    year = last_full_year(desk)
    here, world = starts(desk, year)
    here_before, world_before = starts(desk, year - 1)
    return {
        "year": str(year),
        "year_before": str(year - 1),
        "here": here,
        "world": world,
        "here_before": here_before,
        "world_before": world_before,
        "share": percent(here, world),
        "share_before": percent(here_before, world_before),
    }
