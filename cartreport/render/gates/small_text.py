"""No text is smaller than 6.5 points, on the page or in a drawing."""

from __future__ import annotations

from collections.abc import Iterator

from cartreport.briefing.briefing import Grid, Section
from cartreport.briefing.scene import Scene, Words
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
        for where, words in _drawn(part):
            if words.size < FLOOR - SLACK:
                yield Problem(
                    document.place(part.id),
                    "E808",
                    f"{inside(part.id)}, {where}: {quoted(words.text)} is drawn in "
                    f"{words.size:.2g} pt",
                    f"nothing is smaller than {FLOOR} pt",
                )


def _drawn(section: Section) -> Iterator[tuple[str, Words]]:
    """The texts of a section's drawings, each with the exhibit that it stands in."""
    for exhibit in section.exhibits:
        where = f"exhibit {exhibit.number}"
        if exhibit.figure:
            yield from ((where, words) for words in _words(exhibit.figure.scene))
        if exhibit.grid:
            yield from ((where, words) for words in _in_cells(exhibit.grid))


def _in_cells(grid: Grid) -> Iterator[Words]:
    for row in grid.rows:
        for cell in row.cells:
            if cell.scene:
                yield from _words(cell.scene)


def _words(scene: Scene) -> Iterator[Words]:
    return (item for item in scene.items if isinstance(item, Words))
