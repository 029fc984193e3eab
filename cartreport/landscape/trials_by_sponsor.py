"""Trials in the focus country by lead sponsor, its names brought together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.cross import TIES, ordered, table_frame
from cartreport.landscape.table import Column, Table
from cartreport.landscape.trials_frame import focus_trials, status_columns, statuses, unit_of

if TYPE_CHECKING:
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
        by_sponsor.setdefault(trial["sponsor_id"] or trial["sponsor"], []).append(trial)
    rows = ordered(
        (_row(landscape, sponsor, held) for sponsor, held in by_sponsor.items()), "trials"
    )
    columns = (
        Column("id", "Id", "key"),
        Column("label", "Lead sponsor", "name"),
        Column("type", "Type"),
        Column("trials", "Trials", "count"),
        *status_columns(landscape),
        Column("programmes", "In a programme", "count"),
        Column("names", "Names in the registry", "count"),
        Column("first", "First stated start", "date"),
    )
    return Table(
        id="trials-by-sponsor",
        title=f"Trials in {landscape.project.focus.label} by lead sponsor",
        unit="trial",
        rule=f"{unit_of(landscape)} {NAMED} Each trial has one lead sponsor. {TIES}",
        columns=columns,
        frame=table_frame(columns, rows),
        as_of=landscape.date_of("trials"),
        sources=landscape.source_ids("trials", "companies", "institutions"),
        total={
            "label": "All trials",
            "trials": len(focus),
            **statuses(focus),
            "programmes": sum(bool(trial["programmes"]) for trial in focus),
            "names": len({trial["sponsor"] for trial in focus}),
        },
        parts=(("trials", ("active", "unknown", "ended")),),
        facts={"sponsors": len(rows)},
    )


def _row(landscape: Landscape, sponsor: str, held: list[Trial]) -> dict[str, object]:
    return {
        "id": sponsor,
        "label": held[0]["sponsor_short"],
        "type": landscape.label("sponsor-types", held[0]["sponsor_type"]),
        "trials": len(held),
        **statuses(held),
        "programmes": sum(bool(trial["programmes"]) for trial in held),
        "names": len({trial["sponsor"] for trial in held}),
        "first": min((trial["start"] for trial in held if trial["start"]), default=None),
    }
