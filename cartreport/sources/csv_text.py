"""Strict CSV: every cell is text, the empty cell is the only missing value, each has its place."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from cartreport.problems import Problems, Where
from cartreport.sources.files import CSV_LIMIT, read_text
from cartreport.sources.suggest import did_you_mean

SEPARATORS = {",": ",", ";": ";", "tab": "\t", "|": "|"}
CELL_LIMIT = 4_000_000
"""Characters. Registries write cells far beyond the csv module's own limit of 131,072."""


@dataclass(frozen=True)
class CsvRow:
    """A row's cells by column name, and the lines in which it stands."""

    cells: dict[str, str]
    name: str
    line: int
    text: str
    separator: str
    header: tuple[str, ...]

    def where(self, column: str = "") -> Where:
        """The place of a cell: the line and character at which it begins."""
        if column not in self.header:
            return Where(self.name, self.line, 1)
        line, start = _cell_start(self.text, self.separator, self.header.index(column))
        return Where(self.name, self.line + line, start)

    def where_part(self, column: str, index: int) -> Where:
        """The place of a part of a list cell; of the cell where the part is on a later line."""
        start, cell = self.where(column), self.cells.get(column, "")
        parts = [found.start() for found in re.finditer(r"[^|]+", cell)]
        before = parts[index] if 0 < index < len(parts) else 0
        if not before or "\n" in cell[:before]:
            return start
        raw = self.text.split("\n")[start.line - self.line][start.column - 1 :]
        quotes = 1 + cell.count('"', 0, before) if raw.startswith('"') else 0
        return Where(self.name, start.line, start.column + before + quotes)


def _cell_start(text: str, separator: str, index: int) -> tuple[int, int]:
    """Lines below the first and the 1-based character at which the cell begins."""
    line, column, quoted, seen = 0, 1, False, 0
    for char in text:
        if seen == index:
            break
        if char == '"':
            quoted = not quoted
        elif char == separator and not quoted:
            seen += 1
        if char == "\n":
            line, column = line + 1, 1
        else:
            column += 1
    return line, column


@dataclass(frozen=True)
class CsvPlaces(Mapping[tuple[str | int, ...], Where]):
    """The places of a record made from a row: by field, or by facet."""

    row: CsvRow

    def __getitem__(self, path: tuple[str | int, ...]) -> Where:
        """The place of the column that the path names."""
        if not path:
            return self.row.where()
        for part in path:
            name = str(part)
            for column in (name, name.replace("_", "-"), name.replace("-", "_")):
                if column in self.row.header:
                    index = path[-1] if isinstance(path[-1], int) else 0
                    return self.row.where_part(column, index)
        raise KeyError(path)

    def __iter__(self) -> Iterator[tuple[str | int, ...]]:
        """The columns' paths."""
        return iter([(), *((column,) for column in self.row.header)])

    def __len__(self) -> int:
        """How many places there are."""
        return len(self.row.header) + 1


def read_csv(
    path: Path,
    name: str,
    columns: Mapping[str, bool],
    problems: Problems,
    *,
    encoding: str = "utf-8",
    separator: str = ",",
) -> list[CsvRow]:
    """The rows of a file whose header may name ``columns``; those marked true must be there.

    Every problem of the file is noted; rows that can't be told apart are left out, and a wrong
    header gives none at all.
    """
    read = read_text(path, name, CSV_LIMIT, encoding, problems)
    if read is None:
        return []
    text, used = read
    if used not in ("utf-8", "utf-8-sig"):
        message = f"read as {used}, as declared"
        problems.add(Where(name), "W023", message, "save the file as UTF-8")
    before = len(problems)
    rows = split(text, name, SEPARATORS[separator], problems)
    header = next(rows, None)
    if header is None and len(problems) > before:
        return []
    if header is None:
        problems.add(Where(name), "E013", "the file holds no data", "fill it, or take it out")
        return []
    names = tuple(header.cells.values())
    if not _header(header, names, columns, problems):
        return []
    return list(_body(rows, names, problems))


def split(text: str, name: str, separator: str, problems: Problems) -> Iterator[CsvRow]:
    """Raw rows: cells by their number as text, blank rows left out; the first is the header."""
    csv.field_size_limit(CELL_LIMIT)
    lines = io.StringIO(text, newline="")
    raw = text.splitlines(keepends=True) if "\r" not in text else _lines(text)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    begin = 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            at = Where(name, begin + 1, 1)
            problems.add(at, "E020", str(error), "a quote inside a quoted cell is written twice")
            return
        end = reader.line_num
        if any(cells):
            body = "".join(raw[begin:end])
            keys = tuple(str(index) for index in range(len(cells)))
            yield CsvRow(
                dict(zip(keys, cells, strict=True)), name, begin + 1, body, separator, keys
            )
        begin = end


def _lines(text: str) -> list[str]:
    """Physical lines as the csv module counts them: LF, CRLF and lone CR end one."""
    return list(io.StringIO(text, newline=""))


def _header(
    row: CsvRow, names: tuple[str, ...], columns: Mapping[str, bool], problems: Problems
) -> bool:
    """Whether the header can be used; each thing that is wrong with it is a problem."""
    before = len(problems)
    if names[0].startswith("#") or (len([n for n in names if n]) == 1 and len(names) > 1):
        message = "the first row is a comment or a title, not the header"
        problems.add(
            row.where("0"), "E022", message, "begin the file with the column names", names[0]
        )
        return False
    if len(names) == 1 and len(columns) > 1:
        other = next((key for key in ("tab", ";", "|") if SEPARATORS[key] in names[0]), "")
        if other:
            hint = f"write `separator: '{other}'` on the source in sources.yaml"
            problems.add(row.where("0"), "E022", "the cells are not separated by commas", hint)
            return False
    for number, name in zip(row.header, names, strict=True):
        at = row.where(number)
        if not name.strip():
            problems.add(
                at, "E022", f"column {int(number) + 1} has no name", "name it, or remove it"
            )
        elif name not in columns:
            problems.add(
                at,
                "E022",
                f"unknown column {name!r}",
                did_you_mean(name, set(columns) - set(names)),
                name,
            )
        elif names.index(name) != int(number):
            problems.add(at, "E022", f"column {name!r} stands twice", "remove one", name)
    for name, needed in columns.items():
        if needed and name not in names:
            problems.add(row.where(), "E022", f"column {name!r} is missing", "add it", name)
    return len(problems) == before


def _body(rows: Iterator[CsvRow], header: tuple[str, ...], problems: Problems) -> Iterator[CsvRow]:
    """The rows with their cells under the header's names; a ragged one is a problem."""
    for row in rows:
        if len(row.cells) != len(header):
            message = f"{len(row.cells)} cells, the header has {len(header)}"
            problems.add(row.where(), "E021", message, "an empty cell is still a cell")
            continue
        cells = dict(zip(header, row.cells.values(), strict=True))
        yield replace(row, cells=cells, header=header)
