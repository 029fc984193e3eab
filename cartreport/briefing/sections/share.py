"""The focus country's share of the world's started trials by year, for four sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.briefing.guards import highest
from cartreport.briefing.numbers import LEAST, Share
from cartreport.briefing.sayings import bearing
from cartreport.briefing.view import View
from cartreport.landscape.table import NO_PLACE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cartreport.briefing.desk import Desk
    from cartreport.briefing.numbers import Number
    from cartreport.briefing.view import Line

YEARS = "trials-by-country-year"
ONCE, FIRM, STATED_FIRM = "once:", "firm:", "stated-firm:"
"""Columns of the table in which each trial stands once, by its first place."""
UNPLACED = f"{ONCE}{NO_PLACE[0]}"


def years_view(desk: Desk) -> View:
    """The table of years; where the project has no trials it is not among those used."""
    return desk.view(YEARS) if desk.has("trials") else View(desk.tables[YEARS])


def trials_to(desk: Desk) -> str:
    """The day to which the trials are complete."""
    return desk.tables[YEARS].as_of


def last_full_year(desk: Desk) -> int:
    """The last calendar year that the trial sources cover to its end."""
    date = trials_to(desk)
    return int(date[:4]) - (0 if date[5:] == "12-31" else 1)


def year_lines(desk: Desk, *years: int) -> list[Line]:
    """The lines of these years, those that there are; of none named, of each up to the data's."""
    until = int(trials_to(desk)[:4])
    wanted = {str(year) for year in years}
    return [
        line
        for line in years_view(desk)
        if line.stated and int(str(line.id)) <= until and (not years or line.id in wanted)
    ]


def placed(desk: Desk, prefix: str, lines: Sequence[Line]) -> Number:
    """The trials of some years that name a place, each once."""
    view = years_view(desk)
    return view.count([key for key in view.keys(prefix) if key != prefix + NO_PLACE[0]], lines)


def starts(desk: Desk, year: int) -> tuple[Number, Number]:
    """Trials that started in ``year`` and name a place: in the focus country, and worldwide."""
    lines = year_lines(desk, year)
    return years_view(desk).count(f"{ONCE}focus", lines), placed(desk, ONCE, lines)


def firm_share(desk: Desk, year: int) -> Share:
    """The share of a year without the trials of doubtful standing."""
    lines = year_lines(desk, year)
    return Share(years_view(desk).count(f"{FIRM}focus", lines), placed(desk, FIRM, lines))


def world_share(desk: Desk) -> dict[str, object]:
    """What sentences on the share name: the newest year so far, the last full one, the one before.

    ``hosts`` is the phrase that they begin with, empty where there is nothing to say.
    """
    year = last_full_year(desk)
    here, world = starts(desk, year)
    here_before, world_before = starts(desk, year - 1)
    here_part, world_part = starts(desk, year + 1)
    named = (year, year + 1) if world_part >= LEAST else (year,)
    values: dict[str, object] = {
        "part": str(year + 1),
        "year": str(year),
        "year_before": str(year - 1),
        "here_part": here_part,
        "world_part": world_part,
        "share_part": Share(here_part, world_part),
        "here": here,
        "world": world,
        "share": Share(here, world),
        "here_before": here_before,
        "world_before": world_before,
        "share_before": Share(here_before, world_before),
        "firm": _firm(desk, year + 1),
        "beside": _beside(desk, *named),
        "beside_before": _beside(desk, year - 1, *named),
    }
    now = bearing("share.hosts", values) == "share.hosts"
    after = "" if now or trials_to(desk)[:4] == str(year) else desk.say("share.after", values)
    hosts = desk.say("share.hosts", values)
    return {
        **values,
        "hosts": hosts,
        "after": after,
        "hosts_firm": values["firm"] if now else after,
    }


def _beside(desk: Desk, *years: int) -> str:
    """How many of the years that a sentence names name no place, and of which years they are."""
    view, lines = years_view(desk), year_lines(desk, *years)
    held = [line for line in lines if line[UNPLACED]]
    told = desk.words.joined([str(line.id) for line in held])
    return desk.clause("share.beside", n=view.count(UNPLACED, held), years=told)


def doubted(desk: Desk) -> bool:
    """Whether a trial that states its start is of doubtful standing."""
    view = years_view(desk)
    return bool(view.count(view.keys(STATED_FIRM)) != view.total["n"])


def _firm(desk: Desk, year: int) -> str:
    """The share of a year without the doubtful trials, where there are any."""
    return desk.clause("share.firm", firm_part=doubted(desk) and firm_share(desk, year))


def is_record(desk: Desk) -> bool:
    """Whether the last full year's share is the highest: on every base that the table has.

    Of the started trials that name a place, of all that started, of all that state a start, and
    without those of doubtful standing; wherever the trials without a start may belong.
    """
    view, year = years_view(desk), last_full_year(desk)
    undated = [line for line in view if not line.stated]

    def holds(part: str, columns: Sequence[str], late: str) -> bool:
        series = {
            int(str(line.id)): (line.n(part), view.count(columns, [line])) for line in view.stated
        }
        return highest(series, year, view.count(late, undated))

    def named(prefix: str) -> list[str]:
        return [key for key in view.keys(prefix) if key != prefix + NO_PLACE[0]]

    here, firm = "place:focus", f"{STATED_FIRM}focus"
    return all(
        (
            holds(f"{ONCE}focus", named(ONCE), here),
            holds(f"{ONCE}focus", view.keys(ONCE), here),
            holds(here, ["n"], here),
            holds(f"{FIRM}focus", named(FIRM), firm),
            holds(f"{FIRM}focus", view.keys(FIRM), firm),
            holds(firm, view.keys(STATED_FIRM), firm),
        )
    )


def holds_without_doubt(desk: Desk) -> bool:
    """Whether the share moves the same way from year to year without the doubtful trials."""
    year = last_full_year(desk)
    if len(year_lines(desk, year, year - 1)) < 2:
        return False
    now, before = (Share(*starts(desk, y)).value for y in (year, year - 1))
    firm, firm_before = (firm_share(desk, y).value for y in (year, year - 1))
    move, firm_move = now - before, firm - firm_before
    return move * firm_move > 0 or move == firm_move == 0
