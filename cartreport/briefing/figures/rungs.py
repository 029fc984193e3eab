"""How many of a few things stand on each rung: one mark one thing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from cartreport.briefing.measure import Measure
from cartreport.briefing.scene import FULL, Item, Rect, Scene, Words

GUTTER = 10.0
MARK = 15.0  # height


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
    """A column per rung: the number, its marks filled and pale, the rung's name and note."""
    pitch = (width + GUTTER) / len(data.rungs)
    wide = pitch - GUTTER
    items: list[Item] = []
    for index, rung in enumerate(data.rungs):
        x = index * pitch
        number = f"{rung.have:,}"
        items.append(Words(x, 17, number, 20, 400, face="serif"))
        after = x + measure.width(number, 20, 400, "serif") + 5
        if rung.base:
            items.append(Words(after, 17, rung.base, 7, 400, "ink-2"))
        items += _marks(rung, data, x, wide)
        label = Words(x, 54.5, rung.label, 7.4, 600)
        items.append(_cut(label, wide, measure))
        if rung.note:
            items.append(_cut(Words(x, 64.5, rung.note, 7, 400, "ink-2"), wide, measure))
    return Scene(width, 68, tuple(items))


def _marks(rung: Rung, data: Rungs, x: float, wide: float) -> Iterator[Item]:
    pitch = (wide + 1.2) / max(data.total, 1)
    for index in range(data.total):
        filled = index < rung.have
        left = x + index * pitch
        yield Rect(left, 28, pitch - 1.2, MARK, data.hue if filled else "neu-3")


def _cut(words: Words, wide: float, measure: Measure) -> Words:
    short = measure.shorten(words.text, wide, words.size, words.weight)
    return words if short == words.text else replace(words, text=short, title=words.text)
