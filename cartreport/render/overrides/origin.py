"""What an override was copied from: a line in its head, and the text kept beside it.

The head names the part and the first digits of the sha256 of its text. The text itself is kept in
``templates/.base/`` under these digits, so that it can be said what has changed in it since.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import cartreport
from cartreport.render.overrides.offered import Piece, digits

KEPT = ".base"
_HEAD = re.compile(
    r"copied from (?P<said>[\w./:-]+) of cartreport (?P<version>\S+), sha256 (?P<sha>[0-9a-f]+)"
)
MARKS = {".html": ("{#", "#}"), ".css": ("/*", "*/"), ".js": ("/*", "*/")}


@dataclass(frozen=True)
class Base:
    """Where an override says it comes from: the part, the version, its hash, and the line."""

    said: str
    version: str
    sha: str
    line: int


def head(piece: Piece) -> str:
    """The comment that an override of ``piece`` begins with."""
    opened, closed = MARKS[Path(piece.name).suffix]
    said = f"copied from {piece.said} of cartreport {cartreport.__version__}"
    return f"{opened} {said}, sha256 {piece.digits} {closed}"


def bases(text: str) -> list[Base]:
    """What a file of the project says that it was copied from, in the order of its lines."""
    return [
        Base(found["said"], found["version"], found["sha"], text.count("\n", 0, found.start()) + 1)
        for found in _HEAD.finditer(text)
    ]


def keep(folder: Path, piece: Piece) -> None:
    """Keep the text of ``piece`` in the project's templates ``folder``."""
    place = folder / KEPT / piece.digits
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(piece.text, "utf-8", newline="\n")


def kept(folder: Path, base: Base) -> str | None:
    """The text that an override was copied from, if it was kept and is as it was."""
    place = folder / KEPT / base.sha
    if not place.is_file():
        return None
    text = place.read_text("utf-8", "replace")
    return text if digits(text) == base.sha else None
