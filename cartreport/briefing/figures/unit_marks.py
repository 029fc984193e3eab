"""Every record as one mark, stacked by quarter: the picture on the cover."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from cartreport.briefing.measure import Measure
from cartreport.briefing.scene import FULL, Dot, Item, Line, Rect, Scene, Squares, Words

AXIS = 13.0  # under the marks: the years
LEGEND = 11.2  # a line of the legend
LARGEST = 9.0  # no mark is drawn at a larger pitch
ASIDE = 12.0  # between the last quarter and the undated block


@dataclass(frozen=True)
class Kind:
    """A class of marks: what it is called and its colour token."""

    label: str
    hue: str


@dataclass(frozen=True)
class Column:
    """A quarter's records by kind, ``new`` among ``counts``. ``quarter`` is 1 to 4."""

    year: int
    quarter: int
    counts: tuple[int, ...]
    new: tuple[int, ...] = ()


@dataclass(frozen=True)
class UnitMarks:
    """The picture's inputs: kinds from the bottom of a stack, columns in any order.

    ``undated`` are the records without a date, as counts by kind and how many of them are new.
    """

    title: str
    subtitle: str
    kinds: tuple[Kind, ...]
    columns: tuple[Column, ...]
    undated: tuple[int, ...]
    undated_new: tuple[int, ...]
    undated_label: str
    new_label: str


@dataclass(frozen=True)
class _Plan:
    """Where marks go: ``across`` marks side by side in a quarter, ``pitch`` from mark to mark."""

    across: int
    pitch: float
    quarter: float
    block: int

    @property
    def side(self) -> float:
        return self.pitch * 0.86


def draw(data: UnitMarks, measure: Measure, width: float = FULL, height: float = 269.0) -> Scene:
    """The marks on their axis, as large as the height and the width allow."""
    columns = _without_gaps(data.columns)
    legend = 24 + LEGEND * (len(data.kinds) + 1)
    legend_width = _legend_width(data, measure)
    plan = _plan(columns, sum(data.undated), width, height - AXIS, legend, legend_width)
    floor = height - AXIS
    items = [*_legend(data, measure)]
    for index, column in enumerate(columns):
        left = index * plan.quarter + (plan.quarter - plan.across * plan.pitch) / 2
        name = f"{column.year} Q{column.quarter}"
        items += _stack(data.kinds, column.counts, column.new, plan, plan.across, left, floor, name)
    block = width - plan.block * plan.pitch
    if plan.block:
        items += _stack(
            data.kinds,
            data.undated,
            data.undated_new,
            plan,
            plan.block,
            block + plan.pitch - plan.side,
            floor,
            data.undated_label,
        )
    items += _axis(columns, plan, width, height, data.undated_label, measure)
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


def _plan(
    columns: Sequence[Column],
    undated: int,
    width: float,
    height: float,
    legend: float,
    legend_width: float,
) -> _Plan:
    """The number of marks side by side that allows the largest mark."""
    sizes = [sum(column.counts) for column in columns] or [1]
    quarters = len(columns) or 1
    best = _Plan(1, 0.0, width / quarters, 0)
    for across in range(1, 9):
        rows = ceil(max(sizes) / across)
        block = ceil(undated / max(1, round(rows * 0.42))) if undated else 0
        room = width - (ASIDE if block else 0)
        pitch = min(LARGEST, room / (quarters * across + block), height / rows)
        quarter = (room - block * pitch) / quarters
        under = sizes[: ceil((legend_width + 8) / quarter)]
        pitch = min(pitch, (height - legend - 6) / ceil(max(under) / across))
        if pitch > best.pitch:
            best = _Plan(across, pitch, (room - block * pitch) / quarters, block)
    return best


def _stack(
    kinds: Sequence[Kind],
    counts: Sequence[int],
    new: Sequence[int],
    plan: _Plan,
    across: int,
    left: float,
    floor: float,
    name: str,
) -> Iterator[Item]:
    """A quarter's marks from the floor up: kinds in order, the new ones as dots on top."""

    def place(index: int) -> tuple[float, float]:
        row, column = divmod(index, across)
        return left + column * plan.pitch, floor - 1.2 - row * plan.pitch - plan.side

    index = 0
    for kind, count, fresh in zip(
        kinds, counts, [*new, *[0] * len(counts)][: len(counts)], strict=False
    ):
        old = count - fresh
        if old:
            points = tuple(place(i) for i in range(index, index + old))
            yield Squares(points, plan.side, kind.hue, f"{name} · {kind.label}: {count}")
        index += old
    half = plan.side / 2
    for i in range(index, index + sum(new)):
        x, y = place(i)
        yield Dot(x + half, y + half, half * 1.04, "change", title=f"{name} · new")


def _axis(
    columns: Sequence[Column],
    plan: _Plan,
    width: float,
    height: float,
    undated: str,
    measure: Measure,
) -> Iterator[Item]:
    floor, baseline = height - AXIS + 0.4, height - 2.6
    end = len(columns) * plan.quarter
    yield Line(((0, floor), (end, floor)))
    block = width - plan.block * plan.pitch
    if plan.block:
        yield Line(((block, floor), (width, floor)))
        yield Words(width, baseline, undated, 6.8, 400, "ink-2", "end")
    starts = [i for i, column in enumerate(columns) if column.quarter == 1 or i == 0]
    full = measure.width("2000", 6.8)
    every = ceil((full + 6) / (4 * plan.quarter)) if columns else 1
    limit = (width - measure.width(undated, 6.8) - 5) if plan.block else width
    free = 0.0
    for place, index in enumerate(starts):
        last = index == starts[-1]
        year = columns[index].year
        label = str(year) if place == 0 or last else f"’{year % 100:02d}"
        x = index * plan.quarter
        wide = measure.width(label, 6.8)
        if (last or place % every == 0) and x >= free and x + wide <= limit:
            yield Words(x, baseline, label, 6.8, 400, "ink-2")
            free = x + wide + 3


def _legend_width(data: UnitMarks, measure: Measure) -> float:
    labels = max(measure.width(k.label, 7, 600) for k in _legend_kinds(data))
    title = measure.width(data.title, 9.2, 600, "serif")
    return max(title, measure.width(data.subtitle, 7), 10 + labels + 10 + 20)


def _legend_kinds(data: UnitMarks) -> tuple[Kind, ...]:
    return (*data.kinds, Kind(data.new_label, "change"))


def _legend(data: UnitMarks, measure: Measure) -> Iterator[Item]:
    """Title, subtitle, and the kinds with their counts."""
    yield Words(0, 9, data.title, 9.2, 600, face="serif")
    yield Words(0, 19.4, data.subtitle, 7, 400, "ink-2")
    totals = [sum(col.counts[i] for col in data.columns if col.counts) + data.undated[i]
              for i in range(len(data.kinds))]  # fmt: skip
    fresh = sum(sum(col.new) for col in data.columns) + sum(data.undated_new)
    numbers = [f"{n:,}" for n in (*totals, fresh)]
    labels = max(measure.width(kind.label, 7, 600) for kind in _legend_kinds(data))
    right = 9 + labels + 14 + max(measure.width(n, 7, 600) for n in numbers)
    for index, (kind, count) in enumerate(zip(_legend_kinds(data), numbers, strict=True)):
        y = 36 + index * LEGEND
        if kind.hue == "change":
            yield Dot(2.6, y - 2.5, 2.7, "change")
        else:
            yield Rect(0, y - 5, 5, 5, kind.hue)
        ink = "change" if kind.hue == "change" else "ink"
        yield Words(9, y, kind.label, 7, 600, ink)
        yield Words(right, y, count, 7, 600, ink, "end")
