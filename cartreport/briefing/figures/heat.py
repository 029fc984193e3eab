"""A matrix of counts in five shades: where it is crowded, where it is empty, what went quiet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import radians, sin

from cartreport.briefing.figures.mark import cross, diamond, on
from cartreport.briefing.measure import Measure
from cartreport.briefing.numbers import written
from cartreport.briefing.scene import FULL, Dot, Item, Line, Rect, Scene, Words

PITCH = 15.8  # from row to row
CELL = 13.6
GAP = 1.0  # of paper between two cells
APART = 8.0  # between two groups of rows or columns
SMALL = 6.5  # the letters of what is small in a cell
SLANT = -52
LONGEST = 92.0  # a name, of a column or a row, is cut at this length


@dataclass(frozen=True)
class HeatCell:
    """A cell. ``step`` 1 to 5 is its shade; 0 with a count of 0 is an empty cell, drawn as a dot.

    ``small`` stands at the right (a phase); ``approved`` puts a diamond in its place; ``quiet``
    is an outlined cross: only closed or unknown records.
    """

    count: int = 0
    step: int = 0
    small: str = ""
    approved: bool = False
    quiet: bool = False
    title: str = ""


@dataclass(frozen=True)
class HeatColumn:
    """A column's head and the group it stands in (consecutive columns with the same group)."""

    label: str
    group: str = ""


@dataclass(frozen=True)
class HeatRow:
    """A row of cells with its total; ``apart`` leaves room over it: a new group begins."""

    label: str
    cells: tuple[HeatCell, ...]
    total: int | None = None
    apart: bool = False


@dataclass(frozen=True)
class Heat:
    """The matrix: ``totals`` close the columns, ``grand`` all."""

    columns: tuple[HeatColumn, ...]
    rows: tuple[HeatRow, ...]
    totals: tuple[int, ...] = ()
    totals_label: str = ""
    total_head: str = ""
    grand: int | None = None


@dataclass(frozen=True)
class _Ground:
    """Left edges and the width of the columns, and the line under their heads."""

    edges: tuple[float, ...]
    cell: float
    head: float
    width: float


def draw(data: Heat, measure: Measure, width: float = FULL) -> Scene:
    """Heads, cells, totals: the cells as wide as the page leaves room for."""
    ground = _ground(data, measure, width)
    items: list[Item] = [*_heads(data, ground, measure)]
    y = ground.head + 4.5
    for row in data.rows:
        y += APART if row.apart else 0
        items += _row(row, ground, y, measure)
        y += PITCH
    if data.totals:
        items.append(Line(((0, y + 1.5), (width, y + 1.5))))
        items += _totals(data, ground, y + 13.5)
        y += 15.5
    return Scene(width, y + 1, tuple(items))


def _ground(data: Heat, measure: Measure, width: float) -> _Ground:
    labels = [measure.width(row.label, 7.4, 500) for row in data.rows]
    left = min(max([*labels, measure.width(data.totals_label, 7.4, 700)]), LONGEST) + 7
    right = 0.0
    if data.total_head:
        right = max(measure.width(data.total_head, 7, 600), 22) + 9
    breaks = sum(_opens(data.columns, i) for i in range(1, len(data.columns)))
    pitch = (width - left - right - breaks * APART) / len(data.columns)
    edges, x = [], left
    for index in range(len(data.columns)):
        if index and _opens(data.columns, index):
            x += APART
        edges.append(x)
        x += pitch
    grouped = 15.0 if any(column.group for column in data.columns) else 0.0
    longest = max(min(measure.width(column.label, 7), LONGEST) for column in data.columns)
    rise = longest * sin(radians(-SLANT)) + 9
    return _Ground(tuple(edges), pitch - GAP, grouped + rise, width)


def _opens(columns: Sequence[HeatColumn], index: int) -> bool:
    return index == 0 or columns[index].group != columns[index - 1].group


def _heads(data: Heat, ground: _Ground, measure: Measure) -> Iterator[Item]:
    for index, column in enumerate(data.columns):
        x = ground.edges[index]
        label = measure.shorten(column.label, LONGEST, 7)
        title = column.label if label != column.label else ""
        place = x + ground.cell / 2 + 1.5
        yield Words(place, ground.head - 3.5, label, 7, rotate=SLANT, title=title)
        if _opens(data.columns, index):
            if column.group:
                yield Words(x, 7.5, column.group, 7.4, 600)
            end = max(
                edge
                for i, edge in enumerate(ground.edges)
                if i >= index and not any(_opens(data.columns, j) for j in range(index + 1, i + 1))
            )
            yield Line(((x, ground.head), (end + ground.cell, ground.head)))
    if data.total_head:
        yield Words(ground.width, ground.head - 3, data.total_head, 7, 600, "ink", "end")


def _row(row: HeatRow, ground: _Ground, y: float, measure: Measure) -> Iterator[Item]:
    middle = y + CELL / 2
    label = measure.shorten(row.label, ground.edges[0] - 7, 7.4, 500)
    yield Words(ground.edges[0] - 7, middle + 2.6, label, 7.4, 500, anchor="end", title=row.label)
    for x, cell in zip(ground.edges, row.cells, strict=True):
        yield from _cell(cell, x, y, ground.cell, measure)
    if row.total is not None:
        yield Words(ground.width, middle + 2.6, written(row.total), 7.4, 700, "ink", "end")


def _cell(cell: HeatCell, x: float, y: float, wide: float, measure: Measure) -> Iterator[Item]:
    middle = y + CELL / 2
    if cell.quiet:
        yield Rect(x + 0.4, y + 0.4, wide - 0.8, CELL - 0.8, "none", "ink-3", 0.6, cell.title)
        yield from cross(x + wide / 2, middle, 5.4, "ink-2")
    elif not cell.count:
        yield Dot(x + wide / 2, middle, 0.65, "ink-3", title=cell.title)
    else:
        yield Rect(x, y, wide, CELL, f"seq-{cell.step}", title=cell.title)
        yield from _numbers(cell, x, middle, wide, measure)


def _numbers(
    cell: HeatCell, x: float, middle: float, wide: float, measure: Measure
) -> Iterator[Item]:
    """The count at the left and what is small at the right; the count alone in the middle.

    Where both don't fit side by side, the small one is left to the tooltip.
    """
    ink, count = on(f"seq-{cell.step}"), written(cell.count)
    taken = measure.width(count, 7.4, 700)
    small = 6.0 if cell.approved else measure.width(cell.small, SMALL)
    inset = min(3.0, (wide - taken - small - 2) / 2)
    if not (cell.small or cell.approved) or inset < 1:
        yield Words(x + wide / 2, middle + 2.6, count, 7.4, 500, ink, "middle")
        return
    yield Words(x + inset, middle + 2.6, count, 7.4, 700, ink)
    if cell.approved:
        yield diamond(x + wide - inset - 3, middle, 3, ink)
    else:
        yield Words(x + wide - inset, middle + 2.5, cell.small, SMALL, 400, ink, "end")


def _totals(data: Heat, ground: _Ground, y: float) -> Iterator[Item]:
    yield Words(ground.edges[0] - 7, y, data.totals_label, 7.4, 700, "ink", "end")
    for x, total in zip(ground.edges, data.totals, strict=True):
        yield Words(x + ground.cell / 2, y, written(total), 7.4, 700, "ink", "middle")
    if data.grand is not None:
        yield Words(ground.width, y, written(data.grand), 7.4, 700, "ink", "end")
