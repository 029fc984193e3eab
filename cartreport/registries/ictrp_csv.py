"""WHO ICTRP's CSV and XLSX exports: the XML's names with blanks, a row a trial."""

from __future__ import annotations

import datetime
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from cartreport.errors import RequestError
from cartreport.problems import Where
from cartreport.registries.csv_rows import fold, separator_of, table
from cartreport.registries.folders import book_fault
from cartreport.registries.ictrp import row_of
from cartreport.registries.parts import DAMAGED, Part, beginning, text
from cartreport.registries.reading import Reading
from cartreport.registries.row import Located

KIND = "ictrp"
_SIGNS = {"trialid", "primarysponsor", "recruitmentstatus"}


def recognises(part: Part, head: str) -> bool:
    """A spreadsheet, or a header with ICTRP's names."""
    if part.head()[:4] == b"PK\x03\x04":
        return True
    if head[:1] in "[{<":
        return False
    line = head.splitlines()[0]
    return {fold(name) for name in line.split(separator_of(line))} >= _SIGNS


def read(parts: Sequence[Part], reading: Reading) -> Iterator[Located]:
    """The trials of all parts."""
    for part in parts:
        rows = _sheet(part, reading) if part.head()[:2] == b"PK" else _text(part, reading)
        for found, where in rows:
            row = row_of(found, where, reading)
            if row is not None:
                yield row


def _text(part: Part, reading: Reading) -> Iterator[tuple[dict[str, str], Where]]:
    separator = separator_of(beginning(part, reading))
    with text(part, reading) as file:
        for row in table(file, part, separator, reading):
            yield {fold(name): cell for name, cell in row.cells.items() if kept(name)}, row.where


def kept(name: str) -> bool:
    """Whether a column may be read: contacts may not."""
    return not fold(name).startswith("contact")


def _sheet(part: Part, reading: Reading) -> Iterator[tuple[dict[str, str], Where]]:
    """The rows of the first sheet that has ICTRP's header, read one by one."""
    try:
        import openpyxl
    except ImportError as error:
        hint = "install it: pip install 'cartreport[xlsx]'"
        raise RequestError("reading XLSX needs openpyxl", hint) from error
    with part.opener() as file:
        try:
            with zipfile.ZipFile(file) as archive:
                wrong = book_fault(archive.infolist())
            if wrong:
                reading.bad_record(Where(part.name), "E004", wrong, "save the sheet as CSV UTF-8")
                return
            book = openpyxl.load_workbook(file, read_only=True, data_only=True)
            yield from _book(book, part, reading)
        except UNREADABLE as error:
            message = f"the spreadsheet can't be read: {str(error)[:80] or type(error).__name__}"
            reading.bad_record(Where(part.name), "E002", message, "save it again, or use CSV")


UNREADABLE = (*DAMAGED, KeyError, ValueError, TypeError, AttributeError, SyntaxError, OSError)
"""What the library raises for a damaged spreadsheet, or for a zip that is none."""


def _book(book: Any, part: Part, reading: Reading) -> Iterator[tuple[dict[str, str], Where]]:
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # a sheet may claim a million rows of sixteen thousand cells
        names: list[str] = []
        for number, cells in _numbered_rows(sheet):
            if not names:
                names = [fold(cell) for cell in cells]
                if not set(names) >= _SIGNS:
                    break
                continue
            where = Where(part.name, number)
            found = dict(zip(names, cells, strict=False))
            found["phase"] = _phase(found.get("phase", ""), where, reading)
            yield {name: cell for name, cell in found.items() if kept(name)}, where
        if set(names) >= _SIGNS:
            return
    columns = "TrialID, Primary sponsor, Recruitment Status"
    message = "no sheet begins with the columns of a WHO export"
    reading.error(Where(part.name), "E022", message, f"among them are {columns}")


def _phase(cell: str, where: Where, reading: Reading) -> str:
    """The phase cell; one that the spreadsheet took for a date is told and put right."""
    right = undated(cell)
    if right != cell:
        message = f"the spreadsheet made a date of phase {right}; it is read as the phase"
        reading.note(where, "W033", message, "", cell)
    return right


def _numbered_rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    """Number and cells of each row that is not blank; the 19 of ``19.0``, dates in ISO."""
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        cells = [_plain(value) for value in row]
        if any(cells):
            yield number, cells


def undated(text: str) -> str:
    """``1-2`` and ``2-3`` again, where the spreadsheet made a day of them; else as it is."""
    found = re.fullmatch(r"\d{4}-0([123])-0([123])", text)
    pair = "-".join(sorted(found.groups())) if found else ""
    return pair if pair in ("1-2", "2-3") else text


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
