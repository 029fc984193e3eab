"""A table as CSV, JSON, Markdown and text: the same values, each form by its own rules."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from dataclasses import replace

import pytest

from cartreport.landscape import TABLES, table_id
from cartreport.landscape.cross import table_frame
from cartreport.landscape.table import Column, Table
from cartreport.render.formats import csv as table_csv
from cartreport.render.formats import json as table_json
from cartreport.render.formats import md as table_md
from cartreport.render.formats import table as table_text
from cartreport.render.table_cells import head, printed

NAMES = [table_id(module) for module in TABLES]
COLUMNS = (
    Column("id", "Id", "key"),
    Column("label", "Name", "name"),
    Column("n", "Count", "count", group="Numbers"),
    Column("share", "Share", "share", group="Numbers"),
    Column("price", "Price", "money", unit="GBP"),
    Column("parts", "Parts", "terms"),
    Column("refs", "References", "refs"),
)


def made(**values: object) -> Table:
    """A table of one row."""
    row = {
        "id": "x",
        "label": "X",
        "n": 0,
        "share": 0.25,
        "price": 1200000,
        "parts": ("a", "b"),
        "refs": ("page",),
        **values,
    }
    return Table(
        id="made",
        title="Made",
        unit="thing",
        rule="Unit: thing.",
        columns=COLUMNS,
        frame=table_frame(COLUMNS, [row]),
        as_of="2026-03-31",
        sources=("tr",),
        total={"label": "All", "n": row["n"]},
    )


def test_a_cell_reads_the_same_in_the_terminal_and_in_markdown() -> None:
    """By its column: nothing, lists, dots for no count, whole per cent, thousands apart, text as it is."""
    told = [
        ("text", None, ""),
        ("terms", ("a", 2), "a, 2"),
        ("terms", (), ""),
        ("share", 0.256, "26%"),
        ("share", 0, "0%"),
        ("share", "n.s.", "n.s."),
        ("count", 0, "·"),
        ("count", 1234, "1,234"),
        ("count", "few", "few"),
        ("money", 0, "0"),
        ("number", 0.256, "0.256"),
        ("number", 1234.5, "1,234.5"),
        ("number", 1234.0, "1,234"),
        ("text", True, "True"),
    ]
    for kind, value, text in told:
        assert printed(value, Column("x", kind=kind)) == text, (kind, value)
    assert head(Column("x", "Price", "money", unit="GBP")) == "Price (GBP)"
    assert head(Column("x", "Price", "money")) == "Price"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-x", "@SUM(A1)", "\tx", "\rx"])
def test_csv_is_safe_in_a_spreadsheet(text: str) -> None:
    """A text that would be a formula gets an apostrophe, in a list too; numbers stay numbers."""
    row = list(csv.reader(io.StringIO(table_csv.render(made(label=text, parts=(text,))))))[1]
    kept = text.replace("\r", "\n")
    assert row[1] == f"'{kept}"
    assert row[5] == f"'{kept}"
    assert table_csv.cell(-2) == "-2"


def test_csv_cells() -> None:
    """Keys as heads; zero is 0, nothing is empty, a float has no needless .0, lists use strokes."""
    assert table_csv.render(made(price=None, share=1.0)) == (
        "id,label,n,share,price,parts,refs\nx,X,0,1,,a|b,page\n"
    )
    assert table_csv.cell(2 / 3) == "0.666667"


def test_csv_keeps_commas_quotes_and_lines() -> None:
    """What was written is read back by any CSV reader."""
    text = 'a, "b"\nc 药'
    assert list(csv.reader(io.StringIO(table_csv.render(made(label=text)))))[1][1] == text


def test_json_says_what_the_rows_mean() -> None:
    """Unit, rule, sources, date, columns and total stand beside the rows; null is not stated."""
    said = json.loads(table_json.render(made(price=None)))
    assert (said["unit"], said["rule"], said["as_of"]) == ("thing", "Unit: thing.", "2026-03-31")
    assert said["sources"] == ["tr"]
    assert said["rows"][0]["price"] is None
    assert said["rows"][0]["parts"] == ["a", "b"]
    assert said["columns"][2] == {
        "key": "n",
        "label": "Count",
        "kind": "count",
        "unit": None,
        "group": "Numbers",
        "overlaps": False,
    }
    assert said["total"] == {"label": "All", "n": 0}


def test_markdown_cannot_be_broken_by_a_value() -> None:
    """A stroke, a line end or a tag in a value stays in its cell; ids are left out."""
    text = table_md.render(made(label="a|b\n<i>*c*"))
    lines = text.splitlines()
    assert lines[2] == "| Name | Numbers: Count | Numbers: Share | Price (GBP) | Parts |"
    assert lines[4] == r"| a\|b &lt;i&gt;\*c\* | · | 25% | 1,200,000 | a, b |"
    assert lines[5] == "| **All** | **·** |  |  |  |"
    assert "- Sources: tr. As of 2026-03-31." in lines


def test_text_is_aligned_with_wide_characters() -> None:
    """Characters of double width count twice, zero is a dot, groups stand over their columns."""
    lines = table_text.render(made(label="药物")).splitlines()
    assert lines[2].index("Numbers") == 6
    assert lines[3] == "Name  Count  Share  Price (GBP)  Parts"
    assert lines[5] == "药物      ·    25%    1,200,000  a, b"


def test_every_table_in_every_form(bundled_tables: Mapping[str, Table]) -> None:
    """No form prints a missing value as nan, None or a number with .0, and all end with a line.

    Of a list of thousands the first two hundred rows.
    """
    strange = re.compile(
        r"(?m)(?:^|[|,]|  ) ?(?:nan|NaN|None|NaT|Timestamp|dtype)(?: ?[|,]|  | ?$)"
    )
    wrong = []
    for name, table in bundled_tables.items():
        part = replace(table, frame=table.frame.head(200)) if len(table.frame) > 1000 else table
        for form in (table_csv, table_json, table_md, table_text):
            text = form.render(part)
            if strange.search(text) or not text.endswith("\n"):
                wrong.append((name, form.__name__))
    assert wrong == []


def test_csv_holds_every_row(bundled_tables: Mapping[str, Table]) -> None:
    """As many rows and columns as the table has, whatever stands in the cells."""
    for name, table in bundled_tables.items():
        rows = list(csv.reader(io.StringIO(table_csv.render(table))))
        assert len(rows) == len(table.frame) + 1, name
        assert {len(row) for row in rows} == {len(table.columns)}, name
