"""No heading and no table head is the last thing on its page."""

from __future__ import annotations

from collections.abc import Iterator

from cartreport.problems import Problem
from cartreport.render.gates.document import Document, inside, quoted


def gate(document: Document) -> Iterator[Problem]:
    """The heading at the foot of a page whose text goes on overleaf."""
    for sheet, following in zip(document.sheets, document.sheets[1:], strict=False):
        flow = [piece for piece in sheet.pieces if piece.context.flow and piece.kind != "cell"]
        if not flow:
            continue
        lowest = max(flow, key=lambda piece: piece.frame.bottom)
        section = lowest.context.section
        goes_on = any(piece.context.section == section for piece in following.pieces)
        if lowest.context.heading and goes_on:
            yield Problem(
                document.place(section),
                "E807",
                f"{inside(section)}, page {sheet.number}: the heading {quoted(lowest.words)} is "
                "the last thing on the page",
                "give it `break-after: avoid`, and what follows room for its first lines",
            )
