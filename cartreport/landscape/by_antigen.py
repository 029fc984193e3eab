"""Programmes by antigen: a pair counts under both, so rows overlap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.by_target import class_of
from cartreport.landscape.cross import NONE, TIES, ordered, table_frame
from cartreport.landscape.model import NOT_STATED
from cartreport.landscape.profile import COUNTED, TRIALS, profiles_of
from cartreport.landscape.table import Column, Table

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape


def table(landscape: Landscape) -> Table:
    """One row an antigen; ``alone``, ``paired`` and ``more`` split its programmes by set size."""
    profiles = profiles_of(landscape)
    by_antigen: dict[str, list[str]] = {}
    for programme in profiles.programmes.values():
        for target in programme["targets"] or (NONE,):
            by_antigen.setdefault(target, []).append(programme["id"])

    def sizes(ids: list[str] | None = None) -> dict[str, object]:
        held = [len(profiles.programmes[i]["targets"]) for i in ids or profiles.programmes]
        return {
            "none": held.count(0),
            "alone": held.count(1),
            "paired": held.count(2),
            "more": sum(size > 2 for size in held),
        }

    rows = [
        {
            "id": target,
            "label": landscape.label("targets", target) if target != NONE else NOT_STATED,
            "class": class_of(landscape, () if target == NONE else (target,)),
            **sizes(ids),
            **profiles.row(ids),
        }
        for target, ids in by_antigen.items()
    ]
    split = ("none", "alone", "paired", "more")
    columns = (
        Column("id", "Id", "key"),
        Column("label", "Antigen", "name"),
        Column("class", "Mainly used in"),
        *(
            Column(key, label, "count", group="Programmes that bind")
            for key, label in zip(
                split, ("not stated", "it alone", "a pair", "three or more"), strict=True
            )
        ),
        *profiles.but("antigens"),
    )
    return Table(
        id="by-antigen",
        title="Programmes by antigen",
        unit="programme",
        rule=(
            f"{COUNTED} A programme counts under each antigen that it binds, so rows add up to "
            f"more than the programmes; totals are distinct. {TRIALS} {TIES}"
        ),
        columns=columns,
        frame=table_frame(columns, ordered(rows, "programmes", "alone")),
        as_of=landscape.date_of("programmes"),
        sources=landscape.source_ids("products", "programmes", "trials"),
        total={"label": "All programmes", **sizes(), **profiles.total("antigens")},
        overlaps=tuple(column.key for column in columns if column.kind == "count"),
        parts=(*profiles.parts, ("programmes", split)),
        facts={"antigens": len(set(by_antigen) - {NONE})},
    )
