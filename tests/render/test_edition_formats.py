"""Formats of a whole edition: the workbook and the data package, read back as their users do."""

from __future__ import annotations

import io
import json
import math
from dataclasses import replace
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from small_landscape import small_landscape

from cartreport.errors import RenderError
from cartreport.landscape import Tables
from cartreport.render.formats import Edition, csv, datapackage, xlsx
from cartreport.story import load

SECOND = Path(__file__).parents[1] / "second"


@cache
def small() -> Edition:
    landscape = small_landscape()
    return Edition(landscape, Tables(landscape), "12345678")


def with_company(edition: Edition, name: str) -> Edition:
    """The same with the first company of `by-company` called otherwise."""
    table = edition.tables["by-company"]
    (key,) = [column.key for column in table.columns if column.kind == "name"]
    frame = table.frame.copy()
    frame.loc[frame.index[0], key] = name
    return replace(edition, tables={"by-company": replace(table, frame=frame)})


def book(edition: Edition) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(xlsx.render(edition)))


def test_the_workbook_holds_what_the_tables_hold() -> None:
    """A sheet a table in their order, every cell as in its frame, the closing row below."""
    edition = small()
    made = book(edition)
    assert made.sheetnames == ["About", *xlsx.sheet_names(list(edition.tables)).values()]
    differing = []
    for name, table in edition.tables.items():
        sheet = made[xlsx.sheet_names(list(edition.tables))[name]]
        cells = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        rows = [list(row) for row in table.frame.itertuples(index=False, name=None)]
        if table.total:
            rows.append([table.total.get(column.key) for column in table.columns])
        for at, (row, told) in enumerate(zip(cells, rows, strict=False)):
            differing += [
                (name, at, cell, value)
                for cell, value in zip(row, told, strict=True)
                if not _same(cell, value)
            ]
        if rows and len(cells) != len(rows):
            differing.append((name, len(cells), len(rows), "rows"))
    assert differing == []


def _same(cell: object, value: object) -> bool:
    if isinstance(value, tuple):
        return (cell or "") == "; ".join(map(str, value))
    if hasattr(cell, "date"):
        return cell.date().isoformat() == value
    if isinstance(cell, float):
        return math.isclose(cell, value)  # a cell keeps 16 digits
    return cell == value or (cell is None and value in (None, ""))


def test_heads_are_frozen_and_filter_the_rows_alone() -> None:
    """Numbers are numbers with their form; the filter ends before the closing row."""
    edition = small()
    table, sheet = edition.tables["by-company"], book(edition)["by-company"]
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref.endswith(str(len(table.frame) + 1))
    assert sheet.max_row == len(table.frame) + 2
    kinds = [column.kind for column in table.columns]
    assert sheet.cell(2, kinds.index("count") + 1).number_format == "#,##0"
    assert sheet.cell(2, kinds.index("count") + 1).data_type == "n"


def test_a_day_is_a_date_and_a_month_is_text() -> None:
    """An approval of 2021-06-22 is a date cell; a date known to the month is not made one."""
    found: dict[bool, set[int]] = {True: set(), False: set()}
    edition = small()
    made = book(edition)
    for name, table in edition.tables.items():
        for place, column in enumerate(table.columns, 1):
            if column.kind == "date":
                cells = made[name].iter_cols(min_col=place, max_col=place, min_row=2)
                for cell in next(cells, ()):
                    if cell.value is not None:
                        found[cell.is_date].add(len(str(cell.value)))
    assert found[True] == {len("2021-06-22 00:00:00")}
    assert found[False]
    assert max(found[False]) < len("2021-06-22")


@pytest.mark.parametrize("text", ["=1+1", "+2", "@SUM(A1)", "http://example.org", "1e5", "{=A1}"])
def test_no_text_becomes_a_formula_a_link_or_a_number(text: str) -> None:
    """Data are text whatever they begin with, and stand as they are written."""
    sheet = book(with_company(small(), text))["by-company"]
    assert (sheet["B2"].data_type, sheet["B2"].value, sheet["B2"].hyperlink) == ("s", text, None)


def test_a_text_that_no_cell_holds_is_refused() -> None:
    """Nothing is cut: the table, the row and the column are named."""
    with pytest.raises(RenderError, match=r"by-company, row 1: \w+ has 32,768 characters"):
        xlsx.render(with_company(small(), "x" * 32_768))


def test_the_workbook_has_the_same_bytes_each_time() -> None:
    """No clock and no order of a set shows in it."""
    assert xlsx.render(small()) == xlsx.render(small())


def test_the_names_of_sheets_are_short_and_apart() -> None:
    """31 characters are the most, and Excel tells no capitals from small letters."""
    long = "a" * 40
    names = xlsx.sheet_names([long, long + "b", "about", "Trials", "trials"])
    assert list(names.values()) == ["a" * 31, "a" * 29 + "~2", "about~2", "Trials", "trials~2"]


def test_provenance_names_the_edition_its_sources_and_each_rule() -> None:
    """The first sheet says as of when, from what, and how each table counts."""
    edition = small()
    told = [[cell for cell in row if cell] for row in book(edition)["About"].values]
    assert ["Build", "12345678"] in told
    assert ["As of", edition.landscape.project.as_of] in told
    rules = {row[0]: row[3] for row in told if len(row) >= 4}
    assert rules["by-company"] == edition.tables["by-company"].rule
    assert {str(row["id"]) for row in edition.landscape.rows("sources")} <= {
        row[0] for row in told if row
    }


@pytest.mark.parametrize("which", ["small", "second"])
def test_the_data_package_is_valid(which: str, tmp_path: Path) -> None:
    """Frictionless reads every table by the descriptor and finds no fault in one cell."""
    from frictionless import Package, system

    edition = small()
    if which == "second":
        landscape = load(SECOND)
        edition = Edition(landscape, Tables(landscape), "1")
    (tmp_path / "tables").mkdir()
    for name, table in edition.tables.items():
        (tmp_path / csv.FILE.format(name=name)).write_text(csv.render(table), "utf-8", newline="")
    (tmp_path / datapackage.FILE).write_bytes(datapackage.render(edition))
    with system.use_context(trusted=True):
        report = Package(str(tmp_path / datapackage.FILE)).validate()
    assert report.flatten(["name", "rowNumber", "fieldName", "message"]) == []
    told = json.loads((tmp_path / datapackage.FILE).read_text("utf-8"))
    assert [resource["name"] for resource in told["resources"]] == list(edition.tables)
    fields = {field["name"]: field for field in told["resources"][0]["schema"]["fields"]}
    assert fields["n" if "n" in fields else "programmes"]["type"] == "integer"
