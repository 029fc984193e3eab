"""A drawing as SVG: an element tree built from a Scene, for the page and for the screen.

In print an SVG is an image of its own: colours are literal, faces are named on its root, nothing
is fetched. On screen it stands in the document: colours are the style sheet's variables, so that
dark mode and brands reach it, and marks carry tooltips.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from cartreport.briefing.numbers import TRACED, untraced
from cartreport.briefing.scene import Dot, Face, Item, Line, Rect, Scene, Shape, Squares, Words

SPACE = "http://www.w3.org/2000/svg"
LARGEST = 1.8  # pixels on screen for a point in print, at most
AT = "data-at"
NUMERIC = re.compile(r"[+−-]?[\d.,  ]+%?")
# No blank after a comma: the print renderer takes the blank for a part of the name.
FAMILIES: dict[Face, str] = {
    "sans": "Inter,Noto Sans SC,sans-serif",
    "serif": "Source Serif,Noto Sans SC,serif",
}


@dataclass(frozen=True)
class Ink:
    """How tokens become paint.

    ``colours`` gives literal values (print: a KeyError names a token the brand lacks); without it
    tokens become ``var(--token)``. ``families`` name the faces, comma-separated, without blanks.
    """

    colours: Mapping[str, str] | None = None
    families: Mapping[Face, str] = field(default_factory=lambda: FAMILIES)

    @property
    def print(self) -> bool:
        """Whether the drawing stands alone, with literal colours."""
        return self.colours is not None

    def paint(self, token: str) -> str:
        """A token as a value of ``fill`` or ``stroke``."""
        if token == "none":  # noqa: S105 - a colour, not a secret
            return token
        return f"var(--{token})" if self.colours is None else self.colours[token]

    def family(self, face: Face) -> str:
        """A face as a value of ``font-family``."""
        return self.families[face] if self.print else f"var(--{face})"


SCREEN = Ink()


def text(scene: Scene, id: str, title: str, alt: str, ink: Ink = SCREEN) -> str:
    """The SVG of ``scene`` as text. The same scene gives the same bytes."""
    return ET.tostring(element(scene, id, title, alt, ink), encoding="unicode")


def element(scene: Scene, id: str, title: str, alt: str, ink: Ink = SCREEN) -> ET.Element:
    """The SVG of ``scene`` as a tree. Ids start with the figure's ``id``; ``alt`` stands for it."""
    root = ET.Element("svg", _root(scene, id, ink))
    ET.SubElement(root, "title", {"id": f"{id}-title"}).text = untraced(title)
    ET.SubElement(root, "desc", {"id": f"{id}-desc"}).text = untraced(alt)
    for item in scene.items:
        _draw(root, item, ink)
    return root


def number(value: float) -> str:
    """A length with at most two decimals, no trailing zeros, no negative zero."""
    short = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if short in {"-0", ""} else short


def _root(scene: Scene, id: str, ink: Ink) -> dict[str, str]:
    width, height = number(scene.width), number(scene.height)
    about = {
        "xmlns": SPACE,
        "id": id,
        "role": "img",
        "aria-labelledby": f"{id}-title {id}-desc",
        "viewBox": f"0 0 {width} {height}",
        "font-family": ink.family("sans"),
    }
    if ink.print:
        return about | {"width": f"{width}pt", "height": f"{height}pt"}
    # The optical size that the advances were measured at, not the browser's choice; the drawing
    # fills its column until its smallest text is as large as running text.
    style = f"font-optical-sizing:none;width:100%;max-width:{number(scene.width * LARGEST)}px"
    return about | {"class": "drawing", "style": style}


def _draw(root: ET.Element, item: Item, ink: Ink) -> None:
    match item:
        case Rect():
            node = ET.SubElement(root, "rect", _rect(item) | _surface(item, ink))
        case Dot():
            place = {"cx": number(item.x), "cy": number(item.y), "r": number(item.r)}
            node = ET.SubElement(root, "circle", place | _surface(item, ink))
        case Shape():
            node = ET.SubElement(root, "polygon", _points(item.points) | _surface(item, ink))
        case Squares():
            node = ET.SubElement(root, "path", {"d": _path(item), "fill": ink.paint(item.fill)})
        case Line():
            node = ET.SubElement(root, "polyline", _line(item, ink))
        case Words():
            node = ET.SubElement(root, "text", _words(item, ink))
            _write(node, item.text, ink)
    title = "" if isinstance(item, Line) else item.title
    if title and title != node.text and not ink.print:
        ET.SubElement(node, "title").text = untraced(title)


def _write(node: ET.Element, text: str, ink: Ink) -> None:
    """A text; on screen each of its numbers says where it stands."""
    before, *numbers = TRACED.split(text)
    if ink.print or not numbers:
        node.text = untraced(text)
    elif not before and len(numbers) == 3 and not numbers[-1]:
        node.set(AT, numbers[0])
        node.text = numbers[1]
    else:
        node.text = before
        for address, words, after in zip(*[iter(numbers)] * 3, strict=True):
            part = ET.SubElement(node, "tspan", {AT: address})
            part.text, part.tail = words, after


def _rect(item: Rect) -> dict[str, str]:
    return {
        "x": number(item.x),
        "y": number(item.y),
        "width": number(item.width),
        "height": number(item.height),
    }


def _surface(item: Rect | Dot | Shape, ink: Ink) -> dict[str, str]:
    surface = {"fill": ink.paint(item.fill)}
    if item.stroke != "none":
        surface |= {"stroke": ink.paint(item.stroke), "stroke-width": number(item.stroke_width)}
    return surface


def _points(points: Sequence[tuple[float, float]]) -> dict[str, str]:
    return {"points": " ".join(f"{number(x)},{number(y)}" for x, y in points)}


def _path(item: Squares) -> str:
    side = number(item.size)
    return "".join(f"M{number(x)} {number(y)}h{side}v{side}h-{side}z" for x, y in item.points)


def _line(item: Line, ink: Ink) -> dict[str, str]:
    line = _points(item.points) | {
        "fill": "none",
        "stroke": ink.paint(item.stroke),
        "stroke-width": number(item.width),
    }
    return line | {"stroke-dasharray": item.dash} if item.dash else line


def _words(item: Words, ink: Ink) -> dict[str, str]:
    words = {
        "x": number(item.x),
        "y": number(item.y),
        "font-size": number(item.size),
        "fill": ink.paint(item.fill),
    }
    if item.weight != 400:
        words["font-weight"] = str(item.weight)
    if item.anchor != "start":
        words["text-anchor"] = item.anchor
    if item.face != "sans":
        words["font-family"] = ink.family(item.face)
    if item.rotate:
        words["transform"] = f"rotate({number(item.rotate)} {words['x']} {words['y']})"
    if item.lang:
        words["lang"] = item.lang
    if not ink.print and item.anchor == "end" and NUMERIC.fullmatch(untraced(item.text)):
        words["style"] = "font-variant-numeric:lining-nums tabular-nums"
    return words
