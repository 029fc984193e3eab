"""From a table's values to the cells that are printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Cell, Grid, Head, Row
from cartreport.briefing.numbers import Number, Worded, written
from cartreport.briefing.words import number
from cartreport.landscape.table import per_cent

if TYPE_CHECKING:
    from cartreport.briefing.view import Line, View
    from cartreport.briefing.words import Words
    from cartreport.landscape.table import Column

LIVE_WIDTH = 174.0
"""Millimetres between the margins of a portrait page; the widths of a grid add up to it."""

RIGHT = {"count", "share", "money", "number"}
SHADES = (1, 2, 4, 8, 16)
"""Least counts of the five shades: one scale for all exhibits of a unit, in every edition."""
MANY_SHADES = {"trial": (1, 5, 15, 40, 100)}
"""That of a unit of which there are many more."""


def printed(value: object, column: Column, words: Words) -> Cell:
    """A value as its column's kind prints it: zero as a dot, nothing known as ``n.s.``."""
    if value is None or value in ("", ()):
        return Cell(words("none"), tone="muted", sort="")
    if column.kind == "count" and isinstance(value, int):
        return counted(value)
    if column.kind == "date":
        day = value if isinstance(value, str) else str(value)
        return Cell(words.short_day(day), sort=day)
    if isinstance(value, (int, float)):
        return stated(value, f"{per_cent(100 * value)}%" if column.kind == "share" else "")
    if isinstance(value, Worded):
        return Cell(written(value), sort=str(value))
    text = "/".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return Cell(text, sort=text)


def counted(value: int) -> Cell:
    """A count: zero is a dot."""
    at = value.address if isinstance(value, Number) else ""
    if not value:
        return Cell("·", tone="muted", sort=0, at=at)
    return Cell(number(value), sort=int(value), at=at)


def plain(value: float) -> str:
    """A number without a needless ``.0``, with thousands separators."""
    return number(int(value)) if float(value).is_integer() else f"{value:,}"


def stated(value: float, text: str = "", unit: str = "") -> Cell:
    """A number that a source states, as it is or as ``text``; sorted within its unit."""
    return Cell(written(value, text or plain(value)), sort=value, unit=unit)


def grid_of(
    view: View,
    widths: Mapping[str, float],
    words: Words,
    lines: Sequence[Line] | None = None,
    *,
    style: str = "",
) -> Grid:
    """The columns that ``widths`` (mm) names, in its order; all lines and the total, or some."""
    columns = [view.column(key) for key in widths]
    heads = tuple(
        Head(
            column.label,
            widths[column.key],
            "right" if column.kind in RIGHT else "left",
            column.group,
        )
        for column in columns
    )
    shown = view.lines if lines is None else lines
    rows = [Row(line_cells(line, columns, words), id=line.id or "") for line in shown]
    if view.table.total is not None and lines is None:
        rows.append(Row(line_cells(view.total, columns, words), kind="total"))
    return Grid(heads, tuple(rows), table=view.table.id, style=style)


def spread(view: View, prefix: str, width: float) -> dict[str, float]:
    """The columns along an axis with an equal part each of a width."""
    keys = view.keys(prefix)
    return dict.fromkeys(keys, width / len(keys)) if keys else {}


def line_cells(line: Line, columns: Iterable[Column], words: Words) -> tuple[Cell, ...]:
    """The cells of a line; in the closing row a column without a total stays empty."""
    return tuple(
        printed(line[column.key], column, words)
        if line.id is not None or column.key in line.values
        else Cell()
        for column in columns
    )


def breaks(unit: str) -> tuple[int, ...]:
    """The scale of a unit."""
    return MANY_SHADES.get(unit, SHADES)


def step(value: int, unit: str) -> int:
    """The shade of a heat cell: 0 for none, else how many breaks of its unit's scale it reaches."""
    return sum(value >= least for least in breaks(unit))


def heat(value: int, unit: str) -> Cell:
    """A shaded count."""
    cell = counted(value)
    return replace(cell, tone="", step=step(value, unit))


def heat_key(unit: str) -> tuple[str, ...]:
    """The five steps of a unit's scale in words: ``1–4``, …, ``100+``."""
    scale = breaks(unit)
    ends = [*(str(after - 1) for after in scale[1:]), ""]
    return tuple(
        f"{least}+" if not end else (str(least) if str(least) == end else f"{least}–{end}")
        for least, end in zip(scale, ends, strict=True)
    )
