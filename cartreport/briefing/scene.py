"""A drawing as a tree of marks in points: what a figure is before anybody draws it.

Colours are tokens of the brand (``ink``, ``hue-a``, ``seq-3``, ``change`` …; ``on-a`` and
``seq-on-3`` are the inks that are read on them), so one scene serves print, screen, light and
dark. Text is measured with the faces that will set it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Anchor = Literal["start", "middle", "end"]
Face = Literal["sans", "serif"]


@dataclass(frozen=True)
class Rect:
    """A rectangle; ``title`` is its tooltip on screen."""

    x: float
    y: float
    width: float
    height: float
    fill: str = "none"
    stroke: str = "none"
    stroke_width: float = 0
    title: str = ""


@dataclass(frozen=True)
class Line:
    """A polyline through ``points``."""

    points: Sequence[tuple[float, float]]
    stroke: str = "ink"
    width: float = 0.8
    dash: str = ""


@dataclass(frozen=True)
class Shape:
    """A closed polygon, such as a diamond."""

    points: Sequence[tuple[float, float]]
    fill: str = "ink"
    stroke: str = "none"
    stroke_width: float = 0
    title: str = ""


@dataclass(frozen=True)
class Dot:
    """A circle: filled for certain, hollow for provisional."""

    x: float
    y: float
    r: float = 2.1
    fill: str = "ink"
    stroke: str = "none"
    stroke_width: float = 0
    title: str = ""


@dataclass(frozen=True)
class Squares:
    """Equal squares of one colour at their upper left ``points``: one mark one thing, one path."""

    points: Sequence[tuple[float, float]]
    size: float
    fill: str = "ink"
    title: str = ""


@dataclass(frozen=True)
class Words:
    """A line of text on its baseline; ``rotate`` in degrees about its start.

    ``title`` is its tooltip on screen: the whole of a text that was cut.
    """

    x: float
    y: float
    text: str
    size: float = 7
    weight: int = 400
    fill: str = "ink"
    anchor: Anchor = "start"
    face: Face = "sans"
    rotate: float = 0
    lang: str = ""
    title: str = ""


Item = Rect | Line | Shape | Dot | Squares | Words

FULL = 493.2  # the measure of the page, 174 mm
BESIDE = 367.0  # from the axis to the right edge, 129.5 mm
AXIS = FULL - BESIDE
"""Where bars begin: on the page's axis, in every drawing that has the whole measure."""


@dataclass(frozen=True)
class Scene:
    """Marks in drawing order on a ground of ``width`` × ``height`` points.

    ``lanes`` is where its bars begin, of a drawing whose rows have their names at the left.
    """

    width: float
    height: float
    items: tuple[Item, ...]
    lanes: float | None = None
