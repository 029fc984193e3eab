"""Trials in the focus country by type of lead sponsor, after the list of companies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.cross import axis_of, table_frame
from cartreport.landscape.table import Column, Table
from cartreport.landscape.trials_by_sponsor import NAMED
from cartreport.landscape.trials_frame import (
    focus_trials,
    grouped,
    status_columns,
    statuses,
    unit_of,
)

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape


def table(landscape: Landscape) -> Table:
    """One row a type, in the order of the vocabulary; ``sponsors`` are distinct."""
    focus = focus_trials(landscape)
    by_type = grouped(focus, "sponsor_type")
    types = axis_of(landscape, "sponsor-types", by_type, name="type", head="Type")

    def sponsors(held: list[dict[str, object]]) -> int:
        return len({trial["sponsor_id"] or trial["sponsor"] for trial in held})

    rows = [
        {
            "id": kind,
            "label": label,
            "trials": len(by_type[kind]),
            "share": len(by_type[kind]) / len(focus),
            **statuses(by_type[kind]),
            "sponsors": sponsors(by_type[kind]),
        }
        for kind, label in types.places.items()
    ]
    columns = (
        Column("id", "Id", "key"),
        Column("label", "Sponsor type", "name"),
        Column("trials", "Trials", "count"),
        Column("share", "Share", "share"),
        *status_columns(landscape),
        Column("sponsors", "Sponsors", "count"),
    )
    return Table(
        id="trials-by-sponsor-type",
        title=f"Trials in {landscape.project.focus.label} by type of lead sponsor",
        unit="trial",
        rule=(
            f"{unit_of(landscape)} {NAMED} A listed company is industry, a listed institution what "
            "its record says; of the others the registry's sponsor class decides."
        ),
        columns=columns,
        frame=table_frame(columns, rows),
        as_of=landscape.date_of("trials"),
        sources=landscape.source_ids("trials", "companies", "institutions"),
        total={
            "label": "All trials",
            "trials": len(focus),
            "share": 1.0 if focus else None,
            **statuses(focus),
            "sponsors": sponsors(focus),
        },
        parts=(("trials", ("active", "unknown", "ended")),),
    )
