"""How many of a few things stand on each rung: one mark one thing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil

from cartreport.briefing.measure import Measure
from cartreport.briefing.numbers import written
from cartreport.briefing.scene import FULL, Item, Rect, Scene, Words

GUTTER = 10.0
MARK = 15.0  # height
ACROSS, ROW = 5, 80.0  # rungs in a row at most, and from row to row


@dataclass(frozen=True)
class Rung:
    """A rung: ``have`` of all stand on it. ``base`` is printed after the number ("of 9")."""

    label: str
    have: int
    base: str = ""
    note: str = ""


@dataclass(frozen=True)
class Rungs:
    """Rungs from left to right over the same ``total`` things."""

    rungs: tuple[Rung, ...]
    total: int
    hue: str = "hue-a"


def draw(data: Rungs, measure: Measure, width: float = FULL) -> Scene:
    """A column per rung, in as many rows as they need, all about as long."""
    across = ceil(len(data.rungs) / ceil(len(data.rungs) / ACROSS))
    pitch = (width + GUTTER) / across
    items: list[Item] = []
    for index, rung in enumerate(data.rungs):
        x, y = index % across * pitch, index // across * ROW
        items += _rung(rung, data, (x, y), pitch - GUTTER, measure)
    return Scene(width, (len(data.rungs) - 1) // across * ROW + 68, tuple(items))


def _rung(
    rung: Rung, data: Rungs, corner: tuple[float, float], wide: float, measure: Measure
) -> Iterator[Item]:
    """The number, its marks filled and pale, the rung's name and note."""
    x, y = corner
    number = written(rung.have)
    yield Words(x, y + 17, number, 20, 400, face="serif")
    if rung.base:
        after = x + measure.width(number, 20, 400, "serif") + 5
        yield Words(after, y + 17, rung.base, 7, 400, "ink-2")
    yield from _marks(rung, data, (x, y + 28), wide)
    yield _cut(Words(x, y + 54.5, rung.label, 7.4, 600), wide, measure)
    if rung.note:
        yield _cut(Words(x, y + 64.5, rung.note, 7, 400, "ink-2"), wide, measure)


def _marks(rung: Rung, data: Rungs, corner: tuple[float, float], wide: float) -> Iterator[Item]:
    x, y = corner
    pitch = (wide + 1.2) / max(data.total, 1)
    for index in range(data.total):
        filled = index < rung.have
        left = x + index * pitch
        yield Rect(left, y, pitch - 1.2, MARK, data.hue if filled else "neu-3")


def _cut(words: Words, wide: float, measure: Measure) -> Words:
    short = measure.shorten(words.text, wide, words.size, words.weight)
    return words if short == words.text else replace(words, text=short, title=words.text)
