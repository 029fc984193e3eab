"""Milestones on an axis of years, a lane per product or company; how exactly a date is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from cartreport.briefing.figures.mark import diamond
from cartreport.briefing.measure import Measure
from cartreport.briefing.scene import FULL, Item, Line, Scene, Words

HEAD = 15.0
LANE = 13.6  # a lane with one line of labels
TIER = 9.8  # each further line
CLEAR = 5.5  # from a diamond's middle to its label
BETWEEN = 4.0  # from one label to the next thing on its line
TEXT = 7.0
FLAG = 2.2  # from a leader to its label
LONGEST = 150.0  # a label is cut at this width


@dataclass(frozen=True)
class Milestone:
    """A dated event. ``when`` is ISO, as exact as it is known: day, month or year.

    Day: filled diamond; month: hollow; year: hollow on a bar as long as the year. ``date`` is how
    the date is printed, ``label`` what happened.
    """

    when: str
    date: str
    label: str
    hue: str


@dataclass(frozen=True)
class TimelineLane:
    """A product or company, a detail after its name (a company, a brand), and its milestones."""

    name: str
    milestones: tuple[Milestone, ...]
    detail: str = ""
    lang: str = ""


@dataclass(frozen=True)
class Timeline:
    """Lanes from the top. ``until`` is the ISO date the axis runs to: the edition's data."""

    lanes: tuple[TimelineLane, ...]
    until: str


@dataclass(frozen=True)
class _Axis:
    left: float
    first: int
    unit: float  # points a year
    right: float

    def x(self, year: float) -> float:
        return self.left + (year - self.first) * self.unit

    def reach(self, when: str) -> float:
        """From a milestone's middle to its label: past the bar of a date known by its year."""
        begin, end = decimal(when)
        return CLEAR if "-" in when else (end - begin) * self.unit / 2 + 2.5


@dataclass(frozen=True)
class _Stop:
    """A milestone's diamond at ``x``; its label, ``wide`` points, starts ``reach`` after it."""

    milestone: Milestone
    x: float
    reach: float
    wide: float
    label: str


@dataclass(frozen=True)
class _Placed:
    """Where a stop's label begins, and on which line: 0 is beside the diamond."""

    stop: _Stop
    tier: int
    start: float


def draw(data: Timeline, measure: Measure, width: float = FULL) -> Scene:
    """Lanes as high as their labels need."""
    names = min(max(measure.width(lane.name, 7.4, 600) for lane in data.lanes), 110.0)
    details = min(max(measure.width(lane.detail, 7) for lane in data.lanes), 90.0)
    left = names + (details + 7 if details else 0) + 12
    axis = _axis(data, left, width)
    lanes = [_place(lane.milestones, axis, measure) for lane in data.lanes]
    heights = [LANE + TIER * max((p.tier for p in lane), default=0) for lane in lanes]
    bottom = HEAD + sum(heights) + 2
    items: list[Item] = [*_years(data, axis, bottom, width, measure)]
    y = HEAD + 2.0
    for index, (lane, placed, height) in enumerate(zip(data.lanes, lanes, heights, strict=True)):
        middle = y + LANE / 2
        if index:
            items.append(Line(((0, y), (axis.left - 4, y)), "hair", 0.4))
        items += _name(lane, middle, names, details, measure)
        for one in placed:
            items += _milestone(one, middle, axis, measure)
        y += height
    return Scene(width, bottom + 1, tuple(items))


def decimal(when: str) -> tuple[float, float]:
    """An ISO date, month or year as the decimal years it begins and ends at."""
    year, *rest = (int(part) for part in when.split("-"))
    if not rest:
        return year, year + 1
    month = year + (rest[0] - 1) / 12
    if len(rest) == 1:
        return month, month + 1 / 12
    day = month + (rest[1] - 1) / 372
    return day, day + 1 / 372


def _middle(when: str) -> float:
    return sum(decimal(when)) / 2


def _axis(data: Timeline, left: float, width: float) -> _Axis:
    """The years from the first milestone's to the end of the data, over the whole width."""
    spans = [decimal(milestone.when) for lane in data.lanes for milestone in lane.milestones]
    last = max([decimal(data.until)[1], *(end for _, end in spans)])
    first = int(min([begin for begin, _ in spans], default=last - 1))
    return _Axis(left, first, (width - left - 8) / max(last - first, 1), width)


def _stop(milestone: Milestone, axis: _Axis, measure: Measure) -> _Stop:
    label = measure.shorten(milestone.label, LONGEST, TEXT)
    wide = measure.width(milestone.date, TEXT, 600)
    wide += 3.5 + measure.width(label, TEXT) if label else 0
    reach = axis.reach(milestone.when)
    return _Stop(milestone, axis.x(_middle(milestone.when)), reach, wide, label)


def _place(milestones: Sequence[Milestone], axis: _Axis, measure: Measure) -> list[_Placed]:
    """Labels to the right of their diamonds, or, where that needs fewer lines, to the left."""
    stops = [_stop(milestone, axis, measure) for milestone in milestones]
    right = _staircase(stops, axis.left, axis.right)
    mirrored = [replace(stop, x=-stop.x) for stop in stops]
    left = [
        _Placed(replace(one.stop, x=-one.stop.x), one.tier, -one.start - one.stop.wide)
        for one in _staircase(mirrored, -axis.right, -axis.left)
    ]

    def cost(placed: Sequence[_Placed]) -> tuple[int, int]:
        out = sum(one.start + one.stop.wide > axis.right + 0.1 for one in placed)
        out += sum(one.start < axis.left - 0.1 for one in placed)
        return out, max((one.tier for one in placed), default=0)

    best = min((right, left), key=cost)
    return [
        replace(one, start=max(0.0, min(one.start, axis.right - one.stop.wide))) for one in best
    ]


def _staircase(stops: Sequence[_Stop], near: float, far: float) -> list[_Placed]:
    """Labels beside their diamonds where the next one leaves room, else on a line below.

    From the ``far`` end inwards, so that a leader down to a lower line crosses no label:
    ``taken`` holds, per line, where the next thing on the far side begins.
    """
    taken = [far + BETWEEN]
    placed = []
    for stop in sorted(stops, key=lambda stop: stop.x, reverse=True):
        others = [
            (other.x - other.reach, other.x + other.reach) for other in stops if other != stop
        ]
        beside = (stop.x + stop.reach, stop.x - stop.reach - stop.wide - 1)
        free = (
            start
            for start in beside
            if near <= start <= taken[0] - BETWEEN - stop.wide
            and not any(start < right and left < start + stop.wide for left, right in others)
        )
        tier, start = next(((0, start) for start in free), None) or _below(stop, taken)
        if tier == len(taken):
            taken.append(far + BETWEEN)
        taken[tier] = start
        placed.append(_Placed(stop, tier, start))
    return placed


def _below(stop: _Stop, taken: Sequence[float]) -> tuple[int, float]:
    """The first line under the diamond where the label fits beside its leader."""
    start = stop.x + FLAG
    for tier in range(1, len(taken)):
        if start + stop.wide + BETWEEN <= taken[tier]:
            return tier, start
    return len(taken), start


def _milestone(one: _Placed, middle: float, axis: _Axis, measure: Measure) -> Iterator[Item]:
    stop = one.stop
    milestone, hue = stop.milestone, stop.milestone.hue
    title = f"{milestone.date} {milestone.label}".strip()
    y = middle + 2.5 + one.tier * TIER
    if one.tier:
        yield Line(((stop.x, middle), (stop.x, y + 0.4)), "ink-3", 0.4)
    if "-" not in milestone.when:
        begin, end = decimal(milestone.when)
        yield Line(((axis.x(begin), middle), (axis.x(end), middle)), hue, 1.4)
    if milestone.when.count("-") == 2:
        yield diamond(stop.x, middle, 3.4, hue, title=title)
    else:
        yield diamond(stop.x, middle, 3.2, "paper", stroke=hue, title=title)
    yield Words(one.start, y, milestone.date, TEXT, 600)
    if stop.label:
        x = one.start + measure.width(milestone.date, TEXT, 600) + 3.5
        yield Words(x, y, stop.label, TEXT, 400, "ink-2", title=title)


def _name(
    lane: TimelineLane, middle: float, names: float, details: float, measure: Measure
) -> Iterator[Item]:
    name = measure.shorten(lane.name, names, 7.4, 600)
    yield Words(0, middle + 2.6, name, 7.4, 600, lang=lane.lang, title=lane.name)
    if lane.detail:
        detail = measure.shorten(lane.detail, details, 7)
        yield Words(names + 7, middle + 2.6, detail, 7, 400, "ink-2", title=lane.detail)


def _years(
    data: Timeline, axis: _Axis, bottom: float, width: float, measure: Measure
) -> Iterator[Item]:
    last = int(decimal(data.until)[0])
    every = ceil((measure.width("2000", 6.8) + 6) / axis.unit)
    for year in range(axis.first, last + 1):
        if (last - year) % every:
            continue
        x = axis.x(year)
        yield Line(((x, HEAD - 2), (x, bottom)), "grid", 0.6)
        if x + measure.width(str(year), 6.8) <= width:
            yield Words(x, 8, str(year), 6.8, 400, "ink-2")
    yield Line(((0, HEAD), (width, HEAD)), "ink", 0.5)
