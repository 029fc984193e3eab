"""Colours as numbers: contrast between two, lightness, distance, and steps of one hue.

Lightness is L* of CIE Lab (D65), 0 black to 100 white; contrast is that of WCAG 2, 1 to 21.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from math import cos, radians, sin

WHITE = (0.95047, 1.0, 1.08883)
TO_XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
TO_CONES = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
FROM_CONES = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)
TO_OKLAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
FROM_OKLAB = (
    (1.0, 0.3963377774, 0.2158037573),
    (1.0, -0.1055613458, -0.0638541728),
    (1.0, -0.0894841775, -1.2914855480),
)
BLIND = (
    (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
)
"""What readers without red, green or blue cones see, in linear red, green and blue."""

_CLEAR = re.compile(r"(rgb|hsl)a?\(((?:[^,()]+,){2}[^,()]+),\s*(\d*\.?\d+)(%?)\s*\)")
_BLANK = re.compile(r"\s*/\s*|(?<=[\d%])\s+(?=[\d.])")
Lab = tuple[float, float, float]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lightness(colour: str) -> float:
    """L*, 0 to 100."""
    return lab(colour)[0]


def distance(one: str, other: str) -> float:
    """How far apart two colours look: the Euclidean distance in Lab, 2.3 is just noticeable."""
    pairs = zip(lab(one), lab(other), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


@cache
def lab(colour: str) -> Lab:
    """A colour written ``#rrggbb`` as L*, a*, b*."""
    x, y, z = (
        _root(value / white)
        for value, white in zip(_times(TO_XYZ, _linear(colour)), WHITE, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def parsed(text: str) -> str | None:
    """A colour as CSS writes it, as ``#rrggbb``: hexadecimal, ``rgb()``, ``hsl()`` or a name.

    One that lets the page through is laid on white. ``None`` for what is no colour.
    """
    from PIL import ImageColor

    text, share = _solid(text.strip())
    try:
        red, green, blue, *alpha = ImageColor.getrgb(text)
    except ValueError:
        return None
    share = alpha[0] / 255 if alpha else share
    return _hex(value / 255 * share + 1 - share for value in (red, green, blue))


def _solid(text: str) -> tuple[str, float]:
    """A colour without what it lets through, as commas part it, and how much it covers."""
    if "(" in text and "," not in text:
        text = _BLANK.sub(",", text)
    found = _CLEAR.fullmatch(text)
    if found is None:
        return text, 1.0
    share = float(found[3]) / (100 if found[4] else 1)
    return f"{found[1]}({found[2]})", min(1.0, share)


def names() -> list[str]:
    """The colours that CSS calls by a name."""
    from PIL import ImageColor

    return list(ImageColor.colormap)


def apart(one: str, other: str) -> float:
    """How far apart two colours are at least, for any reader: as :func:`distance`.

    The least of three kinds of colour blindness, by the matrices of Machado and others (2009).
    """
    return min(distance(_seen(one, kind), _seen(other, kind)) for kind in BLIND)


@cache
def _seen(colour: str, kind: tuple[Lab, Lab, Lab]) -> str:
    return _hex(_gamma(value) for value in _times(kind, _linear(colour)))


def _hex(values: Iterable[float]) -> str:
    return "#" + "".join(f"{round(min(1.0, max(0.0, value)) * 255):02x}" for value in values)


@cache
def at(colour: str, level: float, strength: float = 1.0, turn: float = 0.0) -> str:
    """The hue of ``colour`` at lightness ``level`` (L*), its saturation times ``strength``.

    ``turn`` takes another hue, so many degrees on. Hue is kept in OKLab, where a light navy stays
    blue; what a screen cannot show loses saturation.
    """
    _, a, b = _oklab(colour)
    across, down = cos(radians(turn)), sin(radians(turn))
    a, b = a * across - b * down, a * down + b * across
    for part in range(21):
        keep = strength * (1 - part / 20)
        low, high = 0.0, 1.0
        for _ in range(20):
            middle = (low + high) / 2
            rgb = _from_oklab((middle, a * keep, b * keep))
            low, high = (middle, high) if _level(rgb) < level else (low, middle)
        if all(-0.001 <= value <= 1.001 for value in rgb):
            return _hex(_gamma(value) for value in rgb)
    return "#808080"


def legible(ground: str, *inks: str) -> str:
    """The first of ``inks`` that reads on ``ground`` at 4.5 to 1, else the one that reads best."""
    for ink in inks:
        if contrast(ground, ink) >= 4.5:
            return ink
    return max((*inks, "#ffffff", "#000000"), key=lambda ink: contrast(ground, ink))


def _luminance(colour: str) -> float:
    return _times(TO_XYZ, _linear(colour))[1]


def _linear(colour: str) -> Lab:
    values = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values)
    return red, green, blue


def _gamma(value: float) -> float:
    value = min(1.0, max(0.0, value))
    return float(12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055)


def _root(value: float) -> float:
    return float(value ** (1 / 3) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116)


def _oklab(colour: str) -> Lab:
    """OKLab of a colour: Björn Ottosson's matrices."""
    long, medium, short = (max(value, 0) ** (1 / 3) for value in _times(TO_CONES, _linear(colour)))
    return _times(TO_OKLAB, (long, medium, short))


def _from_oklab(colour: Lab) -> Lab:
    long, medium, short = (value**3 for value in _times(FROM_OKLAB, colour))
    return _times(FROM_CONES, (long, medium, short))


def _level(rgb: Lab) -> float:
    """L* of linear red, green and blue."""
    return 116 * _root(max(0.0, _times(TO_XYZ, rgb)[1])) - 16


def _times(matrix: tuple[Lab, Lab, Lab], vector: Lab) -> Lab:
    x, y, z = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return x, y, z
