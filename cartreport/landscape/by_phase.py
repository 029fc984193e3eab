"""Programmes by highest phase and setting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.cross import NONE, Axis, Cross, axis_of, table_frame
from cartreport.landscape.model import NOT_STATED
from cartreport.landscape.profile import COUNTED, TRIALS, of_trials, profiles_of
from cartreport.landscape.table import Column, Table

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape

SEVERAL = "several"
SETTINGS = "A programme in more than one setting counts once, under `several`."


def _settings(landscape: Landscape, cross: Cross) -> Axis:
    """The settings that occur, then several, then not stated."""
    known = axis_of(
        landscape, "settings", landscape.programmes["setting"], name="setting", head="By setting"
    )
    places = {key: label for key, label in known.places.items() if key != NONE}
    last = {SEVERAL: SEVERAL, NONE: NOT_STATED}
    places |= {place: label for place, label in last.items() if cross.count(column=place)}
    return Axis(known.name, known.head, places)


def table(landscape: Landscape) -> Table:
    """One row a phase in the order of the ladder; ``share`` is of all programmes."""
    profiles = profiles_of(landscape)
    cross = Cross()
    for programme in profiles.programmes.values():
        several = len(programme["settings"]) > 1
        setting = SEVERAL if several else programme["setting"]
        cross.add(programme["phase"], setting, programme["id"])
    settings = _settings(landscape, cross)
    rows = [
        {
            "id": place,
            "label": landscape.label("phases", place),
            **profiles.row(cross.units(row=place)),
            "share": cross.count(row=place) / cross.count(),
            **cross.row(place, settings),
        }
        for place in profiles.phases.places
    ]
    columns = (
        Column("id", "Id", "key"),
        Column("label", "Highest phase", "name"),
        Column("programmes", "Programmes", "count"),
        Column("share", "Share", "share"),
        *settings.columns,
        *profiles.but("programmes", *profiles.phases.keys),
    )
    return Table(
        id="by-phase",
        title="Programmes by highest phase",
        unit="programme",
        rule=f"{COUNTED} {SETTINGS} {of_trials(landscape, TRIALS)}Rows in the order of the ladder.",
        columns=columns,
        frame=table_frame(columns, rows),
        as_of=landscape.date_of("programmes"),
        sources=landscape.source_ids("products", "programmes", "trials"),
        total={
            "label": "All programmes",
            **profiles.total(*profiles.phases.keys),
            "share": 1.0 if rows else None,
            **cross.row(None, settings),
        },
        overlaps=("companies", "targets", "trials"),
        parts=(
            ("programmes", profiles.statuses.keys),
            ("programmes", settings.keys),
        ),
    )
