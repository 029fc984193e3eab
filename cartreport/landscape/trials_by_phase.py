"""Trials by registry phase: by setting in the focus country, and against peers and the world."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.cross import NONE, Axis, Cross, axis_of, table_frame
from cartreport.landscape.rows.settings import RULE
from cartreport.landscape.table import Column, Table
from cartreport.landscape.trials_frame import (
    both,
    focus_trials,
    grouped,
    place_columns,
    places,
    read_from,
    status_columns,
    statuses,
    unit_of,
    world_trials,
)

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape


def _columns(landscape: Landscape, settings: Axis) -> tuple[Column, ...]:
    return (
        Column("id", "Id", "key"),
        Column("label", "Phase", "name"),
        *place_columns(landscape),
        *settings.columns,
        *status_columns(landscape),
    )


def table(landscape: Landscape) -> Table:
    """One row a phase in the order of the vocabulary; a record without a phase field comes last.

    Columns: focus and its split by setting (``setting:<id>``) and by status, peers, world.
    """
    trials, focus = world_trials(landscape), focus_trials(landscape)
    settings = axis_of(
        landscape,
        "settings",
        [trial["setting"] for trial in focus],
        name="setting",
        head=f"{landscape.project.focus.label}, by setting",
    )
    cross = Cross()
    for trial in focus:
        cross.add(trial["phase"], trial["setting"], trial["id"])
    by_phase = grouped(trials, "phase")
    phases = axis_of(landscape, "phases", by_phase, name="phase", head="Phase")
    rows = []
    for place in phases.places:
        held = by_phase[None if place == NONE else place]
        rows.append(
            {
                "id": place,
                "label": landscape.label("phases", None if place == NONE else place),
                **places(landscape, held),
                **cross.row(place, settings),
                **statuses([trial for trial in held if trial["in_focus"]]),
            }
        )
    total = {**places(landscape, trials), **cross.row(None, settings), **statuses(focus)}
    columns = _columns(landscape, settings)
    return Table(
        id="trials-by-phase",
        title="Trials by registry phase",
        unit="trial",
        rule=(
            f"{unit_of(landscape)} Phase: the registry's code; not stated where the record has no "
            f"phase field, which is not the code for `not applicable`. {RULE}"
        ),
        columns=columns,
        frame=table_frame(columns, rows),
        as_of=landscape.date_of("trials"),
        sources=read_from(landscape),
        total={"label": "All trials", **total},
        notes=(both(landscape, trials),),
        parts=(("focus", settings.keys), ("focus", ("active", "unknown", "ended"))),
    )
