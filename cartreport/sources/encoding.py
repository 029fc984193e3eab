"""Bytes as text: UTF-8, or what was declared, or a problem that names what they look like.

Nothing is guessed into the data. GB18030 decodes much that was never written in it, Latin-1
decodes anything: a codec that does not fail proves nothing. A guess is told, never acted upon.
"""

from __future__ import annotations

import re

from cartreport.problems import Problems, Where

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_FOREIGN = (
    (b"PK\x03\x04", "an Excel workbook or another zip file", "save the sheet as CSV UTF-8"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file", "save the sheet as CSV UTF-8"),
    (b"%PDF", "a PDF", "give the table as CSV"),
    (b"\x1f\x8b", "gzipped", "unpack it"),
)
_MULTIBYTE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
SURE = 4
"""Characters beyond ASCII that make a guess more than chance: two may be both GB18030 and UTF-8."""


def decode(
    raw: bytes, name: str, encoding: str, problems: Problems, *, declarable: bool
) -> tuple[str, str] | None:
    """The text and the encoding that it was read in; ``None`` with a problem (E005).

    A byte-order mark goes before the declared encoding. ``declarable`` says whether the user can
    declare another one for this file, so that the hint may say so.
    """
    for magic, kind, remedy in _FOREIGN:
        if raw.startswith(magic):
            problems.add(Where(name), "E005", f"the file is {kind}, not text", remedy)
            return None
    if raw.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        problems.add(Where(name, 1, 1), "E005", "the file is UTF-32", "save it as UTF-8")
        return None
    marked = next((codec for mark, codec in _BOMS if raw.startswith(mark)), None)
    if "utf-16" in (marked, encoding) or _without_mark(raw):
        return _utf_16(raw, name, encoding, problems, declarable=declarable)
    if encoding != "utf-8" and marked is None and _is_utf_8(raw):
        message = f"the file is UTF-8, not {encoding} as declared"
        problems.add(Where(name), "E005", message, "remove `encoding:` from the source")
        return None
    used = marked or encoding
    try:
        return raw.decode(used), used
    except UnicodeDecodeError as error:
        read = used.removesuffix("-sig")
        problems.add(*_refusal(name, read, error, declarable=declarable))
        return None


def _refusal(
    name: str, encoding: str, error: UnicodeDecodeError, *, declarable: bool
) -> tuple[Where, str, str, str, str]:
    """What to say of the first byte that is not in the encoding, and where it stands."""
    raw = error.object  # without the mark before it, as the places are
    start = raw.rfind(b"\n", 0, error.start) + 1
    line = raw.count(b"\n", 0, error.start) + 1
    column = len(raw[start : error.start].decode(encoding, errors="replace")) + 1
    byte = f"0x{raw[error.start]:02x}"
    message = f"byte {byte} is not {encoding.upper()}"
    if encoding != "utf-8":
        hint = "the declared encoding is not that of the file"
    elif error.end == len(raw) and "unexpected end" in error.reason:
        message, hint = "the file ends within a character", "it was cut off: copy it again"
    elif len(_MULTIBYTE.findall(raw, 0, error.start)) >= SURE:
        hint = "the file is UTF-8 before this place: write it anew, it was pasted from elsewhere"
    else:
        hint = guess(raw) if declarable else guess(raw).split(", or declare")[0]
    return Where(name, line, column), "E005", message, hint, byte


def _is_utf_8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return len(_MULTIBYTE.findall(raw)) >= SURE


def _without_mark(raw: bytes) -> str:
    """The codec of UTF-16 without its mark, where every second byte of the beginning is NUL."""
    even, odd = raw[0:400:2], raw[1:400:2]
    if len(odd) > 1 and odd.count(0) > 0.6 * len(odd) and not even.count(0):
        return "utf-16-le"
    if len(even) > 1 and even.count(0) > 0.6 * len(even) and not odd.count(0):
        return "utf-16-be"
    return ""


def _utf_16(
    raw: bytes, name: str, encoding: str, problems: Problems, *, declarable: bool
) -> tuple[str, str] | None:
    """UTF-16, declared or known by its mark: read where the kind of file may be declared so."""
    marked = raw[:2] in (b"\xff\xfe", b"\xfe\xff")
    if encoding != "utf-16" and not (marked and declarable):
        hint = "save it as UTF-8" + (", or declare `encoding: utf-16`" if declarable else "")
        problems.add(Where(name, 1, 1), "E005", "the file is UTF-16", hint)
        return None
    try:
        text = raw.decode("utf-16" if marked else _without_mark(raw) or "utf-16-le")
    except UnicodeDecodeError as error:
        message = f"byte {error.start + 1} is not UTF-16: {error.reason}"
        problems.add(Where(name), "E005", message, "it was cut off, or is another encoding")
        return None
    return text, "utf-16"


def guess(raw: bytes) -> str:
    """What bytes that are not UTF-8 may be, as a hint with the line to declare.

    The share of a codec is that of common characters among all that it makes of the high bytes:
    text read in its own encoding is common nearly throughout, any other is not.
    """
    shares = {codec: _share(raw, codec) for codec in ("gb18030", "big5")}
    best = max(shares, key=lambda codec: shares[codec][0])
    share, count = shares[best]
    named = {"gb18030": "GB18030", "big5": "Big5"}[best]
    if (share > 0.8 and count >= SURE) or (share > 0.6 and count >= 5 * SURE):
        return f"it looks like {named}: save it as UTF-8, or declare `encoding: {best}`"
    if share > 0.6:
        return (
            f"it may be {named} or Windows-1252: save it as UTF-8, or declare `encoding: {best}`"
            " or `encoding: cp1252`"
        )
    return "it may be Windows-1252 or Latin-1: save it as UTF-8, or declare `encoding: cp1252`"


def _share(raw: bytes, codec: str) -> tuple[float, int]:
    """How much of the text beyond ASCII is common in the codec's own order, and its size."""
    try:
        text = raw.decode(codec)
    except UnicodeDecodeError:
        return 0.0, 0
    wide = [char for char in text if ord(char) > 0x7F]
    common = sum(_common(char, codec) for char in wide)
    return (common / len(wide) if wide else 0.0), len(wide)


def _common(char: str, codec: str) -> bool:
    """Whether a character is in the frequent half of the standard, or full-width punctuation."""
    try:
        lead, trail = char.encode({"gb18030": "gb2312"}.get(codec, codec))[:2]
    except (UnicodeEncodeError, ValueError):
        return False
    if codec == "big5":
        return 0xA1 <= lead <= 0xC6
    return trail >= 0xA1 and (lead <= 0xA3 or 0xB0 <= lead <= 0xD7)
