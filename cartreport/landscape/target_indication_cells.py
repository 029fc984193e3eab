"""Target set by indication, one row a filled cell: programmes, highest phase, companies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cartreport.landscape.by_target import SETS, target_key
from cartreport.landscape.cross import NONE, table_frame
from cartreport.landscape.model import NOT_STATED
from cartreport.landscape.profile import profiles_of
from cartreport.landscape.table import Column, Table

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape

COLUMNS = (
    Column("target", "Target id", "key"),
    Column("indication", "Indication id", "key"),
    Column("label", "Target", "name"),
    Column("indication_label", "Indication"),
    Column("group", "Disease group"),
    Column("setting", "Setting"),
    Column("programmes", "Programmes", "count"),
    Column("active", "Active", "count"),
    Column("companies", "Companies", "count"),
    Column("phase", "Highest phase id", "key"),
    Column("phase_label", "Highest phase"),
    Column("names", "Programmes, by name", "terms"),
)


def table(landscape: Landscape) -> Table:
    """One row a target set and indication with a programme.

    The highest phase is that of any programme of the cell, whatever indication earned it.
    """
    profiles = profiles_of(landscape)
    named = landscape.programme_indications
    cells: dict[tuple[str, str], list[str]] = {}
    for programme, indication in zip(named["programme"], named["indication"], strict=True):
        held = profiles.programmes[programme]
        cells.setdefault((target_key(held["targets"]), indication), []).append(programme)
    rows = [_cell(landscape, profiles.programmes, key, ids) for key, ids in cells.items()]
    place = {term.id: index for index, term in enumerate(landscape.vocabulary["indications"])}
    rows.sort(
        key=lambda row: (
            row["target"] == NONE,
            str(row["label"]).casefold(),
            place[str(row["indication"])],
        )
    )
    every = {programme for ids in cells.values() for programme in ids}
    active = {i for i in every if profiles.programmes[i]["status_group"] == "active"}
    return Table(
        id="target-indication-cells",
        title="Filled cells of target set by indication",
        unit="programme",
        rule=(
            f"Unit: programme. {SETS.split(' `')[0]} A programme counts in every indication that "
            "it names: rows overlap, totals are distinct. Rows by target, then in the order of the "
            "indications."
        ),
        columns=COLUMNS,
        frame=table_frame(COLUMNS, rows),
        as_of=landscape.date_of("programmes"),
        sources=landscape.source_ids("programmes"),
        total={
            "label": "All programmes with an indication",
            "programmes": len(every),
            "active": len(active),
            "companies": len({profiles.programmes[i]["company"] for i in every} - {None}),
        },
        overlaps=("programmes", "active", "companies"),
        notes=("The highest phase of a cell may have been earned in another indication.",),
    )


def _cell(
    landscape: Landscape,
    programmes: Mapping[str, dict[str, Any]],
    key: tuple[str, str],
    ids: list[str],
) -> dict[str, object]:
    held = [programmes[programme] for programme in ids]
    phases = landscape.vocabulary["phases"]
    highest = max(
        (programme["phase"] for programme in held),
        key=lambda phase: -1 if (order := phases[phase].order) is None else order,
    )
    group = landscape.parent("indications", key[1])
    setting = landscape.parent("indication-groups", group)
    return {
        "target": key[0],
        "indication": key[1],
        "label": held[0]["target"] or NOT_STATED,
        "indication_label": landscape.label("indications", key[1]),
        "group": landscape.label("indication-groups", group),
        "setting": landscape.label("settings", setting),
        "programmes": len(held),
        "active": sum(programme["status_group"] == "active" for programme in held),
        "companies": len({programme["company"] for programme in held} - {None}),
        "phase": highest,
        "phase_label": phases.label(highest),
        "names": tuple(sorted((programme["short"] for programme in held), key=str.casefold)),
    }
