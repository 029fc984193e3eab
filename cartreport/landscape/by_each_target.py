"""Programmes by single target: a pair counts under both, so rows overlap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.by_target import class_of
from cartreport.landscape.cross import NONE
from cartreport.landscape.groups import Counted, count, told
from cartreport.landscape.measures import Measure, where
from cartreport.landscape.profile import grouped, profile, profiled_table, programmes_of
from cartreport.landscape.table import Column

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table

SPLIT = {"none": (0, 0), "alone": (1, 1), "paired": (2, 2), "more": (3, 1000)}
"""Programmes by how many targets they bind: the least and the most."""


def table(landscape: Landscape) -> Table:
    """One row a target; ``alone``, ``paired`` and ``more`` split its programmes by set size."""
    programmes = programmes_of(landscape)
    columns: list[Counted] = [
        told(Column("id", kind="key"), lambda target, _: target),
        told(
            Column("label", kind="name"),
            lambda target, _: landscape.label("targets", None if target == NONE else target),
        ),
        told(
            Column("class"),
            lambda target, _: class_of(landscape, () if target == NONE else (target,)),
        ),
        *(
            count(key, _binding(least, most), group=landscape.words("by-each-target.binds"))
            for key, (least, most) in SPLIT.items()
        ),
        *profile(landscape, programmes, "sets", "targets"),
    ]
    return profiled_table(
        landscape,
        columns,
        grouped(programmes, lambda programme: programme["targets"]),
        id="by-each-target",
        rule=landscape.words("by-each-target.rule"),
        order=("programmes", "alone"),
        overlaps=tuple(column.column.key for column in columns if column.measure),
        parts=(("programmes", tuple(SPLIT)),),
    )


def _binding(least: int, most: int) -> Measure:
    return where(lambda programme: least <= len(programme["targets"]) <= most)
