"""Each table of the small landscape, cell by cell: `UPDATE_GOLDEN=1 pytest …` writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cartreport.landscape import TABLES, table_id
from cartreport.landscape.table import Table
from cartreport.render.formats import csv as table_csv

GOLDEN = Path(__file__).parent / "golden"
NAMES = [table_id(module) for module in TABLES]


@pytest.mark.parametrize("name", NAMES)
def test_table_is_as_counted_by_hand(name: str, small_tables: dict[str, Table]) -> None:
    """The table's rows and its closing row stand in its golden file."""
    table = small_tables[name]
    made = table_csv.render(table)
    if table.total:
        cells = [table_csv.cell(table.total.get(column.key)) for column in table.columns]
        made += "total: " + " ".join(filter(None, cells)) + "\n"
    file = GOLDEN / f"{name}.csv"
    if os.environ.get("UPDATE_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(made, encoding="utf-8", newline="\n")
    assert made == file.read_text(encoding="utf-8")


def test_every_golden_has_its_table() -> None:
    """No golden file is left of a table that is gone."""
    assert sorted(file.stem for file in GOLDEN.glob("*.csv")) == sorted(NAMES)
