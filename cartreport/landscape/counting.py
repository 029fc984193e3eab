"""The one counter of declared tables: units along an axis, or where axes cross."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cartreport.landscape.breakdown import DISTINCT, Breakdown, behind
from cartreport.landscape.breakdown_rule import notes, rule
from cartreport.landscape.cross import NONE, table_frame
from cartreport.landscape.table import Column, Table
from cartreport.landscape.taken import Taken, named, share, taken
from cartreport.landscape.words import worded

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.sources.table_plan import TablePlan

Counts = dict[str, list[int]]


def table_of(landscape: Landscape, name: str, plan: TablePlan) -> Table:
    """The table that a project declares: ``id``, ``label``, ``n``, then a column a place.

    Every count is of distinct units; ``distinct:<axis>`` counts the places of an axis that are
    stated, ``named:<axis>`` names them. Raises :class:`cartreport.errors.RequestError` for an axis
    that there is not.
    """
    told = Breakdown(landscape, name, plan)
    columns, counts, total = _counted(told)
    others: list[Taken] = [
        *([share(told)] if plan.share else []),
        *(named(told, axis) for axis in plan.named),
        *(taken(told, key, value) for key, value in plan.values.items()),
    ]
    heads = [
        Column("id", kind="key"),
        Column("label", told.head(plan.rows), "name"),
        *columns,
        *(column for column, _ in others),
    ]
    rows = told.rows
    frame = [
        {
            "id": key,
            "label": rows.labels[key],
            **{column: cells[place] for column, cells in counts.items()},
            **{column.key: cells[place] for column, cells in others},
        }
        for place, key in enumerate(rows.keys)
    ]
    table = Table(
        id=name,
        title=told.said(plan.title),
        unit=plan.unit,
        rule=rule(told),
        columns=tuple(heads),
        frame=table_frame(heads, frame),
        as_of=landscape.date_of(told.unit.sources[0]),
        sources=told.sources,
        total=total,
        notes=notes(told),
        overlaps=tuple(key for key in counts if not rows.single or key.startswith(DISTINCT)),
        parts=_parts(told),
        behind=lambda row, column: behind(told, row, column),
    )
    return worded(landscape.words, table)


def _counted(told: Breakdown) -> tuple[list[Column], Counts, dict[str, object]]:
    """The count columns, their cells by row, and their distinct totals."""
    words = told.landscape.words
    columns: list[Column] = []
    counts: Counts = {}
    total: dict[str, object] = {}
    for block in told.blocks:
        cells = block.across.over(told.rows)
        columns += block.columns
        counts |= {key: cells[:, place].tolist() for place, key in enumerate(block.keys)}
        total |= zip(block.keys, block.ends(), strict=True)
    for axis in told.plan.distinct:
        key, along = f"{DISTINCT}{axis}", told.along(axis)
        stated = [place for place, key in enumerate(along.keys) if key != NONE]
        group = words("counted.distinct")
        columns.append(Column(key, told.head(axis), "count", group=group, counts=axis))
        cells = told.crossed(axis)[:, stated] > 0
        counts[key] = cells.sum(axis=1).tolist()
        total[key] = int(cells.any(axis=0).sum())
    return columns, counts, total


def _parts(told: Breakdown) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """An axis' columns add up to each earlier column that counts the same units, each as often."""
    found: list[tuple[str, tuple[str, ...]]] = []
    earlier: list[tuple[str, Any]] = []
    for block in told.blocks:
        across = block.across
        units = across.units
        same = (key for key, held in earlier if len(held) == len(units) and (held == units).all())
        if not block.alone:
            found += ((whole, block.keys) for whole in same)
        earlier += zip(block.keys, across.units_at.values(), strict=True)
    return tuple(found)
