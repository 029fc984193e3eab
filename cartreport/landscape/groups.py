"""Tables of groups: a row a group of records, its counts measured, and the records behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cartreport.landscape.cross import NONE, table_frame
from cartreport.landscape.measures import Group, Measure, Measures
from cartreport.landscape.table import Column, Table

if TYPE_CHECKING:
    from cartreport.landscape.cross import Axis

Told = Callable[[str, Group], object]
"""A cell that is no count: from the row's id and its group."""


@dataclass(frozen=True)
class Counted:
    """A column with what it holds: a measure, or a cell that is told of the group."""

    column: Column
    measure: Measure | None = None
    told: Told | None = None


def count(key: str, measure: Measure, **more: Any) -> Counted:
    """A count column; ``more`` are further fields of its :class:`Column`."""
    return Counted(Column(key, kind="count", **more), measure)


def told(column: Column, cell: Told) -> Counted:
    """A column that is no count."""
    return Counted(column, told=cell)


def stated(*columns: Column) -> list[Counted]:
    """Columns that say what the first record of a group holds in the field of their key."""
    return [told(column, _field(column.key)) for column in columns]


def _field(key: str) -> Told:
    return lambda _, held: held[0][key]


def along(axis: Axis, field: str) -> list[Counted]:
    """A count column a place of an axis: the records whose ``field`` is that place."""
    return [
        count(axis.key(place), _at(field, place), label=label, group=axis.head)
        for place, label in axis.places.items()
    ]


def _at(field: str, place: str) -> Measure:
    return lambda group: [one["id"] for one in group if (one[field] or NONE) == place]


def counted_table(
    held: Iterable[Counted],
    groups: Mapping[str, Group],
    whole: Group | None,
    order: Callable[[list[dict[str, object]]], list[dict[str, object]]] = lambda rows: rows,
    *,
    closing: Mapping[str, object] | None = None,
    **more: Any,
) -> Table:
    """The table with a row a group and every column of ``held``; a whole closes it.

    The first column is the row's id. ``closing`` are cells of the closing row that are no counts;
    ``more`` are further fields of the :class:`Table`.
    """
    columns = list(held)
    whole = whole if groups or whole is None else ()  # without a row there is nothing to close
    measures = Measures({c.column.key: c.measure for c in columns if c.measure is not None})
    rows = [
        {
            c.column.key: c.told(id, group) if c.told else len(measures.units(group, c.column.key))
            for c in columns
        }
        for id, group in groups.items()
    ]
    heads = tuple(c.column for c in columns)
    return Table(
        columns=heads,
        frame=table_frame(heads, order(rows)),
        total=None if whole is None else {**(closing or {}), **measures.row(whole)},
        behind=measures.behind(groups, whole or ()),
        **more,
    )
