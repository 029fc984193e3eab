"""Font files: what one of them can draw, its axes, and how it stands in a page."""

from __future__ import annotations

import re
import unicodedata
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

UNDRAWN = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
"""Kinds of characters that are not drawn: marks of direction, joiners, breaks."""
SELECTORS = range(0xFE00, 0xFE10)

GENERIC = frozenset(
    "serif sans-serif monospace cursive fantasy system-ui math inherit initial unset".split()  # noqa: SIM905
)
_ASKED = re.compile(
    r"(?<![\w-])(?:font-family\s*:\s*([^;{}]+)|font\s*:[^;{}]*?\d[\w.%]*(?:\s*/\s*[^\s;{}]+)?\s+([^;{}]+))",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


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


def lacking(text: Iterable[str], files: Iterable[Path]) -> set[str]:
    """The characters of ``text`` that none of the files draws; later ones are opened if need be."""
    left = {
        char
        for char in set(text)
        if unicodedata.category(char) not in UNDRAWN and ord(char) not in SELECTORS
    }
    for path in files:
        if not left:
            break
        left -= glyphs(path)
    return left


def strange(sheet: str, known: Iterable[str]) -> tuple[str, int] | None:
    """The first face that a style sheet asks for and nobody has, and its line.

    The machine would set some other face in its place, and say nothing.
    """
    bare = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), sheet)
    held = {name.casefold() for name in known} | GENERIC
    for found in _ASKED.finditer(bare):
        for part in (found[1] or found[2]).split(","):
            name = part.replace("!important", "").strip().strip("'\"")
            if name and "(" not in name and name.casefold() not in held:
                return name, bare.count("\n", 0, found.start()) + 1
    return None


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
    held: bytes = _opened(path).reference_table("OS/2").data
    return str(int.from_bytes(held[4:6], "big"))  # usWeightClass


@cache
def glyphs(path: Path) -> frozenset[str]:
    """The characters that a file can draw."""
    return frozenset(map(chr, _opened(path).unicodes))


@cache
def axes(path: Path) -> dict[str, tuple[float, float, float]]:
    """The axes of a variable face: least, usual and greatest value; none for a fixed one."""
    return {
        axis.tag: (axis.min_value, axis.default_value, axis.max_value)
        for axis in _opened(path).axis_infos
    }


def _opened(path: Path) -> Any:
    import uharfbuzz

    return uharfbuzz.Face(path.read_bytes())
