"""What an exhibit says of the trials of doubtful standing that it leans on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.briefing.guards import YEAR, first

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cartreport.briefing.briefing import Grid
    from cartreport.briefing.desk import Desk
    from cartreport.briefing.view import Line

LEANS = 0.1
"""An exhibit leans on them where they are so much of one of its rows."""


def doubt_line(
    desk: Desk, table: str = "", base: str = "n", most: int = 1000, named: Sequence[Line] = ()
) -> str:
    """The line for an exhibit over the focus country's trials; empty where none is doubtful.

    With a table it is for exhibits that lean on them: in a row with ``YEAR`` trials or more, by
    the column ``base``, they are a tenth; ``most``: so many rows are drawn. ``named``: rows that
    are pairs or sponsors themselves, one of which is doubtful.
    """
    sponsors = desk.view("trials-by-sponsor")
    doubtful = [line for line in sponsors if line["doubtful"]]
    leans = any(line["doubtful"] for line in named) or not table or _leans(desk, table, base, most)
    if not doubtful or not leans:
        return ""
    ranked = sorted(doubtful, key=lambda line: (-line["doubtful"], line["label"]))
    told = [desk.words("doubt.sponsor", name=s["label"], n=s["doubtful"]) for s in ranked]
    total = sponsors.total
    return desk.words(
        "doubt.line", n=total["doubtful"], names=desk.words.comma(told), firm=total["firm"]
    )


def turns(lines: Iterable[Line], base: str) -> bool:
    """Whether others are first, by the column ``base``, once the doubtful trials are left out."""
    held = list(lines)
    firm = {line.id: line[base] - line["doubtful"] for line in held}
    most = max(firm.values(), default=0)
    return {line.id for line in first(held, base)} != {id for id in firm if firm[id] == most}


def marked_rows(grid: Grid, lines: Sequence[Line], base: str) -> Grid:
    """The grid with “?” before the name of each row that leans on doubtful trials."""
    rows = [
        replace(row, cells=(replace(row.cells[0], mark="disputed"), *row.cells[1:]))
        if _doubted(line, base)
        else row
        for row, line in zip(grid.rows, lines, strict=True)
    ]
    return replace(grid, rows=tuple(rows))


def marks_line(desk: Desk, lines: Sequence[Line], base: str) -> str:
    """What “?” before a row's name says; empty where none has it."""
    return desk.words("doubt.marked") if any(_doubted(line, base) for line in lines) else ""


def _doubted(line: Line, base: str) -> bool:
    return bool(0 < LEANS * line[base] <= line["doubtful"])


def _leans(desk: Desk, table: str, base: str, most: int) -> bool:
    lines = desk.view(table).lines[:most]
    return any(line[base] >= YEAR and _doubted(line, base) for line in lines)
