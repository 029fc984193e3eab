"""The marks of the briefing as shapes, so that no face has to have them, and inks on colours."""

from __future__ import annotations

from collections.abc import Iterator

from cartreport.briefing.scene import Item, Line, Rect, Shape, Words

SWATCH = 7.5  # a colour before its name, and the gap to it


def cross(x: float, y: float, size: float, fill: str) -> tuple[Line, Line]:
    """The mark of what was stopped, centred on ``x``, ``y``."""
    arm = size * 0.36
    return (
        Line(((x - arm, y - arm), (x + arm, y + arm)), fill, 0.8),
        Line(((x - arm, y + arm), (x + arm, y - arm)), fill, 0.8),
    )


def diamond(
    x: float, y: float, r: float, fill: str = "ink", *, stroke: str = "none", title: str = ""
) -> Shape:
    """A square on its corner, ``r`` from its middle to each corner."""
    corners = ((x, y - r), (x + r, y), (x, y + r), (x - r, y))
    return Shape(corners, fill, stroke, 0.9 if stroke != "none" else 0, title)


def swatch(x: float, y: float, name: str, hue: str) -> Iterator[Item]:
    """A series' name after its colour: every legend is made of these."""
    yield Rect(x, y - 5, 5, 5, hue)
    yield Words(x + SWATCH, y, name, 7, 600)


def on(hue: str) -> str:
    """The ink read on a colour, as tokens: ``hue-a`` → ``on-a``, ``seq-3`` → ``seq-on-3``."""
    family, _, name = hue.rpartition("-")
    return f"seq-on-{name}" if family == "seq" else f"on-{name}"
