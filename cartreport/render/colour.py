"""Colours as numbers: contrast between two, lightness, distance, and steps of one hue.

Lightness is L* of CIE Lab (D65), 0 black to 100 white; contrast is that of WCAG 2, 1 to 21.
"""

from __future__ import annotations

import re

HEX = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
WHITE = (0.95047, 1.0, 1.08883)
TO_XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
TO_RGB = (
    (3.2404542, -1.5371385, -0.4985314),
    (-0.9692660, 1.8760108, 0.0415560),
    (0.0556434, -0.2040259, 1.0572252),
)

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


def lab(colour: str) -> Lab:
    """A colour written ``#rrggbb`` as L*, a*, b*."""
    x, y, z = (
        _root(value / white)
        for value, white in zip(_times(TO_XYZ, _linear(colour)), WHITE, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def hexed(colour: Lab) -> str:
    """L*, a*, b* as ``#rrggbb``; what a screen cannot show is moved towards grey until it can."""
    level, a, b = colour
    for part in range(21):
        keep = 1 - part / 20
        rgb = _times(TO_RGB, _xyz((level, a * keep, b * keep)))
        if all(-0.001 <= value <= 1.001 for value in rgb):
            return "#" + "".join(f"{round(_gamma(value) * 255):02x}" for value in rgb)
    return "#ffffff" if level > 50 else "#000000"


def at(colour: str, level: float, strength: float = 1.0) -> str:
    """The hue of ``colour`` at another lightness, its saturation times ``strength``."""
    _, a, b = lab(colour)
    return hexed((level, a * strength, b * strength))


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


def _xyz(colour: Lab) -> Lab:
    level, a, b = colour
    y = (level + 16) / 116
    x, y, z = (
        (root**3 if root**3 > 216 / 24389 else (116 * root - 16) * 27 / 24389) * white
        for root, white in zip((y + a / 500, y, y - b / 200), WHITE, strict=True)
    )
    return x, y, z


def _times(matrix: tuple[Lab, Lab, Lab], vector: Lab) -> Lab:
    x, y, z = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return x, y, z
