"""Trials in the focus country by lead sponsor, its names brought together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.cross import TIES, ordered
from cartreport.landscape.groups import count, counted_table, told
from cartreport.landscape.measures import distinct, every, where
from cartreport.landscape.table import Column, Table
from cartreport.landscape.trials_frame import focus_trials, sponsor_of, status_counts, unit_of

if TYPE_CHECKING:
    from cartreport.landscape.measures import Group
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.trials_frame import Trial

NAMED = (
    "Sponsor: the company or institution whose record lists the registry's name; a name that no "
    "record lists stands for itself."
)


def table(landscape: Landscape) -> Table:
    """One row a lead sponsor; ``names`` counts the spellings in the registry."""
    focus = focus_trials(landscape)
    by_sponsor: dict[str, list[Trial]] = {}
    for trial in focus:
        by_sponsor.setdefault(sponsor_of(trial), []).append(trial)

    def type_of(_: str, held: Group) -> str:
        return landscape.label("sponsor-types", held[0]["sponsor_type"])

    return counted_table(
        (
            told(Column("id", "Id", "key"), lambda sponsor, _: sponsor),
            told(Column("label", "Lead sponsor", "name"), lambda _, held: held[0]["sponsor_short"]),
            told(Column("type", "Type"), type_of),
            count("trials", "Trials", every),
            *status_counts(landscape),
            count("firm", "Without the doubtful", where(lambda trial: not trial["doubt"])),
            count("programmes", "In a programme", where(lambda trial: trial["programmes"])),
            count("names", "Names in the registry", distinct("sponsor"), counts="spelling"),
            told(Column("first", "First stated start", "date"), first_start),
        ),
        by_sponsor,
        focus,
        lambda rows: ordered(rows, "trials"),
        id="trials-by-sponsor",
        title=f"Trials in {landscape.project.focus.label} by lead sponsor",
        unit="trial",
        rule=f"{unit_of(landscape)} {NAMED} Each trial has one lead sponsor. {TIES}",
        as_of=landscape.date_of("trials"),
        sources=landscape.source_ids("trials", "companies", "institutions"),
        closing={"label": "All trials"},
        parts=(("trials", ("active", "unknown", "ended")),),
    )


def first_start(_: str, trials: Group) -> str | None:
    """The earliest start that one of the trials states."""
    return min((trial["start"] for trial in trials if trial["start"]), default=None)
