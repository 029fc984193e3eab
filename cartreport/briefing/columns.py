"""The widths of a table's columns: none breaks a word while another has room to give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cartreport.briefing.numbers import untraced
from cartreport.briefing.row_heights import Parts, Texts, lowest

if TYPE_CHECKING:
    from cartreport.briefing.briefing import Cell, Grid, Head
    from cartreport.briefing.measure import Measure

MM = 72 / 25.4
SIZES = {"dense": 7.6, "wrap": 7.6}
BODY, HEAD, WAS = 8.0, 7.0, 6.5
PADDING = {"wrap": 2.4}
ROOM = 1.6  # mm that a cell leaves free at its right
AFTER_RIGHT = 2.4  # mm more at its left, where numbers stand before it
SLACK = 0.3  # mm by which a measured width may be wrong
BREAKS = re.compile(r"(?<=/)(?=[^\W\d])| ")
"""Where a line may break: at blanks, and after a stroke before a letter."""
HAN = re.compile(r"[\u2e80-\u9fff\uff00-\uffef]")
PIECES = re.compile(r"[\u2e80-\u9fff\uff00-\uffef]|[^\u2e80-\u9fff\uff00-\uffef]+")
"""What is never broken: a sign of Han, and what stands between two."""
FEW = 4  # signs of Han that a line holds at least
SHORT = 12  # letters: a date, a status, an amount is not broken


@dataclass(frozen=True)
class Need:
    """What a column needs in mm: for its longest word, and to set each text on one line.

    ``fixed``: shaded cells and drawings, which are as wide as they were given.
    """

    word: float
    line: float
    fixed: bool = False


def fitted(grid: Grid, measure: Measure) -> Grid:
    """The grid with widths that fit its words, as far as its columns together have room.

    First each column gets what its longest word needs. What others have to spare beside their
    longest line then saves columns a second line, those that lack least before the others. At last,
    where no cell is shaded or drawn, columns give to each other what makes the rows lower.
    """
    needs = [_need(grid, place, measure) for place in range(len(grid.heads))]
    widths = [head.width for head in grid.heads]
    wants = _under_group_heads(grid.heads, [need.word for need in needs], measure)
    needs = [
        replace(need, word=want, line=max(need.line, want))
        for need, want in zip(needs, wants, strict=True)
    ]
    for to in ("line", "word"):
        lacks = [max(0.0, want - width) for want, width in zip(wants, widths, strict=True)]
        widths = _moved(widths, lacks, _room(widths, needs, to))
    widths = _one_line(widths, needs)
    if grid.rows and not any(need.fixed for need in needs):
        columns = [_column(grid, at, need, measure) for at, need in enumerate(needs)]
        widths = lowest(columns, widths)
    heads = zip(grid.heads, widths, strict=True)
    return replace(grid, heads=tuple(replace(head, width=width) for head, width in heads))


def _room(widths: Sequence[float], needs: Sequence[Need], to: str) -> list[float]:
    """What each column has to spare beside its longest ``line``, or beside its longest ``word``."""
    return [
        0.0 if need.fixed else max(0.0, width - getattr(need, to))
        for width, need in zip(widths, needs, strict=True)
    ]


def _moved(widths: Sequence[float], lacks: Sequence[float], room: Sequence[float]) -> list[float]:
    """What is lacking, or all that there is, from the columns with room, each by its part."""
    moved = min(sum(lacks), sum(room))
    if not moved:
        return list(widths)
    part, taken = moved / sum(lacks), moved / sum(room)
    columns = zip(widths, lacks, room, strict=True)
    return [width + lack * part - spare * taken for width, lack, spare in columns]


def _one_line(widths: Sequence[float], needs: Sequence[Need]) -> list[float]:
    """What no line needs goes to the columns that lack least for one line, whole or not at all."""
    after = list(widths)
    for place in sorted(range(len(after)), key=lambda at: needs[at].line - after[at]):
        lack, room = needs[place].line - after[place], _room(after, needs, "line")
        if lack > 0 and not needs[place].fixed and sum(room) >= lack:
            after = _moved(after, [lack * (at == place) for at in range(len(after))], room)
    return after


def _under_group_heads(
    heads: Sequence[Head], wants: Sequence[float], measure: Measure
) -> list[float]:
    """The same, and under one head together what it needs: an equal part of what is lacking."""
    after = list(wants)
    for name in dict.fromkeys(head.group for head in heads if head.group):
        under = [at for at, head in enumerate(heads) if head.group == name]
        held = {at: max(after[at], heads[at].width) for at in under}
        needed = _mm(measure.width(name, HEAD, 500)) + ROOM
        lack = max(0.0, needed - sum(held.values())) / len(under)
        part = min(1.0, needed / sum(held.values()))
        for at in under:
            after[at] = max(after[at], held[at] * part + lack)
    return after


def _column(grid: Grid, place: int, need: Need, measure: Measure) -> Texts:
    """The lines of a column's cells."""
    cells = [row.cells[place] for row in grid.rows if row.kind != "group"]
    runs = [[_runs(cell, grid.style, first=not place), _second(cell, grid.style)] for cell in cells]
    rows = [[_line(list(run), grid.style, measure) for run in row] for row in runs]
    second = [_longest(run, measure) for cell in cells for run in _second(cell, grid.style)]
    free = _free(grid, place)
    least = max([need.word, *(_mm(width) + free for width in second)])
    return Texts([[line for line in row if line] for row in rows], free, least, need.line)


def _line(runs: Sequence[tuple[str, float, int]], style: str, measure: Measure) -> Parts:
    """The parts of a text in mm, each with the blank behind it: Han may break at any sign."""
    blank = _mm(measure.width(" ", SIZES.get(style, BODY)))
    parts: list[tuple[float, float]] = []
    for text, size, weight in runs:
        pieces = PIECES.findall(text) or [""]
        parts += [(_mm(measure.width(piece, size, weight)), 0.0) for piece in pieces[:-1]]
        after = 0.0 if text.endswith("/") else blank
        parts.append((_mm(measure.width(pieces[-1], size, weight)), after))
    return parts


def _second(cell: Cell, style: str) -> Iterator[tuple[str, float, int]]:
    """The parts of the line under a cell's own, with its first reference."""
    if cell.second:
        words = BREAKS.split(untraced(cell.second.text))
        size = SIZES.get(style, BODY)
        yield from ((word, size, 400) for word in words[:-1])
        tail = "".join(f"[{number}]" for number in cell.second.refs[:1])
        yield (f"{words[-1]} {tail}".strip(), size, 400)


def _need(grid: Grid, place: int, measure: Measure) -> Need:
    cells = [row.cells[place] for row in grid.rows if row.kind != "group"]
    head = grid.heads[place]
    fixed = any(cell.step is not None or cell.scene or cell.bar is not None for cell in cells)
    rows = [list(_runs(cell, grid.style, first=not place)) for cell in cells]
    if head.label:
        rows.append([(word, HEAD, 500) for word in head.label.split(" ")])
    words = [_longest(run, measure) for row in rows for run in row]
    blank = measure.width(" ", SIZES.get(grid.style, BODY))
    lines = [sum(measure.width(*run) + blank for run in row) - blank for row in rows[: len(cells)]]
    free = _free(grid, place)
    if head.align == "right" or all(_length(untraced(cell.text)) <= SHORT for cell in cells):
        words += lines
    return Need(_mm(max(words, default=0)) + free, _mm(max([*words, *lines])) + free, fixed)


def _free(grid: Grid, place: int) -> float:
    """What a cell leaves free beside its text, in mm."""
    after = place and grid.heads[place - 1].align == "right" and grid.heads[place].align == "left"
    return PADDING.get(grid.style, ROOM) + SLACK + (AFTER_RIGHT if after else 0.0)


def _longest(run: tuple[str, float, int], measure: Measure) -> float:
    """The width of what is not broken: of Han, which breaks at any sign, a few signs."""
    text, size, weight = run
    if not HAN.search(text):
        return measure.width(*run)
    rest = max((measure.width(part, size, weight) for part in HAN.split(text)), default=0.0)
    return min(measure.width(*run), max(rest, FEW * size))


def _length(text: str) -> int:
    """Signs of a text; one of Han is as wide as two."""
    return len(text) + len(HAN.findall(text))


def _runs(cell: Cell, style: str, *, first: bool) -> Iterator[tuple[str, float, int]]:
    """The parts of a cell between which a line may break: text, size and weight."""
    size = SIZES.get(style, BODY)
    text = untraced(cell.text)
    words = BREAKS.split(text)
    if cell.mark:
        words[0] = f"?\u00a0{words[0]}"
    if cell.was:
        yield f"?\u00a0{cell.was.text}", WAS, 400
    weight = 600 if cell.tone == "strong" else 500 if first else 400
    yield from ((word, size, weight) for word in words[:-1])
    tail = "".join(f"[{number}]" for number in cell.refs[:1])
    yield (f"{words[-1]} {tail}".strip(), size, weight)
    if cell.small:
        yield from ((word, HEAD, 500) for word in cell.small.split(" "))


def _mm(points: float) -> float:
    return points / MM
