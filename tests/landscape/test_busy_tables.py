"""Much of everything, cell by cell: each table of the busy landscape, and what is said of it.

What only happens where there is much — a rest of many, a tie, a doubt, a list of several — happens
in busy_landscape.py. `UPDATE_GOLDEN=1 pytest …` writes the file anew; read the difference first.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote
from zlib import crc32

from busy_landscape import busy_landscape
from golden import held

from cartreport.errors import RequestError
from cartreport.landscape import TABLES, Tables, table_id
from cartreport.landscape.explained import explained, printed
from cartreport.landscape.table import STATED, Table
from cartreport.render.formats import csv as table_csv

NARROWED = (
    "trials-by-phase@sponsor=co0",
    "trials-by-target@setting=wet",
    "by-target@company=co1",
    "by-company@target=a",
    "approved-products@target=c",
    "deals-by-year@company=co2",
)


def told(tables: Tables, table: Table) -> Iterator[str]:
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
            yield f"{at}: {value} {of.form}, {of.words}: {len(of.ids)} {of.kind} {' '.join(of.refs)}"
    yield f"behind: {crc32(repr(ids).encode()):08x}"


def test_every_table() -> None:
    """Each table cell by cell, its closing row, what is said of its numbers, what stands behind."""
    tables = Tables(busy_landscape())
    made = []
    for name in (*map(table_id, TABLES), *NARROWED):
        table = tables[name]
        cells = [table_csv.cell((table.total or {}).get(column.key)) for column in table.columns]
        closing = f"total: {' '.join(filter(None, cells))}"
        made += [f"== {name}: {table.title}", table.rule, table_csv.render(table), closing]
        made += told(tables, table)
    held("\n".join([*made, ""]), Path(__file__).parent / "busy.txt")
