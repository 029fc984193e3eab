"""The one counter of declared tables: units along an axis, or where two axes cross."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cartreport.landscape.breakdown import Breakdown, N, units_of
from cartreport.landscape.breakdown_rule import rule
from cartreport.landscape.cross import NONE, table_frame
from cartreport.landscape.placed import Placed
from cartreport.landscape.table import Behind, Column, Table

if TYPE_CHECKING:
    import numpy as np

    from cartreport.landscape.model import Landscape
    from cartreport.sources.project import TablePlan


def table_of(landscape: Landscape, name: str, plan: TablePlan) -> Table:
    """The table that a project declares: ``id``, ``label``, ``n``, then a column a place.

    Every count is of distinct units; ``distinct:<axis>`` counts the places of an axis that are
    stated. Raises :class:`cartreport.errors.RequestError` for an axis that there is not.
    """
    import numpy as np

    told = Breakdown(landscape, name, plan)
    rows, size = told.rows, len(told.rows.keys)
    whole = int(told.counted.sum())
    columns = [Column("id", "Id", "key"), Column("label", told.head(plan.rows), "name")]
    columns.append(Column(N, f"{plan.unit.capitalize()}s", "count"))
    values: dict[str, list[int]] = {N: np.bincount(rows.places, minlength=size).tolist()}
    total: dict[str, object] = {"label": f"All {plan.unit}s", N: whole}
    if plan.columns:
        across = told.along(plan.columns)
        cells = _crossed(rows, across)
        ends = np.bincount(across.places, minlength=len(across.keys))
        for place, key in enumerate(across.keys):
            column = f"{plan.columns}:{key}"
            head = told.head(plan.columns)
            columns.append(Column(column, across.labels[key], "count", group=head))
            values[column] = cells[:, place].tolist()
            total[column] = int(ends[place])
    for axis in plan.distinct:
        column = f"distinct:{axis}"
        columns.append(Column(column, told.head(axis), "count", group="Distinct"))
        along = told.along(axis)
        stated = [place for place, key in enumerate(along.keys) if key != NONE]
        values[column] = (_crossed(rows, along)[:, stated] > 0).sum(axis=1).tolist()
        total[column] = len(stated)
    frame = [
        {"id": key, "label": rows.labels[key], **{c: values[c][place] for c in values}}
        for place, key in enumerate(rows.keys)
    ]
    return Table(
        id=name,
        title=plan.title,
        unit=plan.unit,
        rule=rule(told),
        columns=tuple(columns),
        frame=table_frame(columns, frame),
        as_of=landscape.date_of(told.unit.sources[0]),
        sources=landscape.source_ids(*told.unit.sources),
        total=total,
        overlaps=_overlapping(told, values),
        parts=_parts(told, columns),
        behind=_behind(told),
    )


def _behind(told: Breakdown) -> Behind:
    """The units behind a cell; behind a distinct count the places."""

    def ids(row: str | None, column: str) -> tuple[str, ...]:
        units = units_of(told.landscape, told.name, told.plan, row, column)
        axis = column.removeprefix("distinct:")
        if axis == column:
            return units
        along, held = told.along(axis), set(units)
        pairs = zip(along.units, along.places, strict=True)
        found = (along.keys[place] for unit, place in pairs if told.ids[unit] in held)
        return tuple(dict.fromkeys(key for key in found if key != NONE))

    return ids


def _crossed(rows: Placed, across: Placed) -> np.ndarray[Any, Any]:
    """Units by row and place: each counts once where the two meet."""
    import numpy as np
    import pandas as pd

    left = pd.DataFrame({"unit": rows.units, "row": rows.places})
    right = pd.DataFrame({"unit": across.units, "place": across.places})
    both = left.merge(right, on="unit")
    width = len(across.keys)
    flat: np.ndarray[Any, Any] = np.bincount(
        both["row"] * width + both["place"], minlength=len(rows.keys) * width
    )
    return flat.reshape(len(rows.keys), width)


def _overlapping(told: Breakdown, values: Mapping[str, list[int]]) -> tuple[str, ...]:
    if told.rows.single:
        return tuple(key for key in values if key.startswith("distinct:"))
    return tuple(values)


def _parts(told: Breakdown, columns: list[Column]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The columns of an axis add up to the row where no unit stands in two of them."""
    axis = told.plan.columns
    if axis is None or not told.along(axis).single:
        return ()
    return ((N, tuple(c.key for c in columns if c.key.startswith(f"{axis}:"))),)
