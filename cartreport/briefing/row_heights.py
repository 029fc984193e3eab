"""How high a table's rows are at given widths, and the widths at which it is lowest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

STEPS = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0)
"""Millimetres that one column gives to another at once."""

BROKEN = 0.25
"""What a line of a cell counts that makes its row no higher: short texts stay whole."""

Parts = Sequence[tuple[float, float]]
"""What is one line where there is room: the widths of its parts, each with the blank after it."""


class Texts:
    """The texts of a column: of each row its lines, in mm, and what a cell leaves free.

    ``least`` is what its longest word needs, ``most`` what its longest line does.
    """

    def __init__(
        self, rows: Sequence[Sequence[Parts]], free: float, least: float, most: float
    ) -> None:
        self.least, self.most = least, most
        self._rows, self._free = rows, free
        self._told: dict[float, tuple[int, ...]] = {}

    def heights(self, width: float) -> tuple[int, ...]:
        """Of each row, how many lines the cell takes in a column so wide."""
        if width not in self._told:
            room = width - self._free
            self._told[width] = tuple(
                sum(_broken(line, room) for line in row) or 1 for row in self._rows
            )
        return self._told[width]


def _broken(line: Parts, room: float) -> int:
    """The lines that a text takes, broken where the next part has no room."""
    count, used = 1, 0.0
    for part, blank in line:
        if used and used + part > room:
            count, used = count + 1, 0.0
        used += part + blank
    return count


def lowest(columns: Sequence[Texts], widths: Sequence[float]) -> list[float]:
    """The widths moved, step by step, to where each millimetre saves the most.

    No column gets narrower than its longest word, and none changes where that saves nothing.
    """
    held, cost = list(widths), _cost(columns, widths)
    while tries := [(saved / step, after) for step, after, saved in _moves(columns, held, cost)]:
        held = max(tries, key=lambda one: one[0])[1]
        cost = _cost(columns, held)
    return held


def _cost(columns: Sequence[Texts], widths: Sequence[float]) -> float:
    """The lines of all rows, each as high as its highest cell; those of all cells count a part."""
    cells = [column.heights(width) for column, width in zip(columns, widths, strict=True)]
    high: int = sum(max(row) for row in zip(*cells, strict=True))
    return high + BROKEN * sum(sum(cell) for cell in cells)


def _moves(
    columns: Sequence[Texts], widths: Sequence[float], cost: float
) -> Iterator[tuple[float, list[float], float]]:
    """Each step from one column to another that saves something, the widths after it, and what."""
    for giver, taker in permutations(range(len(columns)), 2):
        if widths[taker] >= columns[taker].most:
            continue
        for step in STEPS:
            after = list(widths)
            after[giver], after[taker] = widths[giver] - step, widths[taker] + step
            if after[giver] < columns[giver].least:
                break
            saved = cost - _cost(columns, after)
            if saved > 0:
                yield step, after, saved
