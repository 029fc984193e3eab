"""A font cut to the glyphs that a document needs, by the HarfBuzz that comes with uharfbuzz.

WeasyPrint cuts once more what it puts into a PDF, by the system's HarfBuzz or, where its subsetter
is missing, by fontTools: the glyphs are the same, the bytes are not. The manifest says of each page
who cut its faces.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


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
    return cut


def cutter() -> str:
    """Who cuts faces, and its version, such as ``HarfBuzz 11.2.1``."""
    import uharfbuzz

    return f"HarfBuzz {uharfbuzz.version_string()}"
