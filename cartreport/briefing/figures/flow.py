"""From one edition's stock to the next: stocks as numbers, the flows alone to scale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cartreport.briefing.measure import Measure
from cartreport.briefing.numbers import written
from cartreport.briefing.scene import FULL, Item, Line, Rect, Scene, Words

HEIGHT = 46.0  # of the flows' whole range
STEEPEST = 6.0  # points one thing may be drawn high: two that left are no cliff
TOP = 13.0
LINE = 8.6  # of a flow's name
FILL = 0.88  # of a slot


@dataclass(frozen=True)
class Flow:
    """A number that came in (positive) or went out (negative), and what it is called."""

    label: str
    value: int


@dataclass(frozen=True)
class Flows:
    """A stock, what came and went, and the stock after it. They must add up."""

    opening: int
    opening_label: str
    flows: tuple[Flow, ...]
    closing: int
    closing_label: str


def draw(data: Flows, measure: Measure, width: float = FULL) -> Scene:
    """The waterfall. Raises ValueError if opening and flows do not make the closing stock."""
    if data.opening + sum(flow.value for flow in data.flows) != data.closing:
        raise ValueError(f"flows do not close {data.opening} to {data.closing}")
    side = 6 + max(
        measure.width(f"{data.opening:,}", 20, 400, "serif"),
        measure.width(f"{data.closing:,}", 20, 400, "serif"),
        measure.width(data.opening_label, 7),
        measure.width(data.closing_label, 7),
    )
    levels = [0]
    for flow in data.flows:
        levels.append(levels[-1] + flow.value)
    unit = min(HEIGHT / ((max(levels) - min(levels)) or 1), STEEPEST)
    zero = TOP + max(levels) * unit
    slot = (width - 2 * side) / (len(data.flows) + 1)
    left = side + slot / 2
    names = [measure.wrap(flow.label, slot - 4, lines=2) for flow in data.flows]
    foot = zero - min(levels) * unit + 14
    ends = (zero, zero - levels[-1] * unit)
    items: list[Item] = [*_stocks(data, width, *ends)]
    for index, flow in enumerate(data.flows):
        x = left + index * slot
        items += _bar(flow, x, slot, zero - levels[index] * unit, unit)
        for line, name in enumerate(names[index]):
            items.append(Words(x + slot / 2, foot + line * LINE, name, 7, 400, "ink-2", "middle"))
    items += _joints([zero - level * unit for level in levels], left, slot, side, width)
    lines = max((len(lines) for lines in names), default=1)
    return Scene(width, max(foot + (lines - 1) * LINE + 3, max(ends) + 21), tuple(items))


def _bar(flow: Flow, x: float, slot: float, y: float, unit: float) -> Iterator[Item]:
    """Inflow filled, outflow hollow, its number above it."""
    wide, high = slot * FILL, abs(flow.value) * unit
    left, top = x + (slot - wide) / 2, y - high if flow.value > 0 else y
    sign = "+" if flow.value > 0 else "−"
    number = f"{sign}{abs(flow.value):,}" if flow.value else "0"
    printed = written(flow.value, number)
    if flow.value > 0:
        yield Rect(left, top, wide, max(high, 1), "change", title=f"{flow.label}: {number}")
    elif flow.value:
        inner = max(high - 0.9, 0.3)
        yield Rect(left + 0.45, top + 0.45, wide - 0.9, inner, "none", "change", 0.9)
    else:
        yield Line(((left, y), (left + wide, y)), "ink", 0.5)
    ink = "change" if flow.value else "ink-2"
    yield Words(x + slot / 2, top - 3.6, printed, 7.8, 600, ink, "middle")


def _stocks(data: Flows, width: float, opening: float, closing: float) -> Iterator[Item]:
    yield Words(0, opening + 7, written(data.opening), 20, 400, face="serif")
    yield Words(0, opening + 17.5, data.opening_label, 7, 400, "ink-2")
    yield Words(width, closing + 7, written(data.closing), 20, 400, "ink", "end", "serif")
    yield Words(width, closing + 17.5, data.closing_label, 7, 400, "ink-2", "end")


def _joints(
    levels: list[float], left: float, slot: float, side: float, width: float
) -> Iterator[Item]:
    """Hairlines from flow to flow, heavier ones to the stocks at both ends."""
    reach = slot * (1 - FILL) / 2
    yield Line(((side + 4, levels[0]), (left + reach, levels[0])), "ink", 0.8)
    for index, y in enumerate(levels[1:-1], 1):
        x = left + index * slot
        yield Line(((x - reach, y), (x + reach, y)), "ink", 0.5)
    end = left + (len(levels) - 1) * slot
    yield Line(((end - reach, levels[-1]), (width - side - 4, levels[-1])), "ink", 0.8)
