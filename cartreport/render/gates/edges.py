"""Every cell, text and picture stands inside the page, its own cell, and whatever cuts it off."""

from __future__ import annotations

from collections.abc import Iterator

from cartreport.problems import Problem
from cartreport.render.gates.document import Document, inside, quoted
from cartreport.render.gates.layout import Frame, Piece, Sheet

SLACK = 0.6  # points: rounding, and the side bearing of a last letter
HIDDEN = 2.0  # a frame this small hides its text on purpose: it is for a screen reader


def gate(document: Document) -> Iterator[Problem]:
    """What leaves the page, runs out of its table cell, or is cut off."""
    for sheet in document.sheets:
        for piece in sheet.pieces:
            problem = _of(document, sheet, piece)
            if problem:
                yield problem


def _of(document: Document, sheet: Sheet, piece: Piece) -> Problem | None:
    """The worst that is wrong with one piece."""
    context = piece.context
    clip = context.clip
    if clip and min(clip.right - clip.left, clip.bottom - clip.top) < HIDDEN:
        return None
    bounds = sheet.paper if context.margin else sheet.content
    what = {"text": "text", "cell": "the table cell", "picture": "a picture"}[piece.kind]
    what = f"{what} {quoted(piece.words)}" if piece.words else what
    head = f"{inside(context.section)}, page {sheet.number}: {what}"
    place = document.place(context.section)
    beyond = _beyond(piece.frame, bounds)
    if beyond:
        hint = "narrow the columns, shorten the text, or set the table on a landscape page"
        return Problem(place, "E802", f"{head} leaves the page: {beyond}", hint)
    if piece.kind == "text" and context.cell:
        beyond = _beyond(piece.frame, context.cell, down=False)
        if beyond:
            hint = "widen the column, or shorten the text: a term may have a `short` label"
            return Problem(place, "E802", f"{head} runs out of its cell: {beyond}", hint)
    if piece.kind != "cell" and clip:
        beyond = _beyond(piece.frame, clip, slack_down=piece.size / 3)
        if beyond:
            hint = "make room for it, or shorten it where it is made"
            return Problem(place, "E803", f"{head} is cut off: {beyond}", hint)
    return None


def _beyond(piece: Frame, bounds: Frame, down: bool = True, slack_down: float = 0) -> str:
    """By how much a piece leaves its bounds, in words; empty where it does not."""
    over = {"on the right": piece.right - bounds.right, "on the left": bounds.left - piece.left}
    if down:
        over["at the foot"] = piece.bottom - bounds.bottom - slack_down
        over["at the head"] = bounds.top - piece.top - slack_down
    side = max(over, key=lambda name: over[name])
    return f"{over[side]:.1f} pt {side}" if over[side] > SLACK else ""
