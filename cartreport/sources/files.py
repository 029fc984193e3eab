"""Files of a project as text: inside its folder, bounded, UTF-8 or named for what they are."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from cartreport.problems import Problems, Where
from cartreport.sources.suggest import did_you_mean

YAML_LIMIT = 4_000_000
CSV_LIMIT = 64_000_000
"""Bytes. A curated file of this size is a mistake; registries' dumps go through the importer."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def paths_of(root: Path, pattern: str, at: Where, problems: Problems) -> list[Path]:
    """The files that a relative path or a pattern with ``*`` names, sorted.

    A path that is absolute or leaves the project (E003), or names nothing (E001), is a problem
    at the place where it is written.
    """
    parts = Path(pattern).parts
    if Path(pattern).is_absolute() or ".." in parts or "\\" in pattern or "\0" in pattern:
        problems.add(at, "E003", f"{pattern!r} leads out of the project", "give a relative path")
        return []
    if "**" in pattern or not parts:
        hint = "give a path; `*` matches within one folder"
        problems.add(at, "E001", f"no file {pattern!r}", hint, pattern)
        return []
    found = sorted(root.glob(pattern)) if "*" in pattern else [root / pattern]
    found = [path for path in found if not path.name.endswith(".source.yaml")]
    kept = []
    for path in found:
        if not os.path.lexists(path):
            _missing(root, pattern, path, at, problems)
        elif not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root)):
            problems.add(
                at, "E003", f"{pattern!r} follows a link out of the project", "copy the file"
            )
        else:
            kept.append(path)
    if not found:
        _missing(root, pattern, root / pattern, at, problems)
    return kept


def _missing(root: Path, pattern: str, path: Path, at: Where, problems: Problems) -> None:
    folder = path.parent
    try:
        hint = did_you_mean(path.name, [item.name for item in sorted(folder.iterdir())][:200])
    except OSError:
        hint = f"there is no folder {folder.relative_to(root).as_posix()!r} to look into"
    problems.add(at, "E001", f"no file {pattern!r}", hint, pattern)


def read_text(
    path: Path, name: str, limit: int, encoding: str, problems: Problems
) -> tuple[str, str] | None:
    """The text of a file and the encoding that it was read in; ``None`` with a problem."""
    raw = _read(path, name, limit, problems)
    if raw is None:
        return None
    decoded = _decode(raw, name, encoding, problems)
    if decoded is None:
        return None
    text, used = decoded
    found = _CONTROL.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        code = f"U+{ord(found[0]):04X}"
        problems.add(
            Where(name, line, column), "E006", f"control character {code}", "delete it", code
        )
        return None
    return text.replace("ﬁ", "fi"), used


def _read(path: Path, name: str, limit: int, problems: Problems) -> bytes | None:
    """The bytes of a plain file; devices and pipes are never opened."""
    at = Where(name)
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            kind = "a folder" if stat.S_ISDIR(state.st_mode) else "no plain file"
            problems.add(at, "E002", f"this is {kind}", "give the path of a file")
            return None
        if state.st_size > limit:
            size = f"{state.st_size / 1e6:.0f} MB, the limit is {limit / 1e6:.0f} MB"
            problems.add(at, "E004", f"the file has {size}", "split it", str(state.st_size))
            return None
        with path.open("rb") as file:
            return file.read(limit + 1)
    except FileNotFoundError:
        problems.add(at, "E001", "the file does not exist", "correct the path")
    except OSError as error:
        problems.add(at, "E002", f"the file can't be read: {os.strerror(error.errno or 0)}")
    return None


def _decode(raw: bytes, name: str, encoding: str, problems: Problems) -> tuple[str, str] | None:
    marked = next((codec for mark, codec in _BOMS if raw.startswith(mark)), None)
    if marked == "utf-16" and encoding == "utf-8":
        hint = "save it as UTF-8, or declare `encoding: utf-16` on the source"
        problems.add(Where(name, 1, 1), "E005", "the file is UTF-16", hint)
        return None
    used = marked or encoding
    try:
        return raw.decode(used), used
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        where = Where(name, line, column)
        byte = f"byte 0x{raw[error.start]:02x} is not {encoding.upper()}"
        problems.add(where, "E005", byte, guess(raw), f"0x{raw[error.start]:02x}")
        return None


def guess(raw: bytes) -> str:
    """What bytes that are not UTF-8 may be, as a hint. A guess is told, never acted upon.

    GB18030 decodes much that it did not write, so it is named only where most of what it makes of
    the high bytes are common CJK characters.
    """
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError:
        text = ""
    wide = [char for char in text if ord(char) > 0x7F]
    common = sum("\u4e00" <= char <= "\u9fff" or char in "，。、：；（）“”《》" for char in wide)
    if wide and common / len(wide) > 0.9 and len(wide) < 12:
        return "it may be GB18030 or Windows-1252: save it as UTF-8, or declare the encoding"
    if wide and common / len(wide) > 0.9:
        return "it looks like GB18030: save it as UTF-8, or declare `encoding: gb18030`"
    return "it may be Windows-1252 or Latin-1: save it as UTF-8, or declare the encoding"
