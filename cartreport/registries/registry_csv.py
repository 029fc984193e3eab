"""Any other table, by the columns that ``imports`` in sources.yaml declares for it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from cartreport.errors import RequestError
from cartreport.problems import Where
from cartreport.registries import days, values
from cartreport.registries.country import in_focus, of_focus
from cartreport.registries.csv_rows import TableRow, raw_rows, table
from cartreport.registries.date_order import DateOrder
from cartreport.registries.fields import DATES, READERS, Reader, located
from cartreport.registries.parts import Part, text
from cartreport.registries.reading import Reading
from cartreport.registries.row import COLUMNS, LISTS, Located, stated, tidy
from cartreport.sources.project import Mapped, Sites
from cartreport.sources.suggest import did_you_mean

KIND = "registry-csv"
Places = dict[str, list[tuple[object, object, object]]]
"""Trial's number → country, city and name of its sites."""
SEPARATORS = {",": ",", ";": ";", "tab": "\t", "|": "|"}


def recognises(part: Part, head: str) -> bool:  # noqa: ARG001 - see `declared`
    """Never by its content alone: what a table is, the project's mappings say."""
    return False


def declared(part: Part, reading: Reading) -> bool:
    """Whether the table has all columns of a mapping that goes by its header's names."""
    named = {
        name: mapped
        for name, mapped in reading.mappings.items()
        if mapped.header and not mapped.sql
    }
    if not named or part.head()[:2] == b"PK":
        return False
    return _mapping(part, Reading(encoding=reading.encoding, mappings=named)) is not None


def read(parts: Sequence[Part], reading: Reading) -> Iterator[Located]:
    """The rows of all parts; each part is read by the mapping whose columns its header has."""
    sites: Places = {}
    tables = []
    for part in parts:
        mapped = _mapping(part, reading)
        if isinstance(mapped, Sites):
            _places(part, mapped, reading, sites)
        elif mapped is not None:
            tables.append((part, mapped))
    for part, mapped in tables:
        yield from _rows(part, mapped, sites, reading)


def columns_named(mapped: Mapped) -> list[str | int]:
    """The columns of the table that a mapping names."""
    return [
        column
        for named in mapped.columns.values()
        for column in (named if isinstance(named, list) else [named])
    ]


def _mapping(part: Part, reading: Reading) -> Mapped | Sites | None:
    """The mapping, or its sites, whose columns the file's first row has all."""
    nearest: tuple[list[str], list[str]] | None = None
    with text(part, Reading(encoding=reading.encoding)) as file:
        line = file.read(1 << 16)
    for name, mapped in reading.mappings.items():
        if mapped.sql:
            continue
        check(name, mapped)
        rows = raw_rows(
            io.StringIO(line, newline=""), part, SEPARATORS[mapped.separator], Reading()
        )
        _, first = next(rows, (0, []))
        header = [cell.strip().removeprefix("\ufeff") for cell in first]
        lacking = [str(column) for column in columns_named(mapped) if not _has(header, column)]
        if not lacking:
            return mapped
        site = mapped.sites
        if site and all(_has(header, column) for column in _site_columns(site)):
            return site
        if nearest is None or len(lacking) < len(nearest[0]):
            nearest = lacking, header
    lacking, header = nearest or ([], [])
    message = f"the table has no column {', '.join(map(repr, lacking[:4]))}"
    reading.error(Where(part.name, 1), "E022", message, did_you_mean((lacking or [""])[0], header))
    return None


def check(name: str, mapped: Mapped) -> None:
    """Refuse a mapping that names a field that a row has not, or lacks one that it must have."""
    given = [*mapped.columns, *mapped.constants]
    for field in (*given, *mapped.values, *mapped.prefixes, *mapped.parts):
        if field not in COLUMNS:
            hint = did_you_mean(field, COLUMNS)
            raise RequestError(f"imports.{name}: a trial has no field {field!r}", hint)
    for field in ("id", "sponsor", "status"):
        if field not in given:
            hint = "add it under columns, or under constants"
            raise RequestError(f"imports.{name}: no column gives the field {field!r}", hint)


def _has(header: Sequence[str], column: str | int) -> bool:
    return column < len(header) if isinstance(column, int) else column in header


def _table(file: Any, part: Part, mapped: Mapped, reading: Reading) -> Iterator[TableRow]:
    """The rows by heading; without a heading by the columns' numbers."""
    separator = SEPARATORS[mapped.separator]
    if mapped.header:
        yield from table(file, part, separator, reading)
        return
    width = max(column for column in columns_named(mapped) if isinstance(column, int)) + 1
    for line, cells in raw_rows(file, part, separator, reading):
        where = Where(part.name, line)
        if len(cells) < width:
            message = f"{len(cells)} cells, the mapping needs {width}"
            reading.bad_record(where, "E021", message, "a row may be cut off")
            continue
        yield TableRow({str(number): cell for number, cell in enumerate(cells)}, where)


def _rows(part: Part, mapped: Mapped, sites: Places, reading: Reading) -> Iterator[Located]:
    order = DateOrder(partial(_dates, part, mapped, reading.encoding), STATE)
    with text(part, reading) as file:
        for row in _table(file, part, mapped, reading):
            made = row_of(row, mapped, sites, reading, order)
            if made is not None:
                yield made


STATE = "state `dates: day-first` or `dates: month-first` in the mapping under `imports`"


def _dates(part: Part, mapped: Mapped, encoding: str) -> Iterator[tuple[str, str, Where]]:
    """The dates of a table: field, text and place."""
    unsaid = Reading(encoding=encoding)
    columns = {field: mapped.columns[field] for field in DATES if field in mapped.columns}
    with text(part, unsaid) as file:
        for row in _table(file, part, mapped, unsaid):
            for field, named in columns.items():
                yield field, tidy(_field(field, named, row, mapped)), row.where


def row_of(
    row: TableRow, mapped: Mapped, sites: Places, reading: Reading, order: DateOrder
) -> Located | None:
    """A row by its mapping; ``sites`` are places in the focus country by the trial's number."""
    found: dict[str, Any] = dict(mapped.constants)
    for field, named in mapped.columns.items():
        found[field] = _field(field, named, row, mapped)
    if found["id"] in sites:
        found |= in_focus(sites[found["id"]], reading.focus)
    return located(found, row.where, reading, BY_ORDER[mapped.dates], order)


AS_IT_COMES: dict[str, tuple[Reader, str]] = {
    **READERS,
    "enrolment": (values.of_people(values.group_sizes), "enrolment"),
}
BY_ORDER = {
    order: AS_IT_COMES | {field: (reader, AS_IT_COMES[field][1]) for field in DATES}
    for order, reader in (
        (None, days.date),
        ("day-first", days.day_first),
        ("month-first", days.month_first),
    )
}


def _field(field: str, named: str | int | list[str | int], row: TableRow, mapped: Mapped) -> Any:
    """A field's text, or its parts: prefix cut, the table's words replaced by ours."""
    texts = []
    for column in named if isinstance(named, list) else [named]:
        cell = row.cells[str(column)]
        parts = _parts(field, cell, mapped)
        for part in parts:
            plain = tidy(part)
            if field in mapped.prefixes:
                plain = re.sub(f"^(?:{mapped.prefixes[field]})", "", plain).strip()
            if plain in mapped.absent:
                plain = ""
            plain = mapped.values.get(field, {}).get(plain, plain)
            texts.append(plain if field in LISTS else stated(plain) if field != "phase" else plain)
    return texts if field in LISTS else " ".join(filter(None, texts))


def _parts(field: str, cell: str, mapped: Mapped) -> list[str]:
    """The parts of a list field's cell, as the mapping says that they are told apart."""
    if field in mapped.parts:
        return [match[1] for match in re.finditer(mapped.parts[field], cell)]
    return cell.split(mapped.lists) if field in LISTS else [cell]


def _site_columns(sites: Sites) -> list[str | int]:
    """The columns of a table of sites: number, country, city and, if there is one, name."""
    named = (sites.id, sites.country, sites.city, sites.name)
    return [column for column in named if column is not None]


def _places(part: Part, sites: Sites, reading: Reading, found: Places) -> None:
    """Note the sites in the focus country by the trial's number."""
    named = _site_columns(sites)
    with text(part, reading) as file:
        if all(isinstance(column, int) for column in named):
            rows: Iterator[Mapping[str, str]] = (
                {str(number): cell for number, cell in enumerate(cells)}
                for _, cells in raw_rows(file, part, ",", reading)
            )
        else:
            rows = (row.cells for row in table(file, part, ",", reading))
        for cells in rows:
            key, place, city, *name = (tidy(cells.get(str(column), "")) for column in named)
            if of_focus(place, reading.focus):
                found.setdefault(key, []).append((place, city, "".join(name)))
