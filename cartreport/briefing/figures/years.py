"""Counts by year in stacked columns, and above them, on the same years, a share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cartreport.briefing.figures.mark import SWATCH, on, swatch
from cartreport.briefing.figures.scale import spread, ticks
from cartreport.briefing.measure import Measure
from cartreport.briefing.numbers import added, traced, written
from cartreport.briefing.scene import FULL, Dot, Item, Line, Rect, Scene, Words
from cartreport.landscape.table import per_cent

SHARE = 64.0  # height of the share's panel, between its title and the columns' title
COLUMNS = 126.0  # height of the tallest column
ONE = 24.0  # height of one of what is counted, at most
WIDEST = 40.0  # a column
GAP = 0.8
LEFT = 22.0  # for the grid's numbers
FILL = 0.76  # of a year's width


@dataclass(frozen=True)
class Year:
    """A year's counts by series, from the bottom, and its share in per cent.

    ``note`` dates a part year ("to 22 Aug"); such a year's share is provisional: drawn hollow.
    ``at`` is the address of the share.
    """

    label: str
    counts: tuple[int, ...]
    share: float | None = None
    note: str = ""
    at: str = ""


@dataclass(frozen=True)
class Series:
    """A part of the columns: its name and colour token."""

    label: str
    hue: str


@dataclass(frozen=True)
class Years:
    """Two panels on one axis of years; without ``share_title`` only the columns are drawn."""

    years: tuple[Year, ...]
    series: tuple[Series, ...]
    count_title: str
    share_title: str = ""


@dataclass(frozen=True)
class _Ground:
    """The years' places: ``left`` edge, ``pitch`` from year to year, ``right`` edge."""

    left: float
    pitch: float
    right: float

    def middle(self, index: int) -> float:
        return self.left + (index + 0.5) * self.pitch


def draw(data: Years, measure: Measure, width: float = FULL) -> Scene:
    """Share above, columns below, series named at the last column."""
    names = max(measure.width(series.label, 7, 600) for series in data.series) + 5
    right = width - names - SWATCH
    ground = _Ground(LEFT, (right - LEFT) / len(data.years), right)
    items: list[Item] = []
    top = 0.0
    if data.share_title:
        items.append(Words(0, 7, data.share_title, 7, 600))
        items += _share(data.years, ground, 16.0)
        top = 16.0 + SHARE + 8
    items.append(Words(0, top + 7, data.count_title, 7, 600))
    floor = top + 16 + _unit(data) * _most(data) + 4
    items += _columns(data, ground, floor, measure)
    items += _names(data, right + 5, floor)
    noted = any(year.note for year in data.years)
    return Scene(width, floor + (20 if noted else 12), tuple(items))


def _share(years: Sequence[Year], ground: _Ground, top: float) -> Iterator[Item]:
    shares = [year.share for year in years if year.share is not None]
    high = max(shares, default=0) or 1
    unit = (SHARE - 12) / high
    base = top + SHARE - 2
    for tick in ticks(0, high * 0.98, 2):
        y = base - tick * unit
        yield Line(((ground.left, y), (ground.right, y)), "grid", 0.6)
        yield Words(ground.left - 5, y + 2.4, f"{tick:g}", 6.8, 400, "ink-2", "end")
    yield Line(((ground.left, base), (ground.right, base)), "grid", 0.6)
    points = [
        (ground.middle(i), base - year.share * unit, year)
        for i, year in enumerate(years)
        if year.share is not None
    ]
    firm = [(x, y) for x, y, year in points if not year.note]
    yield Line(tuple(firm), "ink", 1.5)
    if points and points[-1][2].note and firm:
        yield Line((firm[-1], points[-1][:2]), "ink", 1.2, "2 2")
    for index, (x, y, year) in enumerate(points):
        told = per_cent(year.share or 0)
        title = f"{year.label}: {told} %"
        hollow = bool(year.note)
        yield Dot(x, y, 2.1, "paper" if hollow else "ink", "ink" if hollow else "none", 0.9, title)
        below = _in_a_dip([point[1] for point in points], index)
        share = traced(told, year.at)
        yield Words(x, y + (9.4 if below else -4.6), share, 7, 600, anchor="middle")


def _in_a_dip(heights: Sequence[float], index: int) -> bool:
    """Whether a point lies lower than both neighbours (so its label goes under it)."""
    if not 0 < index < len(heights) - 1:
        return False
    return heights[index] > max(heights[index - 1], heights[index + 1]) + 1


def _most(data: Years) -> int:
    return max(sum(year.counts) for year in data.years) or 1


def _unit(data: Years) -> float:
    """The height of one: few are not drawn as large as many."""
    return min(COLUMNS / _most(data), ONE)


def _columns(data: Years, ground: _Ground, floor: float, measure: Measure) -> Iterator[Item]:
    high, unit = _most(data), _unit(data)
    for tick in ticks(0, high * 0.95, whole=True):
        y = floor - tick * unit
        yield Line(((ground.left, y), (ground.right, y)), "grid", 0.6)
        yield Words(ground.left - 5, y + 2.4, f"{tick:,.0f}", 6.8, 400, "ink-2", "end")
    for index, year in enumerate(data.years):
        yield from _column(year, data.series, (ground.middle(index), floor), ground.pitch, unit)
    yield Line(((ground.left, floor + 0.4), (ground.right, floor + 0.4)))
    every = _every(data.years, ground.pitch, measure)
    for index, year in enumerate(data.years):
        if (len(data.years) - 1 - index) % every == 0:
            x = ground.middle(index)
            yield Words(x, floor + 9.6, year.label, 7, 400, "ink-2", "middle")
            if year.note:
                yield Words(x, floor + 18, year.note, 6.5, 400, "ink-2", "middle")


def _every(years: Sequence[Year], pitch: float, measure: Measure) -> int:
    """Each year is named where names have room; notes stand under them, most often one alone."""
    notes = [year.note for year in years if year.note]
    widest = max(measure.width(year.label, 7) for year in years)
    if len(notes) > 1:
        widest = max(widest, *(measure.width(note, 6.5) for note in notes))
    return int((widest + 3) // pitch) + 1


def _column(
    year: Year, series: Sequence[Series], foot: tuple[float, float], pitch: float, unit: float
) -> Iterator[Item]:
    x, y = foot
    wide = min(pitch * FILL, WIDEST)
    for part, count in zip(series, year.counts, strict=True):
        if not count:
            continue
        high = count * unit
        drawn = high - GAP if high > 2 * GAP else high * 0.6
        title = f"{year.label} · {part.label}: {count:,}"
        yield Rect(x - wide / 2, y - drawn, wide, drawn, part.hue, title=title)
        if drawn >= 10.6:
            yield Words(x, y - drawn / 2 + 2.5, written(count), 7, 400, on(part.hue), "middle")
        y -= high
    total = added(year.counts)
    if total:
        yield Words(x, y - 3.6, written(total), 7.6, 700, anchor="middle")


def _names(data: Years, x: float, floor: float) -> Iterator[Item]:
    """The series' names beside the last column, at their segments, pushed apart."""
    last = data.years[-1]
    unit = _unit(data)
    middles, y = [], floor
    for count in last.counts:
        middles.append(y - count * unit / 2 + 2.5)
        y -= count * unit
    for series, place in zip(
        data.series, spread(middles, 9.6, floor - unit * _most(data), floor), strict=True
    ):
        yield from swatch(x, place, series.label, series.hue)
