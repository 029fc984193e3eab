"""What of the shipped templates a project can replace: files, and the blocks of the page."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from cartreport.errors import RequestError
from cartreport.shipped import PAGE, WORDS, shipped

DIGITS = 12
KINDS = {".html", ".css", ".js"}
_ABOUT = re.compile(r"\s*(?:{#|/\*|//)\s*(.*?)(?:\n|\s*(?:#}|\*/))", re.DOTALL)
_COMMENT = re.compile(r"{#.*?#}|<!--.*?-->|/\*.*?\*/", re.DOTALL)
_TAG = re.compile(r"{%-?\s*(?:(block)\s+(\w+)[^%]*|(endblock)\b[^%]*)-?%}")


@dataclass(frozen=True)
class Block:
    """A block of a template: ``text`` from its opening tag to its closing one, at ``line``."""

    name: str
    line: int
    text: str


@dataclass(frozen=True)
class Offered:
    """A shipped file: its ``name`` as templates call it, what it is in a line, its blocks."""

    name: str
    about: str
    text: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Piece:
    """What one override stands for: a whole file, or one block of it."""

    name: str
    block: str
    text: str

    @property
    def said(self) -> str:
        """``briefing/page.html``, or ``briefing/page.html:foot`` for a block."""
        return f"{self.name}:{self.block}" if self.block else self.name

    @property
    def digits(self) -> str:
        """The first digits of the sha256 of its text."""
        return digits(self.text)


def digits(text: str) -> str:
    """The digits that stand for a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:DIGITS]


def offered() -> list[Offered]:
    """Every file that a project can replace by one of the same name; the page first."""
    folder = shipped()
    names = sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.suffix in KINDS and (folder / path.relative_to(folder).parts[0] / PAGE).is_file()
    )
    return [_offered(folder, name) for name in sorted(names, key=_order)]


def piece(asked: str) -> Piece:
    """The part that somebody means: a file by its name or its end, a block by its own or both.

    ``grid.html``, ``parts/grid.html``, ``foot`` and ``page.html:foot`` are all understood. Raises
    :class:`RequestError` for what is not there, or stands for more than one part.
    """
    if asked.rpartition("/")[2] == WORDS:
        raise RequestError(
            f"{WORDS} is not copied",
            "Write the single entries that you change into your own file of this name; "
            "`cartreport templates list --words TEXT` names them.",
        )
    pieces = list(_pieces())
    file, _, block = asked.removeprefix("builtin/").partition(":")
    meant = [one for one in pieces if _means(one, file, block)]
    if len(meant) == 1:
        return meant[0]
    if meant:
        raise RequestError(
            f"{asked!r} may be {' or '.join(one.said for one in meant)}", "Write one of them whole."
        )
    known = {short: one.said for one in pieces for short in (one.said, one.block or _base(one))}
    near = get_close_matches(asked, known, 1)
    raise RequestError(
        f"there is no part {asked!r}",
        f"Did you mean {known[near[0]]!r}?" if near else "`cartreport templates list` names them.",
    )


def blanked(text: str) -> str:
    """The text without what its comments say: blanks stand there, every line where it was."""
    return _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of a template's text, each with those within it; unclosed ones are left out."""
    found: list[Block] = []
    opened: list[tuple[str, int]] = []
    for tag in _TAG.finditer(blanked(text)):
        if tag[1]:
            opened.append((tag[2], tag.start()))
        elif opened:
            name, start = opened.pop()
            line = text.count("\n", 0, start) + 1
            found.append(Block(name, line, text[start : tag.end()]))
    return tuple(sorted(found, key=lambda block: block.line))


def _pieces() -> Iterator[Piece]:
    for file in offered():
        yield Piece(file.name, "", file.text)
        yield from (Piece(file.name, block.name, block.text) for block in file.blocks)


def _means(one: Piece, file: str, block: str) -> bool:
    if block:
        return one.block == block and _ends(one.name, file)
    return _ends(one.name, file) if not one.block else one.block == file


def _ends(name: str, asked: str) -> bool:
    return name == asked or name.endswith(f"/{asked}")


def _base(one: Piece) -> str:
    return one.name.rpartition("/")[2]


def _offered(folder: Path, name: str) -> Offered:
    text = (folder / name).read_text("utf-8")
    opening = _ABOUT.match(text)
    about = opening[1].strip() if opening else ""
    return Offered(name, about, text, blocks_of(text))


def _order(name: str) -> tuple[int, str]:
    """The page, its sheets and scripts, the sections, the parts."""
    depth = name.count("/")
    return (0 if name.endswith(f"/{PAGE}") else depth, name)
