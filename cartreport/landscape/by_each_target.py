"""Programmes by single target: a pair counts under both, so rows overlap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.by_target import class_of
from cartreport.landscape.cross import NONE
from cartreport.landscape.groups import Counted, count, told
from cartreport.landscape.measures import Measure, where
from cartreport.landscape.profile import (
    grouped,
    profile,
    profiled_table,
    programmes_of,
)
from cartreport.landscape.table import Column

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table

SPLIT = {
    "none": ("not stated", 0, 0),
    "alone": ("it alone", 1, 1),
    "paired": ("a pair", 2, 2),
    "more": ("three or more", 3, 1000),
}
"""Programmes by how many targets they bind: what is printed, the least and the most."""


def table(landscape: Landscape) -> Table:
    """One row a target; ``alone``, ``paired`` and ``more`` split its programmes by set size."""
    programmes = programmes_of(landscape)
    columns: list[Counted] = [
        told(Column("id", "Id", "key"), lambda target, _: target),
        told(
            Column("label", "Target", "name"),
            lambda target, _: landscape.label("targets", None if target == NONE else target),
        ),
        told(
            Column("class", "Mainly used in"),
            lambda target, _: class_of(landscape, () if target == NONE else (target,)),
        ),
        *(
            count(key, head, _binding(least, most), group="Programmes that bind")
            for key, (head, least, most) in SPLIT.items()
        ),
        *profile(landscape, programmes, "sets", "targets"),
    ]
    return profiled_table(
        landscape,
        columns,
        grouped(programmes, lambda programme: programme["targets"]),
        id="by-each-target",
        title="Programmes by single target",
        rule=(
            "A programme counts under each target that it binds, so rows add up to more than the "
            "programmes; totals are distinct."
        ),
        order=("programmes", "alone"),
        overlaps=tuple(column.column.key for column in columns if column.measure),
        parts=(("programmes", tuple(SPLIT)),),
    )


def _binding(least: int, most: int) -> Measure:
    return where(lambda programme: least <= len(programme["targets"]) <= most)
