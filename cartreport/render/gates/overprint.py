"""No drawing lies over a text: a logo over the title, a figure over a paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from cartreport.problems import Problem
from cartreport.render.gates.document import Document, inside, quoted
from cartreport.render.gates.layout import Frame

SLACK = 1.5  # points: ascenders and the line's own air


def gate(document: Document) -> Iterator[Problem]:
    """Each text that a picture covers, once a picture."""
    for sheet in document.sheets:
        pictures = [piece for piece in sheet.pieces if piece.kind == "picture"]
        texts = [piece for piece in sheet.pieces if piece.kind == "text"]
        for picture in pictures:
            covered = next((text for text in texts if _over(picture.frame, text.frame)), None)
            if covered:
                section = picture.context.section
                yield Problem(
                    document.place(section),
                    "E818",
                    f"{inside(section)}, page {sheet.number}: a picture lies over the text "
                    f"{quoted(covered.words)}",
                    "make room for it in the style sheet, or make it smaller",
                )


def _over(picture: Frame, text: Frame) -> bool:
    across = min(picture.right, text.right) - max(picture.left, text.left)
    down = min(picture.bottom, text.bottom) - max(picture.top, text.top)
    return across > SLACK and down > SLACK
