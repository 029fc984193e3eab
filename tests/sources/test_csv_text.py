"""CSV: every cell is text, every cell has its place, a wrong file says what to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from cartreport.problems import Problems
from cartreport.sources.csv_text import CsvPlaces, CsvRow, parse_csv, read_csv

COLUMNS = {"id": True, "name": True, "note": False, "trials": False}


def parsed(raw: str | bytes, **declared: str) -> tuple[list[CsvRow], list[str]]:
    problems = Problems()
    raw = raw.encode() if isinstance(raw, str) else raw
    rows = parse_csv(raw, Path("f.csv"), "f", COLUMNS, problems, **declared)
    return rows, [str(problem) for problem in problems]


def cells(raw: str | bytes, **declared: str) -> list[dict[str, str]]:
    rows, problems = parsed(raw, **declared)
    assert problems == []
    return [row.cells for row in rows]


@pytest.mark.parametrize(
    "cell",
    ["NA", "N/A", "null", "None", "nan", "007", "1.10", "1e6", "TRUE", " x ", "2020-01-01", "-"],
)
def test_every_cell_is_the_text_that_stands_there(cell: str) -> None:
    """No word means missing and none is a number: only the empty cell is empty."""
    assert cells(f"id,name\n{cell},\n") == [{"id": cell, "name": ""}]


def test_quotes_commas_and_lines_within_a_cell() -> None:
    """A quoted cell holds separators, doubled quotes and line ends as they are."""
    assert cells('id,name\n1,"a, ""b""\nc"\n') == [{"id": "1", "name": 'a, "b"\nc'}]
    assert cells('id,name\n1,5" tube\n') == [{"id": "1", "name": '5" tube'}]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_marks_change_nothing(end: str, mark: str) -> None:
    """Unix, Windows and old Mac files, with a byte-order mark or without, read alike."""
    text = mark + end.join(["id,name", "1,a", "", "2,b"]) + end
    rows, problems = parsed(text)
    assert problems == []
    assert [row.cells for row in rows] == [{"id": "1", "name": "a"}, {"id": "2", "name": "b"}]
    assert str(rows[1].where("name")) == "f:4:3"


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    """Cells of several lines, blank lines and odd separators of lines within text shift nothing."""
    rows, _ = parsed('id,name,note\n1,"a\nb",x\n\n2,c\u2028d\x85e,"q""r",\n'.replace(",\n", "\n"))
    assert [str(row.where(name)) for row in rows for name in ("id", "name", "note")] == [
        "f:2:1",
        "f:2:3",
        "f:3:4",
        "f:5:1",
        "f:5:3",
        "f:5:9",
    ]
    assert rows[1].cells["name"] == "c\u2028d\x85e"


def test_a_part_of_a_list_cell_has_its_place() -> None:
    """The part after a bar; also in a quoted cell, and after an inch sign in a plain one."""
    rows, _ = parsed('id,name,trials\n1,5" tube,A1|B2|C3\n2,x,"A, 1|B2"\n')
    first, second = (CsvPlaces(row) for row in rows)
    assert str(first["trials", 2]) == "f:2:17"
    assert str(second["trials", 1]) == "f:3:11"


@pytest.mark.parametrize("size", [30_000, 131_073, 3_000_000])
def test_long_cells_are_read_whole(size: int) -> None:
    """Registries write cells far beyond the csv module's own limit."""
    assert cells(f'id,name\n1,"{"x" * size}"\n')[0]["name"] == "x" * size


@pytest.mark.parametrize(
    "text, told",
    [
        ("", "f E013 the file holds no data"),
        ("\n\n", "f E013"),
        ('id,name\n1,a\n2,"b\n3,c\n', "f:3:3 E020 the quote that opens here is never closed"),
        ('id,name\n1,"a" b\n', "f:2:5 E020 after the quote that ends a cell comes text"),
        ('"x";"y"\n1;2\n', "f:1:3 E020 after the quote that ends a cell comes text: declare `separator: ';'`"),
        (f'id,name\n1,"{"x" * 4_000_001}"\n', "f:2:1 E020 a cell of over 4,000,000 characters"),
        ("id,name\n1\n", "f:2:1 E021 1 cell, the header has 2: an empty cell is still a cell"),
        ("id,name\n1,Foo, Inc.\n", "f:2:7 E021 3 cells, the header has 2: a cell that holds ','"),
        ("id,name,note\n1,Foo, Inc.,\n", "f:2:13 E021 4 cells"),
        ("id,name\n# later\n", "f:2:1 E021 1 cell, the header has 2: a CSV file has no comments"),
        ("id,nam\n1,a\n", "f:1:1 E022 column 'name' is missing: add it"),
        ("id,name,nots\n", "f:1:9 E022 unknown column 'nots': did you mean 'note'?"),
        ("id,name,name\n", "f:1:9 E022 column 'name' stands twice: remove one"),
        ("id,,name\n", "f:1:4 E022 column 2 has no name"),
        ("id,name,\n1,a,b\n", "f:1:9 E022 column 3 has cells and no name"),
        ("# made by hand\nid,name\n1,a\n", "f:1:1 E022 the first row is a comment or a title, not the header: the header stands on line 2"),
        ("Deals of 2025,,\n,,\n\nid,name,note\n", "f:1:1 E022 the first row is a comment or a title, not the header: the header stands on line 4"),
        ("sep=;\nid;name\n", "f:1:1 E022 the first row is Excel's note of its separator"),
        ("编号；药品名称\n", "f:1:1 E022 the cells are separated by the full-width '；'"),
        ("x;y\n1;2\n", "f:1:1 E022 the cells are not separated as declared: declare `separator: ';'`"),
        ("1,a\n2,b\n", "f:1:1 E022 the first row names no column of this kind of source: begin the file with the column names; there must be id, name"),
        ("x\nid,a,b,name\n", "f:1:1 E022 the first row is a comment or a title, not the header: the header stands on line 2"),
        ("x\nid,a,b,c,name\n", "f:1:1 E022 the first row names no column of this kind of source"),
        ("x\nid,b\n", "f:1:1 E022 the first row names no column of this kind of source"),
        ("\n" * 29 + "x\nid,name\n", "f:30:1 E022 the first row names no column"),
        ("a，b,c\n1,2\n", "f:1:1 E022 the first row names no column of this kind of source"),
        ("# by hand\n1,a\n", "f:1:1 E022 the first row is a comment or a title: begin the file with"),
        (",By hand,\n1,a,b\n", "f:1:1 E022 the first row is a comment or a title: begin the file with"),
        ("x,By hand,\n1,a,b\n", "f:1:1 E022 the first row names no column of this kind of source"),
        ("id,name\n1,a\x00b\n", "f:2:4 E006 control character U+0000"),
    ],
)  # fmt: skip
def test_a_wrong_file_says_where_and_what(text: str, told: str) -> None:
    """One table of what people's spreadsheets do: code, place and what to write."""
    problems = parsed(text)[1]
    assert problems[0].startswith(told)


def test_good_rows_beside_a_ragged_one_are_read() -> None:
    """All problems come in one run: the rows that can be told apart are checked as well."""
    rows, problems = parsed("id,name\n1,a\n2\n3,c\n")
    assert [row.cells["id"] for row in rows] == ["1", "3"]
    assert len(problems) == 1


def test_thousands_of_ragged_rows_are_counted_not_listed() -> None:
    """Ten are shown and the rest is a number."""
    problems = parsed("id,name\n" + "x\n" * 5000)[1]
    assert len(problems) == 11
    assert problems[-1] == (
        "f:12:1 E021 and 4990 more rows with more or fewer cells than the header:"
        " is the separator the right one?"
    )


def test_empty_columns_at_the_right_edge_are_left_out_and_said() -> None:
    """Spreadsheets pad with commas: that loses nothing, and a row that is wider still is ragged."""
    rows, problems = parsed("id,name,,\n1,a,,\n")
    assert [row.cells for row in rows] == [{"id": "1", "name": "a"}]
    assert problems == [
        (
            "f:1:9 W023 the last 2 columns have no name and no cell: left out:"
            " delete the empty columns to the right of the table"
        )
    ]
    assert "E021" in parsed("id,name,,\n1,a,,,\n")[1][-1]


@pytest.mark.parametrize("separator, char", [(";", ";"), ("tab", "\t"), ("|", "|")])
def test_another_separator_is_recognised_by_the_header(separator: str, char: str) -> None:
    """Read with a warning that gives the line to declare; declared, read without a word."""
    text = f"id{char}name\n1{char}a, b\n"
    rows, problems = parsed(text)
    assert [row.cells for row in rows] == [{"id": "1", "name": "a, b"}]
    assert len(problems) == 1
    assert problems[0].startswith("f:1:1 W023 ")
    assert f"declare `separator: '{separator}'` on the source" in problems[0]
    assert cells(text, separator=separator) == [{"id": "1", "name": "a, b"}]


def test_utf_16_with_its_mark_is_read_with_a_warning() -> None:
    """Excel's "Unicode text": the mark leaves no doubt; both lines to declare are given."""
    raw = "id\tname\n1\t北京\n".encode("utf-16")
    rows, problems = parsed(raw)
    assert rows[0].cells == {"id": "1", "name": "北京"}
    assert problems == [
        (
            "f:1:1 W023 the file was read as utf-16 and with 'tab' between its cells: save it as UTF-8"
            " with commas, or declare `encoding: utf-16` and `separator: 'tab'` on the source"
        )
    ]
    assert cells(raw, encoding="utf-16", separator="tab") == [{"id": "1", "name": "北京"}]


def test_gb18030_is_never_mojibake() -> None:
    """Undeclared it is refused by name; declared it is read; declared wrongly it is refused."""
    raw = "id,name\n1,北京协和医院\n".encode("gb18030")
    rows, problems = parsed(raw)
    assert rows == []
    assert problems == [
        (
            "f:2:3 E005 byte 0xb1 is not UTF-8: it looks like GB18030:"
            " save it as UTF-8, or declare `encoding: gb18030`"
        )
    ]
    assert cells(raw, encoding="gb18030") == [{"id": "1", "name": "北京协和医院"}]
    assert parsed("id,name\n1,Élèvé à Orléans\n".encode("cp1252"), encoding="gb18030")[0] == []


def test_a_large_file_is_read_in_bounded_time(tmp_path: Path) -> None:
    """Twenty thousand rows, then an open quote that swallows the rest: neither takes long."""
    path = tmp_path / "f.csv"
    body = "".join(f"{n},name {n},{'x' * 50},A|B\n" for n in range(20_000))
    path.write_text("id,name,note,trials\n" + body, "utf-8")
    problems = Problems()
    assert len(read_csv(path, "f.csv", COLUMNS, problems)) == 20_000
    path.write_text("id,name,note,trials\n" + '"' + body, "utf-8")
    assert read_csv(path, "f.csv", COLUMNS, problems) == []
    assert [str(p).split(":")[1:3] for p in problems] == [
        ["2", "1 E020 the quote that opens here is never closed"]
    ]
