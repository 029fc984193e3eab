"""A matrix of programmes: rows by count, columns along an axis, distinct margins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from cartreport.landscape.cross import TIES, Axis, Cross, ordered, table_frame
from cartreport.landscape.table import Column, Table

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape


def matrix(
    landscape: Landscape,
    *,
    id: str,
    title: str,
    head: str,
    labels: Mapping[str, str],
    axis: Axis,
    cells: Iterable[tuple[str, str, str]],
    rule: str,
    overlapping: bool = False,
) -> Table:
    """The table of (row, column, programme) cells.

    ``programmes`` is each row's distinct count. With ``overlapping`` a programme stands in several
    columns of its row: then columns do not add up to it, and the rule says so.
    """
    cross = Cross()
    for row, column, unit in cells:
        cross.add(row, column, unit)
    rows = [
        {
            "id": row,
            "label": labels[row],
            "programmes": cross.count(row=row),
            **cross.row(row, axis),
        }
        for row in dict.fromkeys(row for row, _ in cross.cells)
    ]
    columns = (
        Column("id", "Id", "key"),
        Column("label", head, "name"),
        Column("programmes", "Programmes", "count"),
        *axis.columns,
    )
    return Table(
        id=id,
        title=title,
        unit="programme",
        rule=f"{rule} {TIES}",
        columns=columns,
        frame=table_frame(columns, ordered(rows, "programmes")),
        as_of=landscape.date_of("programmes"),
        sources=landscape.source_ids("companies", "products", "programmes"),
        total={"label": "All programmes", "programmes": cross.count(), **cross.row(None, axis)},
        parts=() if overlapping else (("programmes", axis.keys),),
    )
