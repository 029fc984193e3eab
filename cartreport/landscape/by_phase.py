"""Programmes by highest phase and setting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.cross import NONE, Cross, axis_of, table_frame
from cartreport.landscape.profile import COUNTED, TRIALS, profiles_of
from cartreport.landscape.table import Column, Table

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape

SEVERAL = "several"
SETTINGS = "A programme in more than one setting counts once, under `several`."


def table(landscape: Landscape) -> Table:
    """One row a phase in the order of the ladder; ``share`` is of all programmes."""
    profiles = profiles_of(landscape)
    cross = Cross()
    for programme in profiles.programmes.values():
        several = len(programme["settings"]) > 1
        setting = SEVERAL if several else programme["setting"]
        cross.add(programme["phase"], setting, programme["id"])
    known = axis_of(
        landscape, "settings", landscape.programmes["setting"], name="setting", head="By setting"
    )
    places = {key: label for key, label in known.places.items() if key != NONE}
    if cross.count(column=SEVERAL):
        places[SEVERAL] = "several"
    if cross.count(column=NONE):
        places[NONE] = known.places[NONE]
    settings = type(known)("setting", "By setting", places)
    total = cross.count()
    rows = []
    for place in profiles.phases.places:
        counts = profiles.row(cross.units(row=place))
        rows.append(
            {
                "id": place,
                "label": landscape.label("phases", place),
                **counts,
                "share": int(str(counts["programmes"])) / total,
                **cross.row(place, settings),
            }
        )
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
        rule=f"{COUNTED} {SETTINGS} {TRIALS} Rows in the order of the phase ladder.",
        columns=columns,
        frame=table_frame(columns, rows),
        as_of=landscape.date_of("programmes"),
        sources=landscape.source_ids("products", "programmes", "trials"),
        total={
            "label": "All programmes",
            **profiles.total(*profiles.phases.keys),
            "share": 1.0 if total else None,
            **cross.row(None, settings),
        },
        overlaps=("companies", "antigens", "trials"),
        parts=(
            ("programmes", profiles.statuses.keys),
            ("programmes", settings.keys),
        ),
    )
