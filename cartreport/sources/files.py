"""Files of a project: inside its folder, plain, bounded, and text without hidden characters."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import re
import stat
import zlib
from pathlib import Path

from cartreport.problems import Problems, Where
from cartreport.sources.encoding import decode, guess
from cartreport.sources.suggest import did_you_mean

__all__ = [
    "CSV_LIMIT",
    "MADE_LIMIT",
    "PACKED",
    "YAML_LIMIT",
    "digest",
    "guess",
    "paths_of",
    "read_bytes",
    "unpacked",
]

YAML_LIMIT = 2_000_000
CSV_LIMIT = 64_000_000
"""Bytes. A curated file of this size is a mistake; registries' dumps go through the importer."""
MADE_LIMIT = 256_000_000
"""Bytes of a table that a command writes: import writes none that is larger. Reading one takes some
ten times its size in memory, so that 100,000 trials with their summaries need 0.8 GB.
"""
PACKED = ".gz"
"""How the name of a packed table ends; its sidecar is of the table within."""
SHOWN = 10
"""Problems of one kind in one file before the rest is counted only."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_BREAKS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")
"""For YAML also the line ends that no editor shows: within a value they would be folded."""


def paths_of(root: Path, pattern: str, at: Where, problems: Problems) -> list[Path]:
    """The files that a relative path or a pattern with ``*`` names, sorted.

    A path that is absolute or leaves the project (E003), or names nothing (E001), is a problem
    at the place where it is written. A pattern matches no sidecar and no hidden file.
    """
    if "\\" in pattern:
        problems.add(at, "E003", f"{pattern!r} holds a backslash", "write / between folders")
        return []
    parts = Path(pattern).parts
    if Path(pattern).is_absolute() or ".." in parts or "\0" in pattern:
        problems.add(at, "E003", f"{pattern!r} leads out of the project", "give a relative path")
        return []
    fixed = pattern.partition("*")[0].rpartition("/")[0] if "*" in pattern else pattern
    try:
        if not inside(root, root / fixed, at, problems):
            return []
        found = _matches(root, pattern) if "*" in pattern else [root / pattern]
        missing = [path for path in found if not path.exists() and not path.is_symlink()]
    except (OSError, ValueError) as error:
        why = os.strerror(error.errno or 0) if isinstance(error, OSError) else str(error)
        shown = pattern if len(pattern) < 80 else pattern[:79] + "…"
        problems.add(at, "E001", f"{shown!r} can't be looked up: {why}", "correct it", shown)
        return []
    if missing or not found:
        problems.add(at, "E001", *not_there(root, pattern), pattern)
    if "*" not in pattern and (root / pattern).is_dir():
        hint = _within(root / pattern, pattern)
        problems.add(at, "E002", f"{pattern!r} is a folder", hint, pattern)
        return []
    return [path for path in found if path not in missing and inside(root, path, at, problems)]


def _matches(root: Path, pattern: str) -> list[Path]:
    """The files that fit; raises :class:`ValueError` for a pattern that Python 3.13 alone reads."""
    if any("**" in part and part != "**" for part in Path(pattern).parts):
        raise ValueError("'**' stands for whole folders, between two /")
    return sorted(
        path
        for path in root.glob(pattern)
        if not path.name.endswith(".source.yaml")
        and not path.name.startswith(".")
        and not path.is_dir()
    )


def _within(folder: Path, pattern: str) -> str:
    """What to write for the files of a folder that a path names."""
    endings = {path.suffix for path in folder.iterdir() if path.suffix in (".yaml", ".csv")}
    if not endings:
        return "give the path of a file"
    return f"write '{Path(pattern, f'*{min(endings)}').as_posix()}' for its files"


def inside(root: Path, path: Path, at: Where, problems: Problems) -> bool:
    """Whether a file, its links followed, stands in the project; a problem (E003) if not."""
    shown = path.relative_to(root).as_posix()
    real = _followed(path)
    if real is None:
        problems.add(at, "E003", f"{shown!r} is a link to itself", "give the file itself", shown)
        return False
    if real.is_relative_to(root.resolve()):
        return True
    message = f"{shown!r} follows a link out of the project"
    problems.add(at, "E003", message, "copy the file into the project", shown)
    return False


def _followed(path: Path) -> Path | None:
    """Where a path leads; ``None`` for a link to itself, which Python 3.13 leaves as it is."""
    try:
        real = path.resolve()
    except (OSError, RuntimeError):
        return None
    return None if os.path.islink(real) else real  # noqa: PTH114 - never raises


def not_there(root: Path, pattern: str) -> tuple[str, str]:
    """The message and the hint for what isn't there: the nearest name in the last folder found."""
    said = f"nothing matches {pattern!r}" if "*" in pattern else f"no file {pattern!r}"
    folder = root
    for part in Path(pattern).parts:
        below = folder / part
        if below.is_dir():
            folder = below
            continue
        try:
            names = sorted(item.name for item in folder.iterdir())[:200]
        except OSError:
            return said, "the folder can't be read"
        near = did_you_mean(part, [name for name in names if not name.startswith(".")])
        if part != Path(pattern).name:
            return said, f"there is no folder {part!r}; {near}"
        return said, near or "the folder is empty"
    return said, ""


def read_bytes(path: Path, name: str, limit: int, problems: Problems) -> bytes | None:
    """The bytes of a plain file, or ``None`` with a problem; devices and pipes are never opened.

    ``name`` is the path that is printed. No more than ``limit`` bytes are read.
    """
    at = Where(name)
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            kind = "a folder" if stat.S_ISDIR(state.st_mode) else "no plain file"
            problems.add(at, "E002", f"this is {kind}", "give the path of a file")
            return None
        if state.st_size > limit:
            message = f"the file has {_size(state.st_size)}, the limit for {_kind(path)} is"
            problems.add(at, "E004", f"{message} {_size(limit)}", "split it", str(state.st_size))
            return None
        with path.open("rb") as file:
            raw = file.read(limit + 1)
        if len(raw) <= limit:
            return raw
        problems.add(at, "E004", f"the file grows beyond {_size(limit)} while it is read")
    except FileNotFoundError:
        problems.add(at, "E001", "the file does not exist", "correct the path")
    except OSError as error:
        message = f"the file can't be read: {os.strerror(error.errno or 0)}"
        problems.add(at, "E002", message, "change its permissions")
    return None


def unpacked(raw: bytes, name: str, limit: int, problems: Problems) -> bytes | None:
    """The bytes of a table from those of its file; ``None`` with a problem (E004, E005).

    A packed file is opened to no more than ``limit`` bytes, however small it is.
    """
    if not name.endswith(PACKED):
        return raw
    try:
        with gzip.open(io.BytesIO(raw)) as packed:
            held = packed.read(limit + 1)
    except (OSError, EOFError, zlib.error) as error:
        problems.add(Where(name), "E005", f"the file is not gzipped: {error}", "pack it again")
        return None
    if len(held) > limit:
        message = f"the table within has more than {_size(limit)}, the limit"
        problems.add(Where(name), "E004", message, "split it")
        return None
    return held


def digest(data: bytes) -> str:
    """The sha256 of some bytes, in hex."""
    return hashlib.sha256(data).hexdigest()


def _size(size: int) -> str:
    return f"{size / 1e6:.1f} MB".replace(".0 MB", " MB")


def _kind(path: Path) -> str:
    return "YAML" if is_yaml(path) else "CSV"


def is_yaml(path: Path) -> bool:
    """Whether a file is YAML by its name; all others are tables."""
    return path.suffix.lower() in (".yaml", ".yml")


def text_of(
    raw: bytes, path: Path, name: str, encoding: str, problems: Problems
) -> tuple[str, str] | None:
    """The text of a file's bytes and its encoding.

    ``None`` with a problem (E005, E006) where it holds a character that no editor shows.
    """
    decoded = decode(raw, name, encoding, problems, declarable=not is_yaml(path))
    if decoded is None:
        return None
    text, used = decoded
    if _controls(text, name, used, _BREAKS if is_yaml(path) else _CONTROL, problems):
        return None
    return text, used


def _controls(text: str, name: str, used: str, wrong: re.Pattern[str], problems: Problems) -> bool:
    """Note the first control characters of a text; whether there are any."""
    line, counted = 1, 0
    for seen, found in enumerate(wrong.finditer(text)):
        if seen == SHOWN:
            return True
        line += text.count("\n", counted, found.start())
        counted = found.start()
        column = found.start() - text.rfind("\n", 0, found.start())
        code = f"U+{ord(found[0]):04X}"
        hint = "delete it"
        if used == "latin-1" and "\x80" <= found[0] <= "\x9f":
            hint = "the file is Windows-1252: declare `encoding: cp1252`"
        problems.add(Where(name, line, column), "E006", f"control character {code}", hint, code)
    return bool(counted) or wrong.search(text) is not None
