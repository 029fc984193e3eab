"""Every record as one mark, stacked by quarter: the picture on the cover."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from cartreport.briefing.figures.mark import SWATCH, swatch
from cartreport.briefing.measure import Measure
from cartreport.briefing.numbers import written
from cartreport.briefing.scene import FULL, Item, Line, Scene, Squares, Words

PAGE = (FULL, 269.0)
AXIS = 13.0  # under the marks: the years
LEGEND = 11.2  # a line of the legend
LARGEST = 9.0  # no mark is drawn at a larger pitch
ASIDE = 12.0  # between the last quarter and the undated block


@dataclass(frozen=True)
class Kind:
    """A class of marks: what it is called, its colour token, and how many there are."""

    label: str
    hue: str
    n: int


@dataclass(frozen=True)
class Column:
    """A quarter's records by kind. ``quarter`` is 1 to 4."""

    year: int
    quarter: int
    counts: tuple[int, ...]


@dataclass(frozen=True)
class UnitMarks:
    """The picture's inputs: kinds from the bottom of a stack, columns in any order.

    ``undated`` are the records without a date, as counts by kind.
    """

    title: str
    subtitle: str
    kinds: tuple[Kind, ...]
    columns: tuple[Column, ...]
    undated: tuple[int, ...]
    undated_label: str


@dataclass(frozen=True)
class _Room:
    """What the marks may take: all of it, less the legend's corner at the upper left."""

    width: float
    height: float
    legend_width: float
    legend_height: float


@dataclass(frozen=True)
class _Plan:
    """Where marks go: ``across`` marks side by side in a quarter, ``pitch`` from mark to mark.

    ``quarter`` is the width of a quarter, ``block`` the marks side by side in the undated block.
    """

    across: int
    pitch: float
    quarter: float
    block: int


@dataclass(frozen=True)
class _Pile:
    """A place for marks: ``across`` side by side from ``left``, upwards from ``floor``."""

    name: str
    left: float
    floor: float
    across: int
    pitch: float

    @property
    def side(self) -> float:
        return self.pitch * 0.86

    def place(self, index: int) -> tuple[float, float]:
        """The upper left corner of a mark."""
        row, column = divmod(index, self.across)
        y = self.floor - 1.2 - row * self.pitch - self.side
        return self.left + column * self.pitch, y


def draw(
    data: UnitMarks, measure: Measure, width: float = PAGE[0], height: float = PAGE[1]
) -> Scene:
    """The marks on their axis, as large as the height and the width allow."""
    columns = _without_gaps(data.columns)
    legend = 24 + LEGEND * (len(data.kinds) + 1)
    room = _Room(width, height - AXIS, _legend_width(data, measure), legend)
    plan = _plan(columns, sum(data.undated), room)
    items = [*_legend(data, measure)]
    for index, column in enumerate(columns):
        left = index * plan.quarter + (plan.quarter - plan.across * plan.pitch) / 2
        name = f"{column.year} Q{column.quarter}"
        pile = _Pile(name, left, room.height, plan.across, plan.pitch)
        items += _stack(data.kinds, column.counts, pile)
    if plan.block:
        left = width - plan.block * plan.pitch + plan.pitch * 0.14
        pile = _Pile(data.undated_label, left, room.height, plan.block, plan.pitch)
        items += _stack(data.kinds, data.undated, pile)
    items += _axis(columns, plan, room, data.undated_label, measure)
    return Scene(width, height, tuple(items))


def _without_gaps(columns: Sequence[Column]) -> list[Column]:
    """All quarters from the first to the last, empty ones between."""
    known = {(column.year, column.quarter): column for column in columns}
    if not known:
        return []
    (year, quarter), last = min(known), max(known)
    out = []
    while (year, quarter) <= last:
        out.append(known.get((year, quarter)) or Column(year, quarter, ()))
        year, quarter = (year, quarter + 1) if quarter < 4 else (year + 1, 1)
    return out


def _plan(columns: Sequence[Column], undated: int, room: _Room) -> _Plan:
    """The number of marks side by side that allows the largest mark."""
    sizes = [sum(column.counts) for column in columns] or [1]
    quarters = len(columns) or 1
    best = _Plan(1, 0.0, room.width / quarters, 0)
    above = room.height - room.legend_height - 6
    for across in range(1, 9):
        rows = max(1, ceil(max(sizes) / across))
        block = ceil(undated / max(1, round(rows * 0.42))) if undated else 0
        breadth = room.width - (ASIDE if block else 0)
        pitch = min(LARGEST, breadth / (quarters * across + block), (room.height - 1.5) / rows)
        quarter = (breadth - block * pitch) / quarters
        under = sizes[: ceil((room.legend_width + 8) / quarter)]
        pitch = min(pitch, above / max(1, ceil(max(under) / across)))
        if pitch > best.pitch:
            best = _Plan(across, pitch, (breadth - block * pitch) / quarters, block)
    return best


def _stack(kinds: Sequence[Kind], counts: Sequence[int], pile: _Pile) -> Iterator[Item]:
    """A pile from the floor up: kinds in order."""
    index = 0
    for kind, count in zip(kinds, counts, strict=False):
        if count:
            points = tuple(pile.place(at) for at in range(index, index + count))
            title = f"{pile.name} · {kind.label}: {count:,}"
            yield Squares(points, pile.side, kind.hue, title)
        index += count


def _axis(
    columns: Sequence[Column], plan: _Plan, room: _Room, undated: str, measure: Measure
) -> Iterator[Item]:
    """The line under the marks, the years, and what the block at the right is called."""
    floor, baseline = room.height + 0.4, room.height + AXIS - 2.6
    yield Line(((0, floor), (len(columns) * plan.quarter, floor)))
    limit = room.width
    if plan.block:
        yield Line(((room.width - plan.block * plan.pitch, floor), (room.width, floor)))
        yield Words(room.width, baseline, undated, 6.8, 400, "ink-2", "end")
        limit -= measure.width(undated, 6.8) + 5
    starts = [i for i, column in enumerate(columns) if column.quarter == 1 or i == 0]
    every = ceil((measure.width("2000", 6.8) + 3) / (4 * plan.quarter))
    free = 0.0
    for place, index in enumerate(starts):
        whole = place == 0 or index == starts[-1]
        year = columns[index].year
        label = str(year) if whole else f"’{year % 100:02d}"
        x, wide = index * plan.quarter, measure.width(label, 6.8)
        if (len(starts) - 1 - place) % every == 0 and x >= free and x + wide <= limit:
            yield Words(x, baseline, label, 6.8, 400, "ink-2")
            free = x + wide + 3


def _legend_width(data: UnitMarks, measure: Measure) -> float:
    labels = max(measure.width(k.label, 7, 600) for k in data.kinds)
    title = measure.width(data.title, 9.2, 600, "serif")
    return max(title, measure.width(data.subtitle, 7), 10 + labels + 10 + 20)


def _legend(data: UnitMarks, measure: Measure) -> Iterator[Item]:
    """Title, subtitle, and the kinds with their counts."""
    yield Words(0, 9, data.title, 9.2, 600, face="serif")
    yield Words(0, 19.4, data.subtitle, 7, 400, "ink-2")
    numbers = [written(kind.n) for kind in data.kinds]
    labels = max(measure.width(kind.label, 7, 600) for kind in data.kinds)
    right = SWATCH + labels + 14 + max(measure.width(n, 7, 600) for n in numbers)
    for index, (kind, count) in enumerate(zip(data.kinds, numbers, strict=True)):
        y = 36 + index * LEGEND
        yield from swatch(0, y, kind.label, kind.hue)
        yield Words(right, y, count, 7, 600, anchor="end")
