"""No cell is cut with "…" while the other columns of its table have room to give."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cartreport.briefing.measure import ELLIPSIS
from cartreport.problems import Problem
from cartreport.render.gates.document import Document, inside, quoted
from cartreport.render.gates.layout import Frame, Piece, Sheet

PADDING = 5.0  # points of a column that its texts leave free in any case
ENOUGH = 12.0  # points to spare in a table: three letters


class Column(NamedTuple):
    """A column of a section's tables, by its edges to the point."""

    section: str
    left: int
    right: int


def gate(document: Document) -> Iterator[Problem]:
    """Each cut cell of a table whose columns together have room."""
    rows = [row for sheet in document.sheets for row in _rows(sheet)]
    spare = _spare(document.sheets)
    for page, row in rows:
        cut = next((cell for cell in row if cell.words.rstrip().endswith(ELLIPSIS)), None)
        if cut is None or document.told(cut.words, ELLIPSIS):
            continue
        others = {_column(cell) for cell in row} - {_column(cut)}
        room = sum(spare[column] for column in others)
        if room > ENOUGH:
            section = cut.context.section
            yield Problem(
                document.place(section),
                "W815",
                f"{inside(section)}, page {page}: {quoted(cut.words)} is cut, and the other "
                f"columns have {room:.0f} pt to spare",
                "give the column what the others do not need, or let its text take two lines",
            )


def _rows(sheet: Sheet) -> Iterator[tuple[int, list[Piece]]]:
    """The body cells of a page by the row that they stand in."""
    rows: dict[tuple[str, int], list[Piece]] = defaultdict(list)
    for piece in sheet.pieces:
        if piece.kind == "cell" and not piece.context.heading:
            rows[piece.context.section, round(piece.frame.top)].append(piece)
    return ((sheet.number, row) for row in rows.values())


def _spare(sheets: Sequence[Sheet]) -> dict[Column, float]:
    """What each column never uses, over all pages; a picture uses all of it."""
    spare: dict[Column, float] = {}
    for sheet in sheets:
        for piece in sheet.pieces:
            cell = piece.context.cell
            if cell is None or piece.kind == "cell":
                continue
            key = Column(piece.context.section, round(cell.left), round(cell.right))
            used = _width(cell) if piece.kind == "picture" else _width(piece.frame)
            left = max(0.0, _width(cell) - used - PADDING)
            spare[key] = min(spare.get(key, left), left)
    return defaultdict(float, spare)


def _column(cell: Piece) -> Column:
    return Column(cell.context.section, round(cell.frame.left), round(cell.frame.right))


def _width(frame: Frame) -> float:
    return frame.right - frame.left
