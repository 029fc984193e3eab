"""Whether a drawing can be read: every text inside it, none on another or on a line of the data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from math import cos, hypot, radians, sin

from cartreport.briefing.measure import Measure
from cartreport.briefing.numbers import untraced
from cartreport.briefing.scene import Line, Scene, Words

FLOOR = 6.5
ASCENT, DESCENT = 0.74, 0.21  # of the size: cap height and descender of Latin text, CJK squares
GROUND = frozenset({"grid", "hair"})
"""Lines under the texts, which may cross them."""
SLACK = 0.3  # points by which a measured width may be wrong

Corner = tuple[float, float]


def faults(scene: Scene, measure: Measure) -> Iterator[str]:
    """What is wrong with the texts of a drawing, one sentence each; nothing if all is well."""
    placed = [(words, corners(words, measure)) for words in _texts(scene)]
    for words, box in placed:
        if words.size < FLOOR:
            yield f"{words.text!r} is set at {words.size} pt, below the floor of {FLOOR}"
        if not all(
            -SLACK <= x <= scene.width + SLACK and -SLACK <= y <= scene.height + SLACK
            for x, y in box
        ):
            yield f"{words.text!r} reaches out of the drawing"
    for (one, first), (other, second) in combinations(placed, 2):
        if _meet(first, second):
            yield f"{one.text!r} overlaps {other.text!r}"
    strokes = list(_strokes(scene))
    for words, box in placed:
        if any(_meet(box, stroke) for stroke in strokes):
            yield f"{words.text!r} stands on a line"


def corners(words: Words, measure: Measure) -> list[Corner]:
    """The four corners of a text's box, turned with it."""
    width = measure.of(words)
    left = words.x - {"start": 0, "middle": width / 2, "end": width}[words.anchor]
    top, bottom = words.y - ASCENT * words.size, words.y + DESCENT * words.size
    turn = radians(words.rotate)
    return [
        (
            words.x + (x - words.x) * cos(turn) - (y - words.y) * sin(turn),
            words.y + (x - words.x) * sin(turn) + (y - words.y) * cos(turn),
        )
        for x, y in ((left, top), (left + width, top), (left + width, bottom), (left, bottom))
    ]


def _strokes(scene: Scene) -> Iterator[list[Corner]]:
    """The strokes of lines that say something, as rectangles; a grid lies under the texts."""
    for line in scene.items:
        if isinstance(line, Line) and line.stroke not in GROUND:
            for (x0, y0), (x1, y1) in pairwise(line.points):
                length = hypot(x1 - x0, y1 - y0) or 1
                across = ((y0 - y1) * line.width / length / 2, (x1 - x0) * line.width / length / 2)
                yield [
                    (x + way * across[0], y + way * across[1])
                    for x, y, way in ((x0, y0, 1), (x1, y1, 1), (x1, y1, -1), (x0, y0, -1))
                ]


def _texts(scene: Scene) -> Iterator[Words]:
    """The texts as they are read, without the addresses of their numbers."""
    texts = (item for item in scene.items if isinstance(item, Words))
    return (replace(item, text=untraced(item.text)) for item in texts if item.text.strip())


def _meet(first: Sequence[Corner], second: Sequence[Corner]) -> bool:
    """Whether two rectangles share more than a hair (separating axes)."""
    if not all(
        max(c[i] for c in first) - SLACK > min(c[i] for c in second)
        and max(c[i] for c in second) - SLACK > min(c[i] for c in first)
        for i in (0, 1)
    ):
        return False  # their upright boxes are apart
    for box in (first, second):
        for (x0, y0), (x1, y1) in ((box[0], box[1]), (box[1], box[2])):
            length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5 or 1
            axis = ((x1 - x0) / length, (y1 - y0) / length)
            one = [x * axis[0] + y * axis[1] for x, y in first]
            two = [x * axis[0] + y * axis[1] for x, y in second]
            if max(one) - SLACK <= min(two) or max(two) - SLACK <= min(one):
                return False
    return True
