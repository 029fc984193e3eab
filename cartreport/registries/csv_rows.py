"""Tables of exports, row by row: looser than a project's own CSV, and as exact about places.

Exporters break the rules of quoting, so a quote inside an unquoted cell is text here; what can't
be made into as many cells as the header has is a problem with its line. A record costs no more
than itself: one that swallows the next because a quote is open is read again from its second line.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO

from cartreport.problems import Where
from cartreport.registries.parts import Part
from cartreport.registries.reading import Reading
from cartreport.sources.csv_text import CELL_LIMIT

LINES = 20_000
"""Lines that one record may have."""
_ID = r'(?:\d+[,\t|;])?"?(?:NCT\d{8}|ChiCTR[\w-]{8,}|EUCTR[\d-]{14}[\w/-]*|ISRCTN\d{8})"?[,\t|;]'
_RECORD = re.compile(_ID)
_SWALLOWED = re.compile(rf"\n{_ID}")
_HALF_QUOTED = re.compile(r'[^"]"$|^"[^"]')
Approve = Callable[[list[str]], bool]


@dataclass(frozen=True)
class TableRow:
    """A row's cells by column name, and the place where it begins."""

    cells: dict[str, str]
    where: Where


class _Lines:
    """The lines of a file, of bounded length, some of which may be read again."""

    def __init__(self, file: IO[str], first: int) -> None:
        self._file, self.next = file, first
        self._again: deque[str] = deque()
        self.held: list[str] = []  # of the record that is being read
        self.size = 0
        self.known_bad = 0  # lines up to this one were swallowed by a bad record

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._file.readline(CELL_LIMIT + 1)
        if not line:
            raise StopIteration
        self.held.append(line)
        self.size += len(line)
        self.next += line.endswith(("\n", "\r"))
        if self.size > CELL_LIMIT or len(self.held) > LINES:
            raise _TooLargeError
        return line.replace("\0", "")

    def begin(self) -> int:
        """A new record: gives the line on which it begins."""
        self.held, self.size = [], 0
        return self.next

    def give_back(self) -> None:
        """Read the record again from its second line on, or from the next that is a record's."""
        rest = self.held[1:]
        begins = next((n for n, line in enumerate(rest) if _RECORD.match(line)), 0)
        rest = rest[begins:]
        self.known_bad = max(self.known_bad, self.next - 1)
        self.next -= sum(line.endswith(("\n", "\r")) for line in rest)
        self._again.extendleft(reversed(rest))

    def pass_line(self) -> None:
        """Pass over what is left of a line that is far too long."""
        while self.held and not self.held[-1].endswith(("\n", "\r")):
            line = self._file.readline(CELL_LIMIT + 1)
            if not line:
                return
            self.next += line.endswith(("\n", "\r"))
            self.held = [line]


class _TooLargeError(csv.Error):
    """A record has more characters or lines than any has."""


def raw_rows(
    file: IO[str], part: Part, separator: str, reading: Reading
) -> Iterator[tuple[int, list[str]]]:
    """Line and cells of each row that is not blank; what can't be read is a bad record."""
    csv.field_size_limit(CELL_LIMIT)
    lines = _Lines(file, 1 + part.skipped)
    reader = csv.reader(lines, delimiter=separator)
    while True:
        begin = lines.begin()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            said = f"a record of over {CELL_LIMIT:,} characters or {LINES:,} lines"
            said = said if isinstance(error, _TooLargeError) else f"not CSV: {error}"
            hint = "a quote is probably never closed"
            reading.bad_record(Where(part.name, begin), "E020", said, hint)
            lines.pass_line() if len(lines.held) == 1 else lines.give_back()
            reader = csv.reader(lines, delimiter=separator)
            continue
        if any("\n" in cell and _SWALLOWED.search(cell) for cell in cells):
            message = "a quote is never closed: the next record is within this one"
            hint = "a quote inside a cell is written twice"
            reading.bad_record(Where(part.name, begin), "E020", message, hint)
            lines.give_back()
            reader = csv.reader(lines, delimiter=separator)
            continue
        if begin <= lines.known_bad and any(map(_HALF_QUOTED.search, cells)):
            message = "half a quotation: an earlier quote was never closed"
            hint = "a quote inside a cell is written twice"
            reading.bad_record(Where(part.name, begin), "E020", message, hint)
            continue
        if any(cells):
            yield begin, cells


def table(
    file: IO[str], part: Part, separator: str, reading: Reading, approve: Approve = lambda _: True
) -> Iterator[TableRow]:
    """The rows under their header, which is the first row.

    Trailing columns without a name, as a spreadsheet leaves them, are let be when empty. A ragged
    row is a bad record. A header that comes again, where downloads were joined, is told and goes
    for the rows below it; ``approve`` is asked of each whether its columns will do.
    """
    names: list[str] = []
    for line, found in raw_rows(file, part, separator, reading):
        where, cells = Where(part.name, line), found
        plain = [cell.strip().removeprefix("\ufeff").strip('"') for cell in cells]
        if not names or _is_header(plain, names):
            if names:
                message = "a header stands within the table; the rows below it are read by it"
                reading.note(where, "W033", message, "were two downloads joined?", plain[0])
            names = plain
            if not approve(names):
                return
            continue
        if len(cells) > len(names) and not any(cells[len(names) :]):
            cells = cells[: len(names)]
        if len(cells) != len(names):
            message = f"{len(cells)} cells, the header has {len(names)}"
            hint = "a quote or a separator in a cell is not written as it must be"
            reading.bad_record(where, "E021", message, hint)
            continue
        yield TableRow(dict(zip(names, cells, strict=True)), where)


def _is_header(cells: list[str], names: list[str]) -> bool:
    """Whether a row is a header again: most of its cells, and two at least, are column names."""
    if cells[0] not in names and cells[-1] not in names:
        return False
    filled = [cell for cell in cells if cell]
    known = sum(cell in names for cell in filled)
    return known > 1 and 2 * known > len(filled)


def separator_of(head: str) -> str:
    """Tab, semicolon or comma, whichever the first line holds most of."""
    first = head.splitlines()[0] if head else ""
    return max(",\t;", key=first.count)


def fold(heading: str) -> str:
    """A heading's letters and digits: ``Date_registration3`` and ``Date registration3`` as one."""
    return re.sub(r"[^a-z0-9]", "", heading.casefold())
