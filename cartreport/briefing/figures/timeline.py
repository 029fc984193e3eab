"""Milestones on an axis of years, a lane per product or company; how exactly a date is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from cartreport.briefing.figures.mark import diamond, mark
from cartreport.briefing.measure import Measure
from cartreport.briefing.scene import FULL, Item, Line, Scene, Words

HEAD = 15.0
LANE = 15.5  # a lane with one line of labels
TIER = 9.8  # each further line
CLEAR = 5.5  # from a diamond's middle to its label
BETWEEN = 4.0  # from one label to the next thing on its line
TEXT = 7.0
LONGEST = 150.0  # a label is cut at this width


@dataclass(frozen=True)
class Milestone:
    """A dated event. ``when`` is ISO, as exact as it is known: day, month or year.

    Day: filled diamond; month: hollow; year: hollow on a bar as long as the year. ``date`` is how
    the date is printed, ``label`` what happened; ``changed`` since the last edition.
    """

    when: str
    date: str
    label: str
    hue: str
    changed: bool = False


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
class _Placed:
    """A diamond at ``x`` and its label from ``start`` on line ``tier`` (0: beside it)."""

    milestone: Milestone
    x: float
    tier: int
    start: float
    label: str


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
            items.append(Line(((0, y), (width, y)), "hair", 0.4))
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


def _width(milestone: Milestone, measure: Measure) -> float:
    dated = measure.width(milestone.date, TEXT, 600) + (7 if milestone.changed else 0)
    label = min(measure.width(milestone.label, TEXT), LONGEST)
    return dated + (3.5 + label if milestone.label else 0)


def _place(milestones: Sequence[Milestone], axis: _Axis, measure: Measure) -> list[_Placed]:
    """Labels beside their diamonds where there is room, else on a line below.

    From the latest to the earliest, so that a leader down to a lower line crosses no label:
    ``taken`` holds, per line, where the next thing to the right begins.
    """
    order = sorted(milestones, key=lambda m: _middle(m.when), reverse=True)
    places = [axis.x(_middle(milestone.when)) for milestone in order]
    taken = [axis.right + BETWEEN]
    placed: list[_Placed] = []
    for index, (milestone, x) in enumerate(zip(order, places, strict=True)):
        wide, reach = _width(milestone, measure), axis.reach(milestone.when)
        before = places[index + 1] + CLEAR if index + 1 < len(places) else axis.left
        tier, start = 0, x + reach
        if start + wide + BETWEEN > taken[0]:
            start = x - reach - wide - 1
            if start < before + BETWEEN or x + CLEAR > taken[0]:
                tier, start = _below(x, wide, taken, axis.right)
        if tier == len(taken):
            taken.append(axis.right + BETWEEN)
        taken[tier] = start
        taken[0] = min(taken[0], x - reach)
        label = measure.shorten(milestone.label, LONGEST, TEXT)
        placed.append(_Placed(milestone, x, tier, start, label))
    return placed


def _below(x: float, wide: float, taken: Sequence[float], right: float) -> tuple[int, float]:
    """The first lower line where a label fits under its diamond, moved left if it must be."""
    for tier in range(1, len(taken)):
        start = min(x - 1, taken[tier] - BETWEEN - wide)
        if x <= start + wide:
            return tier, start
    return len(taken), min(x - 1, right - wide)


def _milestone(one: _Placed, middle: float, axis: _Axis, measure: Measure) -> Iterator[Item]:
    known, hue = one.milestone.when.count("-"), one.milestone.hue
    title = f"{one.milestone.date} {one.milestone.label}".strip()
    y = middle + 2.5 + one.tier * TIER
    if one.tier:
        yield Line(((one.x, middle), (one.x, y - 5.6)), "ink-3", 0.4)
    if known == 0:
        begin, end = decimal(one.milestone.when)
        yield Line(((axis.x(begin), middle), (axis.x(end), middle)), hue, 1.4)
    if known == 2:
        yield diamond(one.x, middle, 3.4, hue, title=title)
    else:
        yield diamond(one.x, middle, 3.2, "paper", stroke=hue, title=title)
    x = one.start
    ink = "change" if one.milestone.changed else "ink"
    if one.milestone.changed:
        yield from mark("new", x + 2.4, y - 2.5, size=4.6, fill="change")
        x += 7
    yield Words(x, y, one.milestone.date, TEXT, 600, ink)
    if one.label:
        x += measure.width(one.milestone.date, TEXT, 600) + 3.5
        yield Words(x, y, one.label, TEXT, 400, "ink-2", title=title)


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
