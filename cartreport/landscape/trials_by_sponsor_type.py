"""Trials in the focus country by type of lead sponsor, after the list of companies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.cross import axis_of
from cartreport.landscape.groups import along, count, counted_table, told
from cartreport.landscape.measures import every
from cartreport.landscape.table import Column, Table
from cartreport.landscape.trials_by_sponsor import NAMED
from cartreport.landscape.trials_frame import (
    focus_trials,
    grouped,
    settings_of,
    sponsors_of,
    status_counts,
    unit_of,
)

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape


def table(landscape: Landscape) -> Table:
    """One row a type, in the order of the vocabulary; ``sponsors`` are distinct."""
    focus = focus_trials(landscape)
    by_type = grouped(focus, "sponsor_type")
    types = axis_of(landscape, "sponsor-types", by_type, name="type", head="Type")
    settings = settings_of(landscape, focus)
    return counted_table(
        (
            told(Column("id", "Id", "key"), lambda kind, _: kind),
            told(Column("label", "Sponsor type", "name"), lambda kind, _: types.places[kind]),
            count("trials", "Trials", every),
            told(Column("share", "Share", "share"), lambda _, held: len(held) / len(focus)),
            *along(settings, "setting", head="By setting"),
            *status_counts(landscape),
            count("sponsors", "Sponsors", sponsors_of, counts="sponsor"),
        ),
        {kind: by_type[kind] for kind in types.places},
        focus,
        id="trials-by-sponsor-type",
        title=f"Trials in {landscape.project.focus.label} by type of lead sponsor",
        unit="trial",
        rule=(
            f"{unit_of(landscape)} {NAMED} A listed company is industry, a listed institution what "
            "its record says; of the others the registry's sponsor class decides."
        ),
        as_of=landscape.date_of("trials"),
        sources=landscape.source_ids("trials", "companies", "institutions"),
        closing={"label": "All trials", "share": 1.0 if focus else None},
        parts=(("trials", ("active", "unknown", "ended")), ("trials", settings.keys)),
    )
