"""No text is smaller than 6.5 points, on the page or in a drawing."""

from __future__ import annotations

from collections.abc import Iterator

from cartreport.briefing.briefing import Section
from cartreport.briefing.scene import Words
from cartreport.problems import Problem
from cartreport.render.gates.document import Document, inside, quoted

FLOOR = 6.5
SLACK = 0.01


def gate(document: Document) -> Iterator[Problem]:
    """Texts under the floor."""
    for sheet in document.sheets:
        for piece in sheet.pieces:
            if piece.kind == "text" and piece.size < FLOOR - SLACK:
                section = piece.context.section
                yield Problem(
                    document.place(section),
                    "E808",
                    f"{inside(section)}, page {sheet.number}: {quoted(piece.words)} is set in "
                    f"{piece.size:.2g} pt",
                    f"nothing is smaller than {FLOOR} pt",
                )
    for part in document.briefing.sections:
        for where, words in _words(part):
            if words.size < FLOOR - SLACK:
                yield Problem(
                    document.place(part.id),
                    "E808",
                    f"{inside(part.id)}, {where}: {quoted(words.text)} is drawn in "
                    f"{words.size:.2g} pt",
                    f"nothing is smaller than {FLOOR} pt",
                )


def _words(section: Section) -> Iterator[tuple[str, Words]]:
    """The texts of a section's drawings, each with its place."""
    for where, scene in section.drawings():
        yield from ((where, item) for item in scene.items if isinstance(item, Words))
