"""Records from CSV: one a row, list cells split, facet columns gathered, the sidecar held."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cartreport.problems import Problems, Where
from cartreport.sources.csv_text import CsvPlaces, CsvRow, parse_csv
from cartreport.sources.fields import Record
from cartreport.sources.files import CSV_LIMIT, MADE_LIMIT, digest, read_bytes, unpacked
from cartreport.sources.project import Source
from cartreport.sources.reading import MODELS, Reading
from cartreport.sources.records import Entry, Held
from cartreport.sources.sidecar import sidecar_of
from cartreport.sources.spreadsheet import bare
from cartreport.sources.validate import Locate, validated

MADE = ("trials", "labels")
"""Kinds whose tables a command writes."""
LIST = "|"
"""What separates the parts of a list cell."""


class Columns:
    """How a kind's columns become fields: which are lists, which are facets.

    ``made``: a command wrote the table, with an apostrophe before what would be a formula.
    """

    def __init__(self, model: type[Record], facets: list[str], *, made: bool = False) -> None:
        fields = {info.alias or name: info for name, info in model.model_fields.items()}
        self.lists = {n for n, i in fields.items() if typing.get_origin(i.annotation) is list}
        named = facets if "facets" in fields else []
        self.facets = {name: facet for facet in named for name in (facet.replace("-", "_"), facet)}
        self.bare = bare if made else str
        self.needed = {n: i.is_required() for n, i in fields.items() if n != "facets"}
        self.needed |= dict.fromkeys(self.facets, False)

    def data(self, row: CsvRow) -> dict[str, Any]:
        """A row as plain data: empty cells and parts absent, list cells split, facets gathered."""
        data: dict[str, Any] = {}
        axes: dict[str, str] = {}
        for column, held in row.cells.items():
            if held == "":
                continue
            cell = self.bare(held)
            if column in self.facets:
                axes[self.facets[column]] = cell
            elif column in self.lists:
                data[column] = [part for part in cell.split(LIST) if part]
            else:
                data[column] = cell
        if axes:
            data["facets"] = axes
        return data

    def twice(self, header: tuple[str, ...]) -> str:
        """A facet that the header gives in both spellings; empty if there is none."""
        told = [self.facets[name] for name in header if name in self.facets]
        return next((facet for facet in told if told.count(facet) > 1), "")


def read_rows(reading: Reading, source: Source, path: Path, name: str, at: Where) -> None:
    """Add what a CSV file of a source holds; ``name`` is the path that is printed.

    ``at`` is the source's place in sources.yaml.
    """
    model = MODELS.get(source.kind)
    if model is None:
        message = f"{source.kind} are kept in YAML, not in {path.name}"
        reading.problems.add(at, "E103", message, "give the path of a .yaml file", source.path)
        reading.lose(source.kind)
        return
    met = Problems()
    limit = MADE_LIMIT if source.kind in MADE else CSV_LIMIT
    raw = read_bytes(path, name, limit, met)
    table = unpacked(raw, name, limit, met) if raw is not None else None
    sha256 = digest(raw) if raw is not None else ""
    if raw is not None:
        reading.has_read(source.id, name, sha256)
    facets = reading.project.facets
    asked = sha256, source.kind, source.encoding, source.separator, *facets
    held = reading.before.get(name)
    if table is not None and held is not None and held.asked == asked:
        _sidecar(reading, source, path, name, table, len(held.entries))
        for entry in held.entries:
            reading.keep(source.kind, entry)
        reading.tables[name] = held
        return
    columns = Columns(model, facets, made=source.kind in MADE)
    rows = _rows(table, path, name, source, columns, met) if table is not None else []
    if not met.errors and rows and (facet := columns.twice(rows[0].header)):
        message = f"the facet {facet!r} has two columns"
        met.add(Where(name, 1, 1), "E022", message, "remove one", facet)
    if met.errors:
        reading.lose(source.kind)
    if table is not None:
        _sidecar(reading, source, path, name, table, None if met.errors else len(rows))
    entries = list(_entries(reading, source, model, columns, rows, met))
    reading.problems.extend(met)
    if not met:
        reading.tables[name] = Held(asked, entries)


def _entries(
    reading: Reading,
    source: Source,
    model: type[Record],
    columns: Columns,
    rows: list[CsvRow],
    problems: Problems,
) -> Iterator[Entry[Any]]:
    """The records of the rows, each added as it is made."""
    words = reading.words(source.kind, bars=True)
    for row in rows:
        where = row_where(row)
        record = validated(model, columns.data(row), where, where, problems, words)
        if record is None:
            reading.lose(source.kind, row.cells.get("id"))
            continue
        entry = Entry(record, CsvPlaces(row))
        reading.keep(source.kind, entry)
        yield entry


def _rows(
    raw: bytes, path: Path, name: str, source: Source, columns: Columns, problems: Problems
) -> list[CsvRow]:
    return parse_csv(
        raw,
        path,
        name,
        columns.needed,
        problems,
        encoding=source.encoding,
        separator=source.separator,
    )


def _sidecar(
    reading: Reading, source: Source, path: Path, name: str, raw: bytes, rows: int | None
) -> None:
    """Hold a file against its sidecar, if it has one; ``rows`` is None where some are lost."""
    found = sidecar_of(reading.root, path, name, raw, reading.problems)
    if found is None:
        return
    sidecar, places = found
    reading.has_read(source.id, places.name, places.sha256)
    reading.sidecars[source.id] = sidecar
    reading.snapshots[source.id] = (sidecar.snapshot, places.where(("snapshot",)))
    if rows is not None and sidecar.rows not in (None, rows):
        message = f"{rows} rows, the sidecar says {sidecar.rows}"
        where = places.where(("rows",))
        reading.problems.add(where, "E024", message, "import it again", str(sidecar.rows))


def row_where(row: CsvRow) -> Locate:
    """A function from a path within a row's record to its cell's place."""
    places = CsvPlaces(row)

    def where(path: tuple[str | int, ...]) -> Where:
        try:
            return places[path]
        except KeyError:
            return row.where()

    return where
