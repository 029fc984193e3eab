"""Every character can be drawn by one of the brand's faces.

The print engine draws a box for a character that no face has, and says nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from cartreport.problems import Problem
from cartreport.render.gates.document import Document, inside, quoted
from cartreport.render.gates.reading import Passage

# Characters that are not drawn: marks of direction, joiners, variation selectors, breaks.
UNDRAWN = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
SELECTORS = range(0xFE00, 0xFE10)


def gate(document: Document) -> Iterator[Problem]:
    """Each character without a glyph, where it first stands in a section."""
    if not document.faces:
        return
    passages = [
        passage
        for reading in document.readings.values()
        for passage in reading.passages
        if passage.seen
    ]
    asked = {char for passage in passages for char in passage.words if _drawn(char)}
    missing = _missing(asked, document.faces)
    told: set[tuple[str, str]] = set()
    for passage in passages:
        for char in sorted(missing.intersection(passage.words)):
            if (char, passage.section) not in told:
                told.add((char, passage.section))
                yield _problem(document, passage, char)


def _problem(document: Document, passage: Passage, char: str) -> Problem:
    name = unicodedata.name(char, "no name")
    faces = ", ".join(path.stem for path in document.faces)
    return Problem(
        document.place(passage.section),
        "E804",
        f"{inside(passage.section)}: no face has {char!r} (U+{ord(char):04X} {name}) "
        f"in {quoted(passage.words)}",
        f"write another character, or give the brand a face that has it; asked were {faces}",
        char,
    )


def _drawn(char: str) -> bool:
    return unicodedata.category(char) not in UNDRAWN and ord(char) not in SELECTORS


def _missing(asked: set[str], faces: Sequence[Path]) -> set[str]:
    """The characters that no face has; a later face is opened only if an earlier one lacks some."""
    from fontTools.ttLib import TTFont

    left = set(asked)
    for path in faces:
        if not left:
            break
        with TTFont(path, lazy=True, fontNumber=0) as font:
            known = font.getBestCmap() or {}
        left = {char for char in left if ord(char) not in known}
    return left
