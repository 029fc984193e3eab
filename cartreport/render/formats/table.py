"""Aligned text for a file, a pipe, a page without colours."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from cartreport.render.table_cells import NUMERIC, closing, foot, groups, head, rows, shown

if TYPE_CHECKING:
    from cartreport.landscape.table import Column, Table

FILE = "tables/{name}.txt"
USUAL = False


def render(table: Table) -> str:
    """Title, heads, rows, total, foot; columns two blanks apart, numbers to the right."""
    columns = shown(table)
    heads, body = [head(column) for column in columns], rows(table, columns)
    total = closing(table, columns)
    lines = [heads, *body, *([total] if total else [])]
    widths = [max(width(line[place]) for line in lines) for place in range(len(columns))]
    right = [column.kind in NUMERIC for column in columns]
    rule = "─" * (sum(widths) + 2 * (len(widths) - 1))

    def line(cells: list[str]) -> str:
        parts = [_pad(*part) for part in zip(cells, widths, right, strict=True)]
        return "  ".join(parts).rstrip()

    above = _groups(columns, widths)
    top = [f"{table.title} ({table.unit})", rule, *([above] if above else []), line(heads), rule]
    printed = [*top, *map(line, body)]
    if total:
        printed += [rule, line(total)]
    return "\n".join([*printed, rule, *foot(table), ""])


def _groups(columns: list[Column], widths: list[int]) -> str:
    """The names of groups over the first of their columns, cut where the next one begins."""
    text, place = "", 0
    for name, held in groups(columns):
        room = sum(widths[place : place + len(held)]) + 2 * len(held)
        text += _pad(name if width(name) < room else name[: room - 2] + "…", room, False)
        place += len(held)
    return text.rstrip()


def width(text: str) -> int:
    """Columns of a terminal that a text fills: East Asian wide characters fill two."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def _pad(text: str, wanted: int, right: bool) -> str:
    blanks = " " * (wanted - width(text))
    return blanks + text if right else text + blanks
