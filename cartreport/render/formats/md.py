"""Markdown: a pipe table with its title above and its rule below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.render.table_cells import NUMERIC, closing, foot, head, rows, shown

if TYPE_CHECKING:
    from cartreport.landscape.table import Column, Table

FILE = "tables/{name}.md"
USUAL = False

_ESCAPED = str.maketrans({"|": "\\|", "<": "&lt;", ">": "&gt;", "\n": " ", "\r": " ", "*": "\\*"})


def render(table: Table) -> str:
    """Ids and references are left out; the total is the last row, in bold."""
    columns = shown(table)
    lines = [[safe(_named(column)) for column in columns]]
    lines.append(["---:" if column.kind in NUMERIC else ":---" for column in columns])
    lines += [[safe(text) for text in row] for row in rows(table, columns)]
    total = closing(table, columns)
    if total:
        lines.append([f"**{safe(text)}**" if text else "" for text in total])
    body = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    below = "\n".join(f"- {safe(text)}" for text in foot(table))
    return f"### {safe(table.title)}\n\n{body}\n\n{below}\n"


def _named(column: Column) -> str:
    return f"{column.group}: {head(column)}" if column.group else head(column)


def safe(text: str) -> str:
    """A text as one cell, with nothing in it that Markdown would read."""
    return text.translate(_ESCAPED)
