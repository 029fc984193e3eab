"""A font cut to the glyphs that a document needs, by the HarfBuzz that comes with uharfbuzz.

WeasyPrint cuts once more what it puts into a PDF, by the system's HarfBuzz or, where its subsetter
is missing, by fontTools: the glyphs are the same, the bytes are not. The manifest says of each page
who cut its faces.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

POSTSCRIPT = b"OTTO"
"""How a face begins whose outlines are PostScript's."""


def subset(path: Path, text: str, pins: Mapping[str, float] | None = None) -> bytes:
    """The face at ``path`` with the glyphs of ``text`` alone; the same input gives the same.

    ``pins`` fix axes of a variable face, such as ``{"wght": 600, "opsz": 14}``.
    """
    import uharfbuzz

    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path))
    wish = uharfbuzz.SubsetInput()
    wish.unicode_set.update(map(ord, text))
    for axis, value in (pins or {}).items():
        wish.pin_axis_location(face, axis, value)
    cut: bytes = uharfbuzz.subset(face, wish).blob.data
    return _by_number(cut) if cut.startswith(POSTSCRIPT) else cut


def _by_number(cut: bytes) -> bytes:
    """The same face, each glyph known by its number where glyphs go by character ids (CID).

    A PDF says ids and WeasyPrint writes numbers: a cut face has them apart, and a viewer that asks
    the face's own list may show no glyph at all.
    """
    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(cut), recalcBBoxes=False, recalcTimestamp=False)
    top = font["CFF "].cff.topDictIndex[0]
    if not hasattr(top, "ROS"):
        return cut
    held, names = top.CharStrings.charStrings, [".notdef"]
    names += [f"cid{number:05d}" for number in range(1, len(top.charset))]
    ordered = [held[name] for name in top.charset]
    top.CharStrings.charStrings = dict(zip(names, ordered, strict=True))
    top.charset = names
    font.setGlyphOrder(names)
    made = BytesIO()
    font.save(made, reorderTables=None)
    return made.getvalue()


def cutter() -> str:
    """Who cuts faces, and its version, such as ``HarfBuzz 11.2.1``."""
    import uharfbuzz

    return f"HarfBuzz {uharfbuzz.version_string()}"
