"""The focus country's share of the world's started trials by year, for four sections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cartreport.briefing.sections.superlative import LEAST, highest
from cartreport.briefing.words import percent
from cartreport.landscape.begun import STARTED, UNDATED

if TYPE_CHECKING:
    from cartreport.briefing.desk import Desk

YEARS = "trials-by-country-year"


def last_full_year(desk: Desk) -> int:
    """The last calendar year that the trial sources cover to its end."""
    date = desk.landscape.date_of("trials")
    return int(date[:4]) - (0 if date[5:] == "12-31" else 1)


def year_rows(desk: Desk) -> dict[int, dict[str, Any]]:
    """The rows of the table by start year, up to the year of the data."""
    frame = desk.tables[YEARS].frame
    until = int(desk.landscape.date_of("trials")[:4])
    found = {
        row["id"]: {str(key): cell for key, cell in row.items()} for row in frame.to_dict("records")
    }
    return {int(key): row for key, row in found.items() if key.isdigit() and int(key) <= until}


def starts(desk: Desk, year: int) -> tuple[int, int]:
    """Trials that started in ``year`` and name a place: in the focus country, and worldwide."""
    row = year_rows(desk).get(year)
    if row is None:
        return 0, 0
    return int(row["started:focus"]), int(row["started:world"] - row["started:unplaced"])


def world_share(desk: Desk) -> dict[str, object]:
    """The values that sentences about the share name: last full year and the one before."""
    year = last_full_year(desk)
    here, world = starts(desk, year)
    here_before, world_before = starts(desk, year - 1)
    here_part, world_part = starts(desk, year + 1)
    beside = sum(
        int(year_rows(desk).get(y, {}).get("started:unplaced", 0)) for y in (year, year - 1)
    )
    return {
        "year": str(year),
        "year_before": str(year - 1),
        "here": here,
        "world": world,
        "here_before": here_before,
        "world_before": world_before,
        "share": percent(here, world),
        "share_before": percent(here_before, world_before),
        "here_part": here_part,
        "world_part": world_part,
        "share_part": percent(here_part, world_part) if world_part >= LEAST else "",
        "part": str(year + 1),
        "unplaced": beside,
        "beside": desk.words("share.beside", n=beside) if beside else "",
    }


def is_record(desk: Desk) -> bool:
    """Whether the last full year's share is the highest: on every base that the table has.

    Of the started trials that name a place, of all that started, of all that state a start, and
    without those of doubtful standing; wherever the trials without a start may belong.
    """
    year = last_full_year(desk)
    trials = desk.landscape.rows("trials")
    firm = [trial for trial in trials if not trial["doubt"]]
    return all(
        highest(_series(base, started=started, placed=placed), year, _undated(base))
        for base in (trials, firm)
        for started, placed in ((True, True), (True, False), (False, False))
    )


def _series(
    trials: list[dict[str, Any]], *, started: bool, placed: bool
) -> dict[int, tuple[int, int]]:
    found: dict[int, tuple[int, int]] = {}
    for trial in trials:
        year = trial["start_year"]
        if year is None or (started and trial["begun"] != STARTED):
            continue
        if placed and not trial["countries"]:
            continue
        part, whole = found.get(year, (0, 0))
        found[year] = part + trial["in_focus"], whole + 1
    return found


def _undated(trials: list[dict[str, Any]]) -> int:
    return sum(trial["in_focus"] and trial["begun"] == UNDATED for trial in trials)


def holds_without_doubt(desk: Desk) -> bool:
    """Whether the share moves the same way from year to year without the doubtful trials."""
    rows, year = year_rows(desk), last_full_year(desk)
    if year not in rows or year - 1 not in rows:
        return False
    now, before = rows[year], rows[year - 1]
    moves = [(now[key] or 0) - (before[key] or 0) for key in ("share", "share_firm")]
    return moves[0] * moves[1] > 0 or moves == [0, 0]
