"""Horizontal stacked bars: a row's parts, their total, and a note."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cartreport.briefing.figures.mark import SWATCH, on, swatch
from cartreport.briefing.measure import Measure
from cartreport.briefing.numbers import added, written
from cartreport.briefing.scene import AXIS, FULL, Item, Line, Rect, Scene, Words

PITCH = 19.2  # from bar to bar
BAR = 12.4
HEAD = 20.0  # the series' names over the first bar
APART = 8.0  # between two of them
GAP = 0.8  # of paper between two segments
LEADING = 8.6  # between the two lines of a long name
SPARE = 5.0  # a value needs this much more than its own width


@dataclass(frozen=True)
class Segment:
    """A part of a bar. ``hue`` is a colour token (``hue-a``, ``neu-2``); ``value`` a count."""

    label: str
    value: int
    hue: str


@dataclass(frozen=True)
class BarRow:
    """A bar: its parts from the left, a note after it."""

    label: str
    segments: tuple[Segment, ...]
    note: str = ""

    @property
    def total(self) -> int:
        """What the parts add up to."""
        return added(segment.value for segment in self.segments)


@dataclass(frozen=True)
class StackedBars:
    """Rows from the top; all rows have the same segments, the first one carries their names."""

    rows: tuple[BarRow, ...]


def draw(data: StackedBars, measure: Measure, width: float = FULL) -> Scene:
    """The bars on one scale from zero, from the axis on, as long as their totals leave room."""
    left = AXIS
    right = max(_tail_width(row, measure) for row in data.rows)
    most = max((row.total for row in data.rows), default=0) or 1
    unit = (width - left - right) / most
    items: list[Item] = [*_heads(data.rows, left, width, measure)]
    for index, row in enumerate(data.rows):
        items += _bar(row, HEAD + index * PITCH - 3, left, unit, measure)
    bottom = HEAD - 3 + len(data.rows) * PITCH - (PITCH - BAR) + 2
    items.append(Line(((left, HEAD - 5), (left, bottom))))
    return Scene(width, bottom + 1, tuple(items), lanes=left)


def _bar(row: BarRow, top: float, left: float, unit: float, measure: Measure) -> Iterator[Item]:
    middle = top + BAR / 2
    lines = measure.wrap(row.label, left - 7, size=7.6, weight=500)
    y = middle + 2.7 - (len(lines) - 1) * LEADING / 2
    for at, label in enumerate(lines):
        yield Words(left - 7, y + at * LEADING, label, 7.6, 500, anchor="end", title=row.label)
    x = left + 0.4
    for segment in row.segments:
        length = segment.value * unit
        if not segment.value:
            continue
        drawn = length - GAP if length > 2 * GAP else max(length * 0.6, 0.4)
        title = f"{row.label} · {segment.label}: {segment.value:,}"
        yield Rect(x, top, drawn, BAR, segment.hue, title=title)
        value = written(segment.value)
        if len(row.segments) > 1 and measure.width(value, 7) + SPARE <= drawn:
            yield Words(x + drawn / 2, middle + 2.5, value, 7, 400, on(segment.hue), "middle")
        x += length
    yield from _tail(row, x + 5, middle + 2.7, measure)


def _tail(row: BarRow, x: float, y: float, measure: Measure) -> Iterator[Item]:
    """The total, then the note."""
    total = written(row.total, "" if row.total else "·")
    yield Words(x, y, total, 7.6, 700)
    if row.note:
        yield Words(x + measure.width(total, 7.6, 700) + 6, y, row.note, 7, 400, "ink-2")


def _tail_width(row: BarRow, measure: Measure) -> float:
    width = 5 + measure.width(f"{row.total:,}", 7.6, 700)
    if row.note:
        width += 6 + measure.width(row.note, 7)
    return width + 2


def _heads(rows: tuple[BarRow, ...], left: float, width: float, measure: Measure) -> Iterator[Item]:
    """The names of the series that have something, each with its colour, over the first bar."""
    held = {s.label for row in rows for s in row.segments if s.label and s.value}
    series = [segment for segment in rows[0].segments if segment.label in held]
    needs = [SWATCH + measure.width(segment.label, 7, 600) for segment in series]
    x = max(0.0, min(left + 0.4, width - sum(needs) - APART * (len(needs) - 1)))
    for segment, need in zip(series, needs, strict=True):
        yield from swatch(x, HEAD - 9.5, segment.label, segment.hue)
        x += need + APART
