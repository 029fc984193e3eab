"""A company's programmes as lanes on the phase ladder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cartreport.briefing.figures.mark import diamond, on
from cartreport.briefing.measure import Measure
from cartreport.briefing.scene import BESIDE, Item, Line, Rect, Scene, Words

LANE = 17.0
BAR = 8.8
HEAD = 15.0
APART = 6.0  # between two columns of words


@dataclass(frozen=True)
class Lane:
    """A programme: ``reach`` counts the rungs it has climbed (1 is the first), 0 for none.

    ``details`` stand after its name in columns. ``hollow``: status unknown; ``hue`` its setting.
    """

    name: str
    details: tuple[str, ...]
    reach: int
    label: str
    hue: str
    count: str = ""
    approved: bool = False
    hollow: bool = False
    lang: str = ""


@dataclass(frozen=True)
class Swimlane:
    """Lanes from the top on the ladder's ``rungs``; ``count_head`` over the counts at the right.

    ``beside``: the lanes of other drawings, with which these begin and end at the same places.
    """

    rungs: tuple[str, ...]
    lanes: tuple[Lane, ...]
    count_head: str = ""
    beside: tuple[Lane, ...] = ()


@dataclass(frozen=True)
class _Ground:
    columns: tuple[float, ...]  # left edges of the names and the details
    widths: tuple[float, ...]
    left: float
    rung: float
    right: float


def draw(data: Swimlane, measure: Measure, width: float = BESIDE) -> Scene:
    """A lane per programme: words at the left, the bar on the ladder, its count at the right."""
    ground = _ground(data, measure, width)
    height = HEAD + len(data.lanes) * LANE
    items: list[Item] = []
    for index, label in enumerate(data.rungs):
        x = ground.left + index * ground.rung
        if index:
            items.append(Line(((x, HEAD - 2), (x, height)), "grid", 0.6))
        items.append(Words(x + ground.rung / 2, 8, label, 6.8, 400, "ink-2", "middle"))
    items.append(Line(((ground.left, HEAD - 2), (ground.left, height)), "ink", 0.8))
    if data.count_head:
        items.append(Words(width, 8, data.count_head, 6.8, 400, "ink-2", "end"))
    for index, lane in enumerate(data.lanes):
        items += _lane(lane, HEAD + index * LANE + LANE / 2, ground, width, measure)
    return Scene(width, height + 1, tuple(items), lanes=ground.left)


def _ground(data: Swimlane, measure: Measure, width: float) -> _Ground:
    """Words take what they need as long as the ladder keeps half; then the widest are cut."""
    lanes = (*data.lanes, *data.beside)
    names = max((measure.width(lane.name, 7.4, 600) for lane in lanes), default=0)
    details = max((len(lane.details) for lane in lanes), default=0)
    widths = [names]
    for index in range(details):
        widest = max(
            measure.width(lane.details[index], 7) for lane in lanes if index < len(lane.details)
        )
        widths.append(widest)
    counts = [measure.width(lane.count, 7.4, 700) for lane in lanes]
    right = max([*counts, measure.width(data.count_head, 6.8)])
    widest = max((measure.width(label, 6.8) for label in data.rungs), default=0) + 3.5
    ladder = max(width * 0.5, widest * len(data.rungs))
    widths = _shrunk(widths, width - right - 8 - ladder - len(widths) * APART)
    edges = [sum(widths[:i]) + i * APART for i in range(len(widths) + 1)]
    left = edges.pop()
    ladder = width - left - right - 8
    return _Ground(tuple(edges), tuple(widths), left, ladder / len(data.rungs), left + ladder)


def _shrunk(widths: list[float], room: float) -> list[float]:
    """Widths that add up to ``room`` at most: the widest give first."""
    limit = max(widths, default=0)
    while sum(min(wide, limit) for wide in widths) > room and limit > 10:
        limit -= 0.5
    return [min(wide, limit) for wide in widths]


def _lane(
    lane: Lane, middle: float, ground: _Ground, width: float, measure: Measure
) -> Iterator[Item]:
    y = middle + 2.6
    name = measure.shorten(lane.name, ground.widths[0], 7.4, 600)
    cut = lane.name if name != lane.name else ""
    yield Words(0, y, name, 7.4, 600, lang=lane.lang, title=cut)
    for x, wide, detail in zip(ground.columns[1:], ground.widths[1:], lane.details, strict=False):
        short = measure.shorten(detail, wide, 7)
        yield Words(x, y, short, 7, 400, "ink-2", title=detail if short != detail else "")
    yield from _bar(lane, middle, ground, measure)
    if lane.count:
        yield Words(width, y, lane.count, 7.4, 700, "ink", "end")


def _bar(lane: Lane, middle: float, ground: _Ground, measure: Measure) -> Iterator[Item]:
    """The bar, its diamond, and its label inside it or just after it."""
    length = lane.reach * ground.rung
    left = ground.left + 0.4
    top = middle - BAR / 2
    title = f"{lane.name}: {lane.label}"
    if lane.reach and lane.hollow:
        yield Rect(left + 0.4, top + 0.4, length - 1.2, BAR - 0.8, "paper", lane.hue, 0.8, title)
    elif lane.reach:
        yield Rect(left, top, length - 0.4, BAR, lane.hue, title=title)
    ink = "ink" if lane.hollow else on(lane.hue)
    taken = 18 if lane.approved else 0
    if lane.approved:
        yield diamond(left + length - 10, middle, 3.2, ink)
    inside, after = length - 8 - taken, ground.right - ground.left - length - 5
    wide = measure.width(lane.label, 6.8)
    if wide <= inside or (wide > after and inside > after):
        short = measure.shorten(lane.label, inside, 6.8)
        yield Words(left + 4, middle + 2.4, short, 6.8, 400, ink, title=title)
    else:
        short = measure.shorten(lane.label, after, 6.8)
        yield Words(left + length + 4, middle + 2.4, short, 6.8, 400, "ink-2", title=title)
