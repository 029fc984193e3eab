"""Much of everything, cell by cell: each table of the busy landscape, and what is said of it.

What only happens where there is much — a rest of many, a tie, a doubt, a list of several — happens
in busy_landscape.py. `UPDATE_GOLDEN=1 pytest …` writes the file anew; read the difference first.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from urllib.parse import quote
from zlib import crc32

from busy_landscape import bare, busy_landscape, everywhere
from golden import held, otherwise

from cartreport.errors import RequestError
from cartreport.landscape import TABLES, Tables, table_id
from cartreport.landscape.explained import explained, printed
from cartreport.landscape.model import Landscape
from cartreport.landscape.recorded import behind, cited
from cartreport.landscape.table import STATED, Table
from cartreport.render.formats import csv as table_csv

GOLDEN = Path(__file__).parent / "busy"
NARROWED = (
    "trials-by-phase@company=co0",
    "trials-by-target@setting=wet",
    "by-target@company=co1",
    "by-company@target=a",
    "approved-products@target=c",
    "deals-by-year@company=co2",
)


def told(landscape: Landscape, tables: Tables, table: Table) -> Iterator[str]:
    """What a reader is told of a row's numbers, and a sum over the records behind every cell."""
    ids, row = [], next(iter(table.row_ids), None)
    for column in table.columns:
        if column.kind == "count":
            ids += [table.units([one], [column.key]) for one in table.row_ids]
            ids += [table.units([], [column.key])] if table.total else []
        if row and column.kind in ("count", "date", *STATED) and not row.isspace():
            at = f"{table.id}/{quote(row)}/{column.key}"
            try:
                of = explained(tables, at)
            except RequestError as error:
                yield f"{at}: {error}"
                continue
            value = printed(of.value, of.form)
            yield f"{at}: {value} {of.form}, {of.words}: {len(of.ids)} {of.kind}"
            for one in islice(behind(landscape, of, of.ids), 1):
                yield f"  {one.id}: {one.cells} {cited(landscape, one.refs or of.refs)}"
    yield f"behind: {crc32(repr(ids).encode()):08x}"


def lines_of(landscape: Landscape) -> list[str]:
    """Each table cell by cell, its closing row, what is said of its numbers, what stands behind."""
    tables = Tables(landscape)
    made: list[str] = []
    for name in (*map(table_id, TABLES), *landscape.project.tables, *NARROWED):
        try:
            table = tables[name]
        except RequestError as error:
            made.append(f"== {name}: {error}")
            continue
        cells = [table_csv.cell((table.total or {}).get(column.key)) for column in table.columns]
        made += [f"== {name}: {table.title}", table.rule, *table_csv.render(table).splitlines()]
        made += [f"total: {' '.join(filter(None, cells))}", *told(landscape, tables, table)]
    return made


def test_every_table() -> None:
    """Where there is much, built-in, declared and narrowed; then of the whole world; then of nothing."""
    usual = lines_of(busy_landscape())
    held("".join(f"{line}\n" for line in usual), GOLDEN / "tables.txt")
    held(otherwise(lines_of(everywhere()), usual), GOLDEN / "everywhere.txt")
    held("".join(f"{line}\n" for line in lines_of(bare())), GOLDEN / "bare.txt")
