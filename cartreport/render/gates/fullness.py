"""No page but the last is left nearly empty.

Sections share pages and tables part between rows, so a page stays empty only where what follows is
whole and taller than the rest of it. The data may ask for that: it is said, and stops nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from cartreport.problems import Problem
from cartreport.render.gates.document import Document, inside, quoted

LEAST = 0.25
"""Of the height between the margins: what a page is filled to at least."""


def gate(document: Document) -> Iterator[Problem]:
    """The pages whose content ends in their first quarter."""
    for sheet in document.sheets[:-1]:
        held = [piece for piece in sheet.pieces if not piece.context.margin]
        top, foot = sheet.content.top, sheet.content.bottom
        lowest = max((piece.frame.bottom for piece in held), default=top)
        filled = (lowest - top) / (foot - top)
        if filled < LEAST:
            section = held[-1].context.section if held else ""
            texts = [piece.words for piece in held if piece.kind == "text"]
            what = f" with {quoted(' '.join(texts))}" if texts else ""
            yield Problem(
                document.place(section),
                "W814",
                f"{inside(section)}: page {sheet.number} is filled to {filled:.0%}{what}",
                "let a section begin where the one before ends, or let what follows part; "
                "`cartreport templates list --words TEXT` says which file has a text",
            )
