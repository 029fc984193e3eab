"""The line that a problem speaks of, with a mark under the value."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from cartreport.cli.say import styled
from cartreport.problems import Problem
from cartreport.render.formats.table import width

WIDE = 96
"""Characters of a line that are shown: a row of a table is cut around the value."""
LARGEST = 64_000_000
"""Bytes of a file beyond which nothing is quoted from it."""


class Excerpts:
    """Quotes from a project's files; each file is read once."""

    def __init__(self, project: Path) -> None:
        self._project = project
        self._lines: dict[str, list[str]] = {}

    def of(self, problem: Problem) -> list[str]:
        """Two lines to set below a problem's own; none where its file has no such line."""
        where = problem.where
        lines = self._read(where.file) if where.line else []
        if not 0 < where.line <= len(lines):
            return []
        line = lines[where.line - 1]
        at = min(max(where.column - 1, 0), len(line))
        size = _size(line, at, problem.value) if where.column else 0
        start = 0 if len(line) <= WIDE else max(0, min(at - WIDE // 3, len(line) - WIDE))
        shown = line[start : start + WIDE]
        head = "…" if start else ""
        tail = "…" if start + WIDE < len(line) else ""
        size = min(size, len(shown) - (at - start))
        margin = f"{where.line:>5} │ "
        quoted = styled(margin, dim=True) + head + _plain(shown) + tail
        if size < 1:
            return [quoted]
        gap = width(head + _plain(shown[: at - start]))
        mark = "^" * width(_plain(line[at : at + size]))
        blank = styled(" " * (len(margin) - 2) + "│ ", dim=True)
        return [quoted, f"{blank}{' ' * gap}{styled(mark, fg='red')}"]

    def _read(self, name: str) -> list[str]:
        if name not in self._lines:
            self._lines[name] = _lines(self._project / name)
        return self._lines[name]


def _lines(path: Path) -> list[str]:
    """The lines of a plain file as the reader counts them; none of one that cannot be read."""
    try:
        if not path.is_file() or path.stat().st_size > LARGEST:
            return []
        text = path.read_bytes().decode("utf-8-sig", errors="replace")
    except OSError:
        return []
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _size(line: str, at: int, value: str) -> int:
    """How many characters the mark covers: the value, where it stands there, else its word."""
    for quote in ("", "'", '"'):
        if value and line.startswith(quote + value, at):
            return len(quote + value + quote)
    word = len(line) - at
    for end in (",", "|", " ", ":", "]", "}"):
        found = line.find(end, at + 1)
        if found > 0:
            word = min(word, found - at)
    return max(1, word) if at < len(line) else 0


def _plain(text: str) -> str:
    """The text with a blank for a tab and a dot for what no terminal should be sent."""
    return "".join(
        " " if char == "\t" else "·" if unicodedata.category(char) in ("Cc", "Cf", "Cs") else char
        for char in text
    )
