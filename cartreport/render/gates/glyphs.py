"""Every character can be drawn by one of the brand's faces.

The print engine draws a box for a character that no face has, and says nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from cartreport.problems import Problem
from cartreport.render.fonts import lacking
from cartreport.render.gates.document import Document, inside, quoted
from cartreport.render.gates.reading import Passage


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
    asked = {char for passage in passages for char in passage.words}
    missing = lacking(asked, document.faces)
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
        "write another character, or name a face that has it under typography.fonts of the brand; "
        f"asked were {faces}",
        char,
    )
