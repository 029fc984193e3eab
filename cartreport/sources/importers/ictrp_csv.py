"""WHO ICTRP's CSV and XLSX exports: the XML's names with blanks, a row a trial."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cartreport.errors import RequestError
from cartreport.problems import Where
from cartreport.sources.importers.csv_rows import table
from cartreport.sources.importers.ctgov_csv import separator_of
from cartreport.sources.importers.ictrp import fold, row_of
from cartreport.sources.importers.parts import Part, text
from cartreport.sources.importers.reading import Reading
from cartreport.sources.importers.row import Located

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
    with text(part, reading) as file:
        head = part.head().decode("utf-8", "replace")
        for row in table(file, part.name, separator_of(head), reading):
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
    from cartreport.sources.importers.sheets import sheet_rows

    with part.opener() as file:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        for sheet in book.worksheets:
            names: list[str] | None = None
            for number, cells in sheet_rows(sheet, reading):
                if names is None:
                    names = [fold(cell) for cell in cells]
                    if not set(names) >= _SIGNS:
                        break
                    continue
                found = dict(zip(names, cells, strict=False))
                found["phase"] = _phase(found.get("phase", ""), Where(part.name, number), reading)
                yield (
                    {name: cell for name, cell in found.items() if kept(name)},
                    Where(part.name, number),
                )
            if names is not None and set(names) >= _SIGNS:
                return
        columns = ", ".join(sorted(_SIGNS))
        reading.error(Where(part.name), "E022", f"no sheet begins with {columns} …", "see the docs")


def _phase(cell: str, where: Where, reading: Reading) -> str:
    """The phase cell; one that the spreadsheet took for a date is told and put right."""
    from cartreport.sources.importers.sheets import undated

    right = undated(cell)
    if right != cell:
        message = f"the spreadsheet made a date of phase {right}; it is read as the phase"
        reading.note(where, "W033", message, "", cell)
    return right
