"""A value per table row as a dot: small drawings of equal height that join to one chart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from cartreport.briefing.measure import Measure
from cartreport.briefing.scene import Dot, Item, Line, Rect, Scene, Words

UNDER = 8.0
"""How far under its dot's middle a label stands that has no room beside it."""


@dataclass(frozen=True)
class Strip:
    """The axis all rows share: ``low`` to ``high``, grid at ``grid``, a dotted ``median``.

    ``width`` and ``height`` are those of the table's cell, in points, so that lines join.
    """

    low: float
    high: float
    grid: tuple[float, ...]
    median: float | None = None
    width: float = 83.0
    height: float = 24.6

    @property
    def marks(self) -> tuple[str, ...]:
        """The grid's values as they are printed."""
        return tuple(f"{Decimal(f'{value:.6g}').normalize():,f}" for value in self.grid)


@dataclass(frozen=True)
class StripDot:
    """A row's value and how it is printed; ``doubtful`` makes it hollow. ``None``: ``unknown``."""

    value: float | None
    label: str = ""
    doubtful: bool = False
    hue: str = "hue-a"
    unknown: str = ""


def draw(strip: Strip, dot: StripDot, measure: Measure) -> Scene:
    """The cell of one row."""
    middle = strip.height / 2
    items: list[Item] = [*_grid(strip)]
    if dot.value is None:
        x = _place(strip, strip.grid[0] if strip.grid else strip.low) + 5
        items += _median(strip, (x - 1.5, x + measure.width(dot.unknown, 7) + 1.5))
        items.append(Words(x, middle + 2.4, dot.unknown, 7, 400, "ink-3"))
        return Scene(strip.width, strip.height, tuple(items))
    x = _place(strip, dot.value)
    wide = measure.width(dot.label, 7.4, 600)
    start, lower = _beside(x, wide, strip.width)
    items += _median(strip, (start - 1.5, start + wide + 1.5), lower)
    fill, stroke = ("paper", dot.hue) if dot.doubtful else (dot.hue, "none")
    items.append(Dot(x, middle, 3.1 if dot.doubtful else 3.6, fill, stroke, 1.2, dot.label))
    ground = Rect(start - 1, middle - 4 + lower, wide + 2, 8, "paper")  # no line through the value
    items += [ground, Words(start, middle + 2.6 + lower, dot.label, 7.4, 600)]
    return Scene(strip.width, strip.height, tuple(items))


def _beside(x: float, wide: float, width: float) -> tuple[float, float]:
    """Where a label begins, and how far down: right of its dot, else left, else under it."""
    for start in (x + 6, x - 6 - wide):
        if 0 <= start <= width - wide:
            return start, 0
    return min(max(x - wide / 2, 0), max(width - wide, 0)), UNDER


def head(strip: Strip, measure: Measure, height: float = 10.0) -> Scene:
    """The head of the column: the grid's values over their lines."""
    items: list[Item] = []
    for value, label in zip(strip.grid, strip.marks, strict=True):
        half = measure.width(label, 6.8) / 2
        x = min(max(_place(strip, value), half), strip.width - half)
        items.append(Words(x, height - 2.4, label, 6.8, 400, "ink-2", "middle"))
    return Scene(strip.width, height, tuple(items))


def _place(strip: Strip, value: float) -> float:
    """Where a value stands: within a margin that holds a dot at either end."""
    room = strip.width - 10
    return 5 + (value - strip.low) / ((strip.high - strip.low) or 1) * room


def _grid(strip: Strip) -> Iterator[Item]:
    for value in strip.grid:
        x = _place(strip, value)
        yield Line(((x, 0), (x, strip.height)), "grid", 0.6)


def _median(strip: Strip, label: tuple[float, float], lower: float = 0) -> Iterator[Item]:
    """The dotted median through the cell, with a gap where the row's label stands on it."""
    if strip.median is None:
        return
    x, middle = _place(strip, strip.median), strip.height / 2 + lower
    if not label[0] < x < label[1]:
        yield Line(((x, 0), (x, strip.height)), "ink", 0.7, "1 1.5")
        return
    yield Line(((x, 0), (x, middle - 5)), "ink", 0.7, "1 1.5")
    if middle + 5 < strip.height:
        yield Line(((x, middle + 5), (x, strip.height)), "ink", 0.7, "1 1.5")
