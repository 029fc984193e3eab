"""Programmes by single target: a pair counts under both, so rows overlap."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cartreport.landscape.by_target import class_of
from cartreport.landscape.cross import NONE, TIES, ordered, table_frame
from cartreport.landscape.model import NOT_STATED
from cartreport.landscape.profile import COUNTED, TRIALS, of_trials, profiles_of
from cartreport.landscape.table import Column, Table

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.profile import Profiles


SPLIT = {
    "none": "not stated",
    "alone": "it alone",
    "paired": "a pair",
    "more": "three or more",
}


def table(landscape: Landscape) -> Table:
    """One row a target; ``alone``, ``paired`` and ``more`` split its programmes by set size."""
    profiles = profiles_of(landscape)
    by_each_target: dict[str, list[str]] = {}
    for programme in profiles.programmes.values():
        for target in programme["targets"] or (NONE,):
            by_each_target.setdefault(target, []).append(programme["id"])
    rows = [
        {
            "id": target,
            "label": landscape.label("targets", target) if target != NONE else NOT_STATED,
            "class": class_of(landscape, () if target == NONE else (target,)),
            **_sizes(profiles, ids),
            **profiles.row(ids),
        }
        for target, ids in by_each_target.items()
    ]
    columns = (
        Column("id", "Id", "key"),
        Column("label", "Target", "name"),
        Column("class", "Mainly used in"),
        *(Column(key, head, "count", group="Programmes that bind") for key, head in SPLIT.items()),
        *profiles.but("targets"),
    )
    total = {**_sizes(profiles, profiles.programmes), **profiles.total("targets")}
    return Table(
        id="by-each-target",
        title="Programmes by single target",
        unit="programme",
        rule=(
            f"{COUNTED} A programme counts under each target that it binds, so rows add up to "
            f"more than the programmes; totals are distinct. {of_trials(landscape, TRIALS)}{TIES}"
        ),
        columns=columns,
        frame=table_frame(columns, ordered(rows, "programmes", "alone")),
        as_of=landscape.date_of("programmes"),
        sources=landscape.source_ids("products", "programmes", "trials"),
        total={"label": "All programmes", **total},
        overlaps=tuple(column.key for column in columns if column.kind == "count"),
        parts=(*profiles.parts, ("programmes", tuple(SPLIT))),
        facts={"targets": len(set(by_each_target) - {NONE})},
    )


def _sizes(profiles: Profiles, ids: Iterable[str]) -> dict[str, object]:
    """How many programmes bind nothing known, one target, two, more."""
    held = [len(profiles.programmes[programme]["targets"]) for programme in ids]
    return {
        "none": held.count(0),
        "alone": held.count(1),
        "paired": held.count(2),
        "more": sum(size > 2 for size in held),
    }
