"""Faces: which files set the text, and which family sets what they cannot."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
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
GENERIC: dict[Face, str] = {"sans": "sans-serif", "serif": "serif"}


@dataclass(frozen=True)
class Family:
    """A face: one complete TrueType or OpenType file, variable or not."""

    name: str
    path: Path


@dataclass(frozen=True)
class Faces:
    """The faces of a brand by role, and the one that sets what they cannot: Chinese."""

    chosen: Mapping[Face, Family]
    cjk: Family

    @property
    def families(self) -> list[Family]:
        """Each face once."""
        return list(dict.fromkeys((*self.chosen.values(), self.cjk)))

    @property
    def stacks(self) -> dict[Face, str]:
        """Values of ``font-family`` by role. No blank after a comma: SVG in print keeps it."""
        return {
            face: f"{family.name},{self.cjk.name},{GENERIC[face]}"
            for face, family in self.chosen.items()
        }

    @property
    def tokens(self) -> dict[str, str]:
        """The same for a style sheet: ``sans``, ``serif`` and ``zh``."""
        stacks: dict[str, str] = {
            face: f'"{family.name}", "{self.cjk.name}", {GENERIC[face]}'
            for face, family in self.chosen.items()
        }
        return stacks | {"zh": f'"{self.cjk.name}", "{self.chosen["sans"].name}", sans-serif'}

    def measure(self) -> Measure:
        """How wide these faces set a text."""
        return Measure({face: family.path for face, family in self.chosen.items()}, self.cjk.path)

    def subsets(self, text: str) -> dict[str, bytes]:
        """Each family by name, cut to what ``text`` needs of it."""
        wanted = set(text) | set(ALWAYS)
        lacking = set(wanted)
        cut: dict[str, bytes] = {}
        for family in self.chosen.values():
            own = wanted & glyphs(family.path)
            lacking -= own
            cut[family.name] = subset(family.path, "".join(sorted(own)))
        beside = lacking | {char for char in wanted if char.isascii()}
        cut[self.cjk.name] = subset(self.cjk.path, "".join(sorted(beside)))
        return cut

    def rules(self, urls: Mapping[str, str], *, ranges: bool = True) -> str:
        """``@font-face`` rules: where each family's file is and which weights it holds.

        Without ``ranges`` for WeasyPrint, which refuses them and finds the weights by itself.
        """
        return "".join(
            f'@font-face {{ font-family: "{family.name}"; src: url("{urls[family.name]}")'
            + (f"; font-weight: {weights(family.path)}" if ranges else "")
            + " }\n"
            for family in self.families
        )


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
    with _open(path) as font:
        axes = {axis.axisTag: axis for axis in font["fvar"].axes} if "fvar" in font else {}
        if "wght" in axes:
            return f"{axes['wght'].minValue:.0f} {axes['wght'].maxValue:.0f}"
        return str(font["OS/2"].usWeightClass)


@cache
def glyphs(path: Path) -> frozenset[str]:
    """The characters that a file can draw."""
    with _open(path) as font:
        return frozenset(map(chr, font.getBestCmap()))


def _open(path: Path) -> TTFont:
    from fontTools.ttLib import TTFont

    return TTFont(path, lazy=True)
