"""Programmes by highest phase and setting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.cross import axis_of
from cartreport.landscape.groups import along, told
from cartreport.landscape.profile import (
    COUNTED,
    TRIALS,
    grouped,
    of_trials,
    profile,
    profiled_table,
    programmes_of,
)
from cartreport.landscape.table import Column

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table

SEVERAL = "several"
SETTINGS = "A programme in more than one setting counts once, under `several`."


def table(landscape: Landscape) -> Table:
    """One row a phase in the order of the ladder; ``share`` is of all programmes."""
    programmes = [
        {**programme, "in": SEVERAL if len(programme["settings"]) > 1 else programme["setting"]}
        for programme in programmes_of(landscape)
    ]
    settings = [programme["in"] for programme in programmes]
    axis = axis_of(landscape, "settings", settings, name="setting", head="By setting")
    phases = axis_of(
        landscape, "phases", [p["phase"] for p in programmes], name="phase", head="Phase"
    )
    held = profile(landscape, programmes, "phase:", "first:")
    by_phase = grouped(programmes, lambda programme: [programme["phase"]])
    return profiled_table(
        landscape,
        [
            told(Column("id", "Id", "key"), lambda phase, _: phase),
            told(
                Column("label", "Highest phase", "name"),
                lambda phase, _: landscape.label("phases", phase),
            ),
            *held[:1],
            told(Column("share", "Share", "share"), lambda _, at: len(at) / len(programmes)),
            *along(axis, "in"),
            *held[1:],
        ],
        {phase: by_phase[phase] for phase in phases.places},
        programmes,
        lambda rows: rows,
        id="by-phase",
        title="Programmes by highest phase",
        rule=f"{COUNTED} {SETTINGS} {of_trials(landscape, TRIALS)}Rows in the order of the ladder.",
        closing={"share": 1.0 if programmes else None},
        overlaps=("companies", "sets", "targets", "trials"),
    )
