"""Strict CSV: every cell is text, the empty cell is the only missing value, each has its place."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cartreport.problems import Problems, Where
from cartreport.sources.csv_header import SEPARATORS, separator_of, wrong_header
from cartreport.sources.files import CSV_LIMIT, SHOWN, read_bytes, text_of

CELL_LIMIT = 4_000_000
"""Characters. Registries write cells far beyond the csv module's own limit of 131,072."""


@dataclass(frozen=True, slots=True)
class CsvRow:
    """A row's cells, the names of their columns, and the lines in which it stands."""

    values: tuple[str, ...]
    name: str
    line: int
    text: str
    separator: str
    header: tuple[str, ...] = ()

    @property
    def cells(self) -> dict[str, str]:
        """The cells by column name."""
        return dict(zip(self.header, self.values, strict=True))

    def where(self, column: str = "") -> Where:
        """The place of a cell, of the row where it has no such column."""
        if column not in self.header:
            return Where(self.name, self.line, 1)
        return self.where_cell(self.header.index(column))

    def where_cell(self, number: int) -> Where:
        """The line and character at which a cell begins; cells are numbered from 0."""
        line, start = _cell_start(self.text, self.separator, number)
        return Where(self.name, self.line + line, start)

    def where_part(self, column: str, index: int) -> Where:
        """The place of a part of a list cell; of the cell where the part is on a later line."""
        start = self.where(column)
        cell = self.values[self.header.index(column)] if column in self.header else ""
        parts = [found.start() for found in re.finditer(r"[^|]+", cell)]
        before = parts[index] if 0 < index < len(parts) else 0
        if not before or "\n" in cell[:before]:
            return start
        raw = self.text.split("\n")[start.line - self.line][start.column - 1 :]
        quotes = 1 + cell.count('"', 0, before) if raw.startswith('"') else 0
        return Where(self.name, start.line, start.column + before + quotes)


_QUOTED = re.compile(r'"[^"]*(?:""[^"]*)*"')


def _cell_start(text: str, separator: str, index: int) -> tuple[int, int]:
    """Lines below the first and the 1-based character at which the cell begins."""
    position = 0
    for _ in range(index):
        quoted = _QUOTED.match(text, position)
        position = text.find(separator, quoted.end() if quoted else position) + 1
    return _line_and_column(text, position)


def _line_and_column(text: str, position: int) -> tuple[int, int]:
    """Lines below the first and the 1-based character of a position in a text."""
    before = text[:position].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n"), len(before) - before.rfind("\n")


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
) -> list[CsvRow]:
    """The rows of a file whose header may name ``columns``; those marked true must be there.

    Every problem of the file is noted; rows that can't be told apart are left out, and a wrong
    header gives none at all.
    """
    raw = read_bytes(path, name, CSV_LIMIT, problems)
    return parse_csv(raw, path, name, columns, problems) if raw is not None else []


def parse_csv(
    raw: bytes,
    path: Path,
    name: str,
    columns: Mapping[str, bool],
    problems: Problems,
    *,
    encoding: str = "utf-8",
    separator: str = ",",
) -> list[CsvRow]:
    """The same from the file's bytes."""
    read = text_of(raw, path, name, encoding, problems)
    if read is None:
        return []
    text, used = read
    helped = [f"as {used}"] if used not in (encoding, "utf-8-sig", "utf-8") else []
    hints = [f"`encoding: {used}`"] if helped else []
    found = separator_of(text, columns, separator)
    if found != separator:
        helped.append(f"with {found!r} between its cells")
        hints.append(f"`separator: '{found}'`")
    if helped:
        hint = f"save it as UTF-8 with commas, or declare {' and '.join(hints)} on the source"
        problems.add(Where(name, 1, 1), "W023", f"the file was read {' and '.join(helped)}", hint)
    return _table(text, name, columns, SEPARATORS[found], problems)


def _table(
    text: str, name: str, columns: Mapping[str, bool], separator: str, problems: Problems
) -> list[CsvRow]:
    before = len(problems)
    rows = split(text, name, separator, problems)
    header = next(rows, None)
    if header is None:
        if len(problems) == before:
            problems.add(Where(name), "E013", "the file holds no data", "fill it, or take it out")
        return []
    names = list(header.values)
    while len(names) > 1 and not names[-1]:
        names.pop()
    places = [header.where_cell(number) for number in range(len(header.values))]
    if wrong_header(tuple(names), columns, text, separator, places, problems):
        return []
    body = list(rows)
    if _beyond(header, len(names), body, places, problems):
        return []
    return list(_body(body, tuple(names), len(header.values), problems))


def _beyond(
    header: CsvRow, size: int, rows: list[CsvRow], places: list[Where], problems: Problems
) -> bool:
    """Whether nameless columns at the right edge hold a cell (E022); empty ones are left out."""
    beyond = range(size, len(header.values))
    filled = [n for n in beyond if any(len(row.values) > n and row.values[n] for row in rows)]
    for number in filled:
        message = f"column {number + 1} has cells and no name"
        problems.add(places[number], "E022", message, "name it, or empty it")
    if beyond and not filled:
        many = f"last {len(beyond)} columns have" if len(beyond) > 1 else "last column has"
        message = f"the {many} no name and no cell: left out"
        hint = "delete the empty columns to the right of the table"
        problems.add(places[size], "W023", message, hint)
    return bool(filled)


def split(text: str, name: str, separator: str, problems: Problems) -> Iterator[CsvRow]:
    """Raw rows, without names of columns, blank ones left out; the first is the header."""
    csv.field_size_limit(CELL_LIMIT)
    lines = io.StringIO(text, newline="")
    held: list[str] = []  # the lines of the record that is being read
    reader = csv.reader(_noting(lines, held), delimiter=separator, strict=True)
    begin = 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            said, column, line = str(error), 1, begin
            hint = "a quote inside a quoted cell is written twice"
            rest = "".join(held) + lines.read()
            fault = _fault(rest, separator)
            if fault is None and "field limit" in said:
                said, hint = f"a cell of over {CELL_LIMIT:,} characters", "is its quote closed?"
            if fault is not None:
                said, position = fault
                below, column = _line_and_column(rest, position)
                line += below
                other = _separator_at(rest, position + 1)
                hint = f"declare `separator: '{other}'` on the source" if other else hint
            problems.add(Where(name, line + 1, column), "E020", said, hint)
            return
        end = reader.line_num
        if any(cells):
            yield CsvRow(tuple(cells), name, begin + 1, "".join(held), separator)
        held.clear()
        begin = end


def _noting(lines: io.StringIO, held: list[str]) -> Iterator[str]:
    """The lines, each noted in ``held`` as it is read."""
    for line in lines:
        held.append(line)
        yield line


def _fault(text: str, separator: str) -> tuple[str, int] | None:
    """What is wrong with the quotes of the record that a text begins with, and where."""
    position = 0
    while position < len(text):
        if text[position] == '"':
            quoted = _QUOTED.match(text, position)
            if quoted is None or quoted.end() == len(text) == CELL_LIMIT:
                return "the quote that opens here is never closed", position
            position = quoted.end()
            if text[position : position + 1] not in (separator, "\r", "\n", ""):
                return "after the quote that ends a cell comes text", position - 1
        while position < len(text) and text[position] not in (separator, "\r", "\n"):
            position += 1
        if text[position : position + 1] != separator:
            return None
        position += 1
    return None


def _separator_at(text: str, position: int) -> str:
    """The name of the separator that stands at a position; empty if none does."""
    return next((n for n, char in SEPARATORS.items() if text[position : position + 1] == char), "")


def _body(
    rows: list[CsvRow], header: tuple[str, ...], padded: int, problems: Problems
) -> Iterator[CsvRow]:
    """The rows with their cells under the header's names; a ragged one is a problem.

    ``padded`` is the header's size with the nameless empty columns at its end.
    """
    ragged: list[Where] = []
    for row in rows:
        if len(row.values) in (padded, len(header)):
            values = row.values[: len(header)]
            yield CsvRow(values, row.name, row.line, row.text, row.separator, header)
            continue
        ragged.append(row.where())
        if len(ragged) <= SHOWN:
            problems.add(*_ragged(row, len(header)))
    if len(ragged) > SHOWN:
        message = f"and {len(ragged) - SHOWN} more rows with more or fewer cells than the header"
        problems.add(ragged[SHOWN], "E021", message, "is the separator the right one?")


def _ragged(row: CsvRow, wanted: int) -> tuple[Where, str, str, str]:
    """What to say of a row with too many or too few cells."""
    count = len(row.values)
    message = f"{count} cell{'s' * (count > 1)}, the header has {wanted}"
    where, hint = row.where(), "an empty cell is still a cell"
    if row.values[0].startswith("#"):
        hint = "a CSV file has no comments: delete the line"
    elif count > wanted:
        hint = f"a cell that holds {row.separator!r} must stand in quotes"
        where = row.where_cell(wanted)
    return where, "E021", message, hint
