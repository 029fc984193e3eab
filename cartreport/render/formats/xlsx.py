"""A workbook: a sheet a table with real numbers and dates, and a sheet of their provenance."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from cartreport.errors import RenderError

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from cartreport.landscape.table import Column, Table
    from cartreport.render.formats import Edition

FILE = "landscape.xlsx"
USUAL = False
LONGEST_NAME = 31
LONGEST_TEXT = 32_767
WIDEST, NARROWEST = 60, 8
_DAY = re.compile(r"(?:19|[2-9]\d)\d\d-\d\d-\d\d")
"""A day that a spreadsheet knows: its calendar begins in 1900."""
FORMS = {"count": "#,##0", "share": "0%", "money": "#,##0.##", "number": "#,##0.##"}
_PROVENANCE = "About"
_HEADS = {"Title", "Edition", "As of", "Build", "Sources", "Tables"}


def render(edition: Edition) -> bytes:
    """The workbook's bytes: the same edition gives the same.

    Heads are frozen and filter their rows; the closing row stands below the filter. A date as
    precise as a day is a date, any other is text. No cell is a formula, whatever a text begins
    with. Raises :class:`RenderError` for a text that no spreadsheet holds.
    """
    from xlsxwriter.workbook import Workbook

    text = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    project = edition.landscape.project
    with Workbook(text, plain) as book:
        made = datetime.fromisoformat(project.as_of).replace(tzinfo=UTC)
        book.set_properties({"title": project.title, "created": made})
        names = sheet_names(list(edition.tables))
        about = book.add_worksheet(_PROVENANCE)
        for name, table in edition.tables.items():
            _Sheet(book, book.add_worksheet(names[name]), table).write()
        _about(book, about, edition, names)
    return text.getvalue()


def sheet_names(tables: list[str]) -> dict[str, str]:
    """Table id → the name of its sheet: at most 31 characters, told apart without their case."""
    names: dict[str, str] = {}
    taken = {_PROVENANCE.casefold()}
    for table in tables:
        name, number = table[:LONGEST_NAME], 2
        while name.casefold() in taken:
            tail = f"~{number}"
            name, number = table[: LONGEST_NAME - len(tail)] + tail, number + 1
        taken.add(name.casefold())
        names[table] = name
    return names


class _Sheet:
    """One table on its sheet."""

    def __init__(self, book: Workbook, sheet: Worksheet, table: Table) -> None:
        self.sheet, self.table = sheet, table
        self.bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        self.forms = {kind: book.add_format({"num_format": form}) for kind, form in FORMS.items()}

    def write(self) -> None:
        """Heads, rows, the closing row; what is frozen and filtered; the widths."""
        columns = self.table.columns
        for place, column in enumerate(columns):
            self.sheet.write_string(0, place, head(column), self.bold)
        rows = self.table.rows
        for line, row in enumerate(rows, 1):
            for place, (column, value) in enumerate(zip(columns, row, strict=True)):
                self._cell(line, place, column, value)
        if self.table.total:
            for place, column in enumerate(columns):
                self._cell(len(rows) + 1, place, column, self.table.total.get(column.key))
        named = next((at for at, column in enumerate(columns) if column.kind == "name"), 0)
        self.sheet.freeze_panes(1, named + 1)
        if rows:
            self.sheet.autofilter(0, 0, len(rows), len(columns) - 1)
        for place in range(len(columns)):
            longest = max((len(_text(row[place])) for row in rows), default=0)
            self.sheet.set_column(place, place, min(WIDEST, max(NARROWEST, longest + 2)))

    def _cell(self, line: int, place: int, column: Column, value: Any) -> None:
        if value is None:
            return
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            self.sheet.write_number(line, place, value, self.forms.get(column.kind))
        elif column.kind == "date" and _DAY.fullmatch(str(value)):
            day = datetime.fromisoformat(str(value)).replace(tzinfo=None)
            self.sheet.write_datetime(line, place, day, self.day)
        else:
            text = _text(value)
            if len(text) > LONGEST_TEXT:
                raise RenderError(
                    f"table {self.table.id}, row {line}: {column.key} has {len(text):,} characters",
                    f"A spreadsheet's cell holds {LONGEST_TEXT:,}: leave xlsx out, or shorten it.",
                )
            self.sheet.write_string(line, place, text)


def head(column: Column) -> str:
    """The head of a column: its group, its label, its unit."""
    unit = f" ({column.unit})" if column.unit else ""
    return " · ".join(part for part in (column.group, column.label or column.key) if part) + unit


def _text(value: object) -> str:
    if value is None:
        return ""
    return "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _about(book: Workbook, sheet: Worksheet, edition: Edition, names: dict[str, str]) -> None:
    """The sheet of provenance: the edition, its sources, and each table's unit and rule."""
    bold = book.add_format({"bold": True})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for line, row in enumerate(_provenance(edition, names)):
        for place, text in enumerate(row):
            sheet.write_string(
                line, place, text, bold if row[0] in _HEADS and place == 0 else wrapped
            )
    for place, width in enumerate((28, 40, 16, 70, 40)):
        sheet.set_column(place, place, width)


def _provenance(edition: Edition, names: dict[str, str]) -> Iterator[tuple[str, ...]]:
    project = edition.landscape.project
    yield "Title", project.title
    yield "Edition", project.edition
    yield "As of", project.as_of
    yield "Build", edition.build
    yield ("",)
    yield "Sources", "title", "newest entry", "searched to", "licence"
    for source in edition.landscape.rows("sources"):
        parts = ("id", "title", "newest", "searched_to", "licence")
        yield tuple(str(source.get(part) or "") for part in parts)
    yield ("",)
    yield "Tables", "title", "counts", "rule", "from"
    for name, table in edition.tables.items():
        yield names[name], table.title, table.unit, table.rule, "; ".join(table.sources)
