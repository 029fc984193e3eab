"""Tables of exports, row by row: looser than a project's own CSV, and as exact about places.

Exporters break the rules of quoting, so a quote inside an unquoted cell is text here; what can't
be made into as many cells as the header has is a problem with its line.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO

from cartreport.problems import Where
from cartreport.sources.importers.reading import Reading

CELL_LIMIT = 16_000_000
"""Characters of the largest cell: the sites of a large trial pass the csv module's own limit."""
_SWALLOWED = re.compile(r'\n(?:\d+,)?"?(?:NCT\d{8}|ChiCTR[\w-]{8,})"?[,\t|]')


@dataclass(frozen=True)
class TableRow:
    """A row's cells by column name, and the place where it begins."""

    cells: dict[str, str]
    where: Where


def raw_rows(
    file: IO[str] | Iterable[str], name: str, separator: str, reading: Reading, first: int = 1
) -> Iterator[tuple[int, list[str]]]:
    """Line and cells of each row that is not blank; a cell beyond the limit ends the file."""
    csv.field_size_limit(CELL_LIMIT)
    lines = (line.replace("\0", "") for line in file)
    reader = csv.reader(lines, delimiter=separator)
    begin = first
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            hint = "a quote is probably never closed"
            reading.bad_record(Where(name, begin), "E020", f"not CSV: {error}", hint)
            return
        if any(cells):
            yield begin, cells
        begin = reader.line_num + first


def table(
    file: IO[str], name: str, separator: str, reading: Reading, header: list[str] | None = None
) -> Iterator[TableRow]:
    """The rows under their header, which is the first row unless it is given and already read.

    Trailing columns without a name, as a spreadsheet leaves them, are let be when empty. A ragged
    row, or one that swallowed the next because a quote is open, is a bad record.
    """
    names = header
    for line, found in raw_rows(file, name, separator, reading, 2 if header else 1):
        where, cells = Where(name, line), found
        if names is None:
            names = [cell.strip().removeprefix("\ufeff") for cell in cells]
            continue
        if len(cells) > len(names) and not any(cells[len(names) :]):
            cells = cells[: len(names)]
        if len(cells) != len(names):
            message = f"{len(cells)} cells, the header has {len(names)}"
            hint = "a quote or a separator in a cell is not written as it must be"
            reading.bad_record(where, "E021", message, hint)
            continue
        if any("\n" in cell and _SWALLOWED.search(cell) for cell in cells):
            message = "a quote is never closed: the next record is within this one"
            reading.bad_record(where, "E020", message, "a quote inside a cell is written twice")
            continue
        yield TableRow(dict(zip(names, cells, strict=True)), where)
