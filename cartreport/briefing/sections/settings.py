"""The settings side by side: one table over trials, programmes, companies and products."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Cell, Exhibit, Grid, Head, Row
from cartreport.briefing.sections.doubt import doubt_line
from cartreport.briefing.sections.evidence_cells import setting_of
from cartreport.briefing.sections.ladder import second_phase
from cartreport.briefing.sections.licensed import approvals
from cartreport.briefing.sections.share import last_full_year
from cartreport.briefing.words import number
from cartreport.landscape.begun import STARTED

if TYPE_CHECKING:
    import pandas as pd

    from cartreport.briefing.desk import Desk

ROWS = (
    "trials",
    "active",
    "recent",
    "far",
    "size",
    "cities",
    "programmes",
    "companies",
    "sets",
    "approved",
)
NAME = 62.0


def settings_exhibit(desk: Desk) -> Exhibit:
    """One table: each row names its own unit, so that no two are added."""
    columns = {label: _column(desk, setting) for setting, label, _ in desk.settings}
    values: dict[str, object] = {
        "n": len(desk.focus_trials),
        "doubt": doubt_line(desk, "trials-by-setting"),
        "starts": desk.words.joined([_starts(desk, name, held) for name, held in columns.items()]),
        "since": str(last_full_year(desk)),
    }
    width = (174 - NAME) / len(columns)
    heads = (
        Head(desk.words("settings.head"), NAME),
        *(Head(name, width, "right") for name in columns),
    )
    rows = tuple(
        Row(
            (
                Cell(desk.words(f"settings.row.{row}", **values)),
                *(_cell(column[row]) for column in columns.values()),
            )
        )
        for row in ROWS
    )
    return desk.exhibit(
        "settings",
        values=values,
        grid=Grid(heads, rows, table="trials-by-setting", sortable=False),
        source=desk.sources("trials-by-setting", "programmes"),
    )


def _cell(value: float) -> Cell:
    """A whole number, zero as a dot; a median that falls between two keeps its half."""
    if not value:
        return Cell("·", tone="muted", sort=0)
    whole = float(value).is_integer()
    return Cell(number(int(value)) if whole else f"{value:,.1f}", sort=value)


def _starts(desk: Desk, name: str, column: dict[str, float]) -> str:
    """How many of a setting's trials have started of late: both numbers stand in its column."""
    return desk.words(
        "settings.starts", name=name, recent=int(column["recent"]), trials=int(column["trials"])
    )


def _column(desk: Desk, setting: str) -> dict[str, float]:
    """The numbers of one setting. A programme counts under the setting that it names first."""
    phases, second = desk.landscape.vocabulary["phases"], second_phase(desk)
    trials = desk.focus_trials[desk.focus_trials["setting"] == setting]
    named = desk.landscape.programmes
    first = [bool(settings) and settings[0] == setting for settings in named["settings"]]
    programmes = named[first] if first else named
    started = list(trials[trials["begun"] == STARTED]["start_year"])
    recent = sum(year >= last_full_year(desk) for year in started)
    sizes = [n for n in trials["enrolment"] if n]
    return {
        "trials": len(trials),
        "active": int((trials["status_group"] == "active").sum()),
        "recent": recent,
        "far": sum(bool(p) and (phases[p].order or 0) > second for p in trials["phase"]),
        "size": median(sizes) if len(sizes) >= 6 else 0,
        "cities": _cities(trials),
        "programmes": len(programmes),
        "companies": int(programmes["company"].dropna().nunique()),
        "sets": int(programmes["target"].dropna().nunique()),
        "approved": sum(setting_of(desk, use["indications"]) == setting for use in approvals(desk)),
    }


def _cities(trials: pd.DataFrame) -> int:
    return len({city for cities in trials["cities"] for city in cities})
