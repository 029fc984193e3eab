"""What a row of a declared table says beside its counts: a share, names, a date, a median."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Any

from cartreport.landscape.cross import NONE
from cartreport.landscape.table import Column, Portion

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np

    from cartreport.landscape.breakdown import Breakdown
    from cartreport.sources.table_plan import TakenPlan

Taken = tuple[Column, list[Any]]
"""A column that is no count, and its cells by row."""
LEAST = 6
"""A median is taken of so many values at least."""


def share(told: Breakdown) -> Taken:
    """Each row's share of the units that state a place."""
    import numpy as np

    rows = told.rows
    stated = [place for place, key in enumerate(rows.keys) if key != NONE]
    whole = int(np.count_nonzero(np.bincount(rows.units[np.isin(rows.places, stated)])))
    counts = np.bincount(rows.places, minlength=len(rows.keys)).tolist()
    cells = [
        Portion(count, whole) if key != NONE else None
        for key, count in zip(rows.keys, counts, strict=True)
    ]
    return Column("share", told.landscape.words("counted.share"), "share", part="n"), cells


def named(told: Breakdown, axis: str) -> Taken:
    """The places of another axis where a row's units stand, in words."""
    along, cells = told.along(axis), told.crossed(axis)
    words = [
        tuple(
            along.labels[key]
            for place, key in enumerate(along.keys)
            if key != NONE and cells[row, place]
        )
        for row in range(len(told.rows.keys))
    ]
    return Column(f"named:{axis}", told.head(axis), "terms"), words


def taken(told: Breakdown, key: str, plan: TakenPlan) -> Taken:
    """The earliest, or the median, of what the units of a row state."""
    import numpy as np

    kept = told.counted & told.let_in(plan.where)
    values = np.asarray(getattr(told.landscape, told.unit.frame)[plan.field])
    groups = ([value for value in values[units[kept[units]]] if value] for units in _by_row(told))
    head = told.said(plan.head)
    if plan.earliest:
        return Column(key, head, "date"), [min(held, default=None) for held in groups]
    return Column(key, head, "number"), [
        median(held) if len(held) >= LEAST else None for held in groups
    ]


def _by_row(told: Breakdown) -> Iterator[np.ndarray[Any, Any]]:
    return (told.rows.units_at[key] for key in told.rows.keys)
