"""A font cut to the glyphs that a document needs.

HarfBuzz's subsetter does it in milliseconds even with the largest Han face; where it is missing or
older than version 6 fontTools does the same in a second or two. The glyphs are the same, the bytes
are not: :func:`cutter` names who cuts here, and the manifest says it of each file.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

HARFBUZZ = "HarfBuzz"
FILES = {
    "darwin": ("libharfbuzz.0.dylib", "libharfbuzz-subset.0.dylib"),
    "win32": ("libharfbuzz-0.dll", "libharfbuzz-subset-0.dll"),
}
LINUX = ("libharfbuzz.so.0", "libharfbuzz-subset.so.0")
POINTERS = {
    "shaper": ("blob_create_from_file_or_fail", "face_create", "face_reference_blob"),
    "cutter": ("subset_input_create_or_fail", "subset_input_unicode_set", "subset_or_fail"),
}


class _Libraries(NamedTuple):
    shaper: ctypes.CDLL
    cutter: ctypes.CDLL


def subset(path: Path, text: str, pins: Mapping[str, float] | None = None) -> bytes:
    """The face at ``path`` with the glyphs of ``text`` alone; the same input gives the same.

    ``pins`` fix axes of a variable face, such as ``{"wght": 600, "opsz": 14}``.
    """
    return _harfbuzz(path, text, pins or {}) or _fonttools(path, text, pins or {})


def cutter() -> str:
    """Who cuts fonts on this machine, and its version, such as ``HarfBuzz 6.0.0``."""
    libraries = _libraries()
    if libraries is not None:
        return f"{HARFBUZZ} {libraries.shaper.hb_version_string().decode()}"
    from importlib.metadata import version

    return f"fontTools {version('fonttools')}"


@cache
def _libraries() -> _Libraries | None:
    """HarfBuzz and its subsetter, or ``None`` where the machine has none."""
    try:
        found = _Libraries(*map(ctypes.CDLL, FILES.get(sys.platform, LINUX)))
        for library, names in zip(found, POINTERS.values(), strict=True):
            for name in names:
                getattr(library, f"hb_{name}").restype = ctypes.c_void_p
        found.shaper.hb_version_string.restype = ctypes.c_char_p
        found.shaper.hb_blob_get_data.restype = ctypes.c_void_p
        found.cutter.hb_subset_input_pin_axis_location.restype = ctypes.c_int  # from version 6
    except (OSError, AttributeError):
        return None
    return found


def _harfbuzz(path: Path, text: str, pins: Mapping[str, float]) -> bytes | None:
    libraries = _libraries()
    if libraries is None:
        return None
    shaper, cutter = libraries
    with ExitStack() as owned:

        def own(address: int | None, destroy: object) -> ctypes.c_void_p:
            pointer = ctypes.c_void_p(address)
            owned.callback(destroy, pointer)  # type: ignore[arg-type]
            return pointer

        blob = own(
            shaper.hb_blob_create_from_file_or_fail(str(path).encode()), shaper.hb_blob_destroy
        )
        face = own(shaper.hb_face_create(blob, 0), shaper.hb_face_destroy)
        wish = own(cutter.hb_subset_input_create_or_fail(), cutter.hb_subset_input_destroy)
        chars = ctypes.c_void_p(cutter.hb_subset_input_unicode_set(wish))
        for char in text:
            shaper.hb_set_add(chars, ord(char))
        for axis, value in pins.items():
            tag = int.from_bytes(axis.encode(), "big")
            cutter.hb_subset_input_pin_axis_location(wish, face, tag, ctypes.c_float(value))
        cut = own(cutter.hb_subset_or_fail(face, wish), shaper.hb_face_destroy)
        if cut.value is None:
            return None
        result = own(shaper.hb_face_reference_blob(cut), shaper.hb_blob_destroy)
        length = ctypes.c_uint()
        data = shaper.hb_blob_get_data(result, ctypes.byref(length))
        return ctypes.string_at(data, length.value)


def _fonttools(path: Path, text: str, pins: Mapping[str, float]) -> bytes:
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    data = _fonttools_subset(path, text)
    if not pins:
        return data
    font = TTFont(BytesIO(data), recalcTimestamp=False)
    instancer.instantiateVariableFont(font, dict(pins), inplace=True)
    pinned = BytesIO()
    font.save(pinned)
    return pinned.getvalue()


@cache
def _fonttools_subset(path: Path, text: str) -> bytes:
    from fontTools import subset as cutter

    options = cutter.Options(hinting=False, notdef_outline=True, recalc_timestamp=False)
    font = cutter.load_font(str(path), options, lazy=True)
    job = cutter.Subsetter(options)
    job.populate(text=text)
    job.subset(font)
    cut = BytesIO()
    cutter.save_font(font, cut, options)
    return cut.getvalue()
