"""Faces: which files set the text, and which family sets what they cannot."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from cartreport.briefing.measure import Measure, shipped_faces
from cartreport.briefing.scene import Face
from cartreport.errors import RenderError
from cartreport.render.subset import subset

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

ALWAYS = "".join(map(chr, range(32, 127))) + "\u00a0·–—‘’“”…×▲▼●◆◇○−→Δ"
"""In every subset: what counters and the style sheets may print."""
DRAWING = " Drawing"
CUTS: dict[str, tuple[float, ...]] = {
    "": (400, 500, 600, 700),
    " Heading": (400, 600),
    " Display": (400, 600),
    DRAWING: (400, 600, 700),
}
"""Optical sizes in print by what is added to a family's name, and the weights of each."""
SIZES = {"": 14.0, " Heading": 32.0, " Display": 60.0}
"""Their place on the face's axis; drawings take its usual one, by which they are measured."""
GENERIC: dict[Face, str] = {"sans": "sans-serif", "serif": "serif"}


@dataclass(frozen=True)
class Family:
    """A face: one complete TrueType or OpenType file, variable or not."""

    name: str
    path: Path


@dataclass(frozen=True)
class Faces:
    """The faces of a brand by role, and the one that sets what they cannot: Han."""

    chosen: Mapping[Face, Family]
    cjk: Family

    @property
    def families(self) -> list[Family]:
        """Each face once."""
        return list(dict.fromkeys((*self.chosen.values(), self.cjk)))

    @property
    def stacks(self) -> dict[Face, str]:
        """Values of ``font-family`` in a drawing in print. SVG keeps a blank after a comma."""
        return {
            face: f"{family.name}{_drawing(family)},{self.cjk.name},{GENERIC[face]}"
            for face, family in self.chosen.items()
        }

    def tokens(self, *, cuts: bool) -> dict[str, str]:
        """The same for a style sheet: ``sans``, ``serif``, ``zh`` and the serif's larger sizes.

        With ``cuts`` each optical size is a family of its own, as in print; on screen the
        browser finds it by itself.
        """
        serif, sans = self.chosen["serif"], self.chosen["sans"]
        names = {"sans": sans.name, "serif": serif.name}
        for token, cut in (("serif-heading", " Heading"), ("serif-display", " Display")):
            names[token] = serif.name + (cut if cuts and "opsz" in axes(serif.path) else "")
        kinds = {"sans": GENERIC["sans"]}
        stacks = {
            token: f'"{name}", "{self.cjk.name}", {kinds.get(token, GENERIC["serif"])}'
            for token, name in names.items()
        }
        return stacks | {"zh": f'"{self.cjk.name}", "{sans.name}", sans-serif'}

    def measure(self) -> Measure:
        """How wide these faces set a text."""
        return Measure({face: family.path for face, family in self.chosen.items()}, self.cjk.path)

    def subsets(self, text: str) -> list[Cut]:
        """For the screen: each family once, with its axes, cut to what ``text`` needs of it."""
        return [
            Cut(family.name, weights(family.path), subset(family.path, own))
            for family, own in self._shares(text)
        ]

    def cuts(self, text: str) -> list[Cut]:
        """For print: a font for each weight and optical size, so that nothing is left to vary."""
        found = []
        for family, own in self._shares(text):
            for name, pins in _instances(family, cjk=family == self.cjk):
                weight = f"{pins['wght']:.0f}" if "wght" in pins else weights(family.path)
                found.append(Cut(name, weight, subset(family.path, own, pins)))
        return found

    def _shares(self, text: str) -> list[tuple[Family, str]]:
        """Which characters each family draws: the Han face those that no other has."""
        wanted = set(text) | set(ALWAYS)
        lacking, shares = set(wanted), []
        for family in dict.fromkeys(self.chosen.values()):
            own = wanted & glyphs(family.path)
            lacking -= own
            shares.append((family, "".join(sorted(own))))
        beside = lacking | {char for char in wanted if char.isascii()}
        return [*shares, (self.cjk, "".join(sorted(beside)))]


@dataclass(frozen=True)
class Cut:
    """A font as a page gets it: family, weight or range of weights, TrueType data."""

    family: str
    weight: str
    data: bytes


def rules(cuts: Iterable[Cut], urls: Iterable[str]) -> str:
    """``@font-face`` rules: where each font is."""
    return "".join(
        f'@font-face {{ font-family: "{cut.family}"; src: url("{url}"); '
        f"font-weight: {cut.weight}; font-style: normal }}\n"
        for cut, url in zip(cuts, urls, strict=True)
    )


def _instances(family: Family, *, cjk: bool) -> Iterator[tuple[str, dict[str, float]]]:
    """Names and pinned axes of the cuts of a family."""
    ranges = axes(family.path)
    if "wght" not in ranges:
        yield family.name, {}
        return
    sizes: dict[str, tuple[float, ...]] = CUTS if "opsz" in ranges else {"": CUTS[""]}
    for name, levels in sizes.items():
        if name == DRAWING and not _drawing(family):
            continue
        for level in (400, 700) if cjk else levels:
            pins = {"wght": _within(ranges["wght"], level)}
            if "opsz" in ranges:
                least, usual, most = ranges["opsz"]
                pins["opsz"] = (
                    usual if name == DRAWING else _within((least, usual, most), SIZES[name])
                )
            yield family.name + name, pins


def _drawing(family: Family) -> str:
    """The cut that drawings are measured with: the text cut where that is the face's usual size."""
    ranges = axes(family.path)
    return DRAWING if "opsz" in ranges and ranges["opsz"][1] != SIZES[""] else ""


def _within(limits: tuple[float, float, float], value: float) -> float:
    return min(max(value, limits[0]), limits[2])


def shipped_families() -> dict[str, Family]:
    """The faces that come with the package, by name. Raises :class:`RenderError` if one is lost."""
    try:
        faces, cjk = shipped_faces()
    except ImportError as error:
        raise RenderError(
            f"a font package is not installed: {error.name}", "Install cartreport anew with pip."
        ) from error
    named = {"Inter": faces["sans"], "Source Serif": faces["serif"], "Noto Sans SC": cjk}
    for name, path in named.items():
        if not path.is_file():
            raise RenderError(f"the face {name} is not at {path}", "Install cartreport anew.")
    return {name: Family(name, path) for name, path in named.items()}


def data_url(font: bytes) -> str:
    """A font that stands in the style sheet itself."""
    from fontTools.ttLib import TTFont

    packed = BytesIO()
    with TTFont(BytesIO(font), lazy=True, recalcTimestamp=False) as opened:
        opened.flavor = "woff"
        opened.save(packed, reorderTables=None)
    return "data:font/woff;base64," + b64encode(packed.getvalue()).decode()


@cache
def weights(path: Path) -> str:
    """The range of weights in a file, ``100 900``, or its one weight."""
    if "wght" in axes(path):
        least, _, most = axes(path)["wght"]
        return f"{least:.0f} {most:.0f}"
    with _open(path) as font:
        return str(font["OS/2"].usWeightClass)


@cache
def glyphs(path: Path) -> frozenset[str]:
    """The characters that a file can draw."""
    with _open(path) as font:
        return frozenset(map(chr, font.getBestCmap()))


@cache
def axes(path: Path) -> dict[str, tuple[float, float, float]]:
    """The axes of a variable face: least, usual and greatest value; none for a fixed one."""
    with _open(path) as font:
        if "fvar" not in font:
            return {}
        return {
            axis.axisTag: (axis.minValue, axis.defaultValue, axis.maxValue)
            for axis in font["fvar"].axes
        }


def _open(path: Path) -> TTFont:
    from fontTools.ttLib import TTFont

    return TTFont(path, lazy=True)
