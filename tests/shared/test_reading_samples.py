"""Real messy tables and hostile YAML: the right values, or the code at the place; no traceback."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from cartreport.problems import Problems
from cartreport.sources.csv_text import CsvRow, parse_csv, read_csv
from cartreport.sources.yaml_text import read_yaml

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"
OURS = {"id": True, "name": True, "note": False}

# File → what is said when it is given as a source of ours, undeclared: it has other columns.
UNDECLARED = {
    "DERIVED_utf16le_tab_excel_unicode_text_ctgov.txt": ":1:1 E022 | :1:1 W023",
    "cp1252_decodes_as_gb18030_trap.csv": ":1:6 E005",
    "excel_pasting_title_rows_thousands.csv": ":1:1 E022",
    "fullwidth_semicolon_drugs.csv": ":1:1 E022",
    "gb18030_hospital_cn_header.csv": ":1:1 E005",
    "gb18030_tcm_syndromes_22_trailing_commas.csv": ":1:1 E005",
    "gb18030_traditional_mixed_multiline.csv": ":2:1 E005",
    "latin1_budget_spanish.csv": ":1:53 E005",
    "mixed_dates_in_one_column.csv": ":1:1 E022",
    "ragged_and_latin1_tiny.csv": ":1:1 E022",
    "semicolon_decimal_comma.csv": ":1:1 E022",
    "semicolon_es_vaccines.csv": ":1:1 E022",
    "stock_dates_14-Mar-14_utf8bom.csv": ":1:1 E022",
    "tab_headerless_drug_shortages_fr.txt": ":1:1 E022",
    "uk_dates_thousands_nhs_spend.csv": ":1:1 E022",
    "utf16le_bom_nhs.csv": ":1:1 E022 | :1:1 W023",
    "utf8bom_semicolon_opendata_check.csv": ":1:5 E020",
    "utf8bom_uk_dates_chictr_ids.csv": ":1:1 E022",
    "weird_head_padding_german_health.csv": ":3:1 E022",
}
# File → the line that its problem gives to declare.
NAMED = {
    "cp1252_decodes_as_gb18030_trap.csv": "`encoding: cp1252`",
    "gb18030_hospital_cn_header.csv": "`encoding: gb18030`",
    "gb18030_tcm_syndromes_22_trailing_commas.csv": "`encoding: gb18030`",
    "gb18030_traditional_mixed_multiline.csv": "`encoding: gb18030`",
    "latin1_budget_spanish.csv": "`encoding: cp1252`",
    "semicolon_es_vaccines.csv": "`separator: ';'`",
    "semicolon_decimal_comma.csv": "`separator: ';'`",
    "tab_headerless_drug_shortages_fr.txt": "`separator: 'tab'`",
    "DERIVED_utf16le_tab_excel_unicode_text_ctgov.txt": "`separator: 'tab'`",
    "utf8bom_semicolon_opendata_check.csv": "`separator: ';'`",
    "fullwidth_semicolon_drugs.csv": "full-width '；'",
}
# File, encoding, separator, problems, rows, line and column of the last row's second column, value.
DECLARED: list[tuple[str, str, str, str, int, str, str]] = [
    ("DERIVED_utf16le_tab_excel_unicode_text_ctgov.txt", "utf-16", "tab", "", 40, "41:4", "NCT05177835"),
    ("cp1252_decodes_as_gb18030_trap.csv", "cp1252", ",", "", 1, "2:11", "cinquième"),
    ("gb18030_hospital_cn_header.csv", "gb18030", ",", "", 126, "127:5", "中国医学科学院肿瘤医院"),
    ("gb18030_tcm_syndromes_22_trailing_commas.csv", "gb18030", ",", ":1:10 W023", 1869, "1870:4", ""),
    ("gb18030_traditional_mixed_multiline.csv", "gb18030", ",", "", 123, "127:2", ""),
    ("latin1_budget_spanish.csv", "cp1252", ",", "", 115, "120:219", ""),
    ("mixed_dates_in_one_column.csv", "utf-8", ",", "", 2069, "2070:1", "10/10.2020"),
    ("ragged_and_latin1_tiny.csv", "cp1252", ",", ":2:7 E021 | :3:1 E021", 1, "4:3", "mixed types.... uh oh"),
    ("semicolon_decimal_comma.csv", "utf-8", ";", "", 2, "3:24", "B|3"),
    ("semicolon_es_vaccines.csv", "utf-8", ";", "", 1877, "1878:12", "España"),
    ("stock_dates_14-Mar-14_utf8bom.csv", "utf-8", ",", "", 251, "252:11", "330.09"),
    ("uk_dates_thousands_nhs_spend.csv", "utf-8", ",", "", 54, "56:37", ""),
    ("utf16le_bom_nhs.csv", "utf-16", ",", "", 327, "328:7", "St Andrews Healthcare - Nottinghamshire"),
    ("utf8bom_semicolon_opendata_check.csv", "utf-8", ";", "", 35, "36:32", "2023"),
    ("utf8bom_uk_dates_chictr_ids.csv", "utf-8", ",", "", 348, "349:18", "08/03/2020"),
]  # fmt: skip
# File → its data, or the place and code.
YAML: dict[str, Any] = {
    "yaml_repro/billion_laughs.yaml": ":5:8 E012",
    "yaml_repro/colon_in_plain.yaml": ":1:13 E010",
    "yaml_repro/date_autocast.yaml": {
        "approved": "2017-08-30",
        "start": "2023-05",
        "updated": "2024-01-02 10:00:00",
    },
    "yaml_repro/date_invalid.yaml": {"approved": "2023-02-30"},
    "yaml_repro/deep_flow_nesting.yaml": ":1:1003 E012",
    "yaml_repro/dup_key_in_list_item.yaml": ":4:5 E011",
    "yaml_repro/dup_key_top.yaml": ":3:1 E011",
    "yaml_repro/empty_file.yaml": " E013",
    "yaml_repro/escape_char.yaml": ":1:12 E006",
    "yaml_repro/gbk_bytes.yaml": ":1:1 E005",
    "yaml_repro/hash_truncates.yaml": ":1:14 W014 | :2:14 W014",
    "yaml_repro/merge_then_override.yaml": {
        "base": {"target": "CD19", "phase": 2},
        "x": {"target": "CD19", "phase": 3},
    },
    "yaml_repro/norway_value.yaml": {"countries": ["US", "NO", "CN"], "province": "ON", "key": "y"},
    "yaml_repro/octal_leading_zero.yaml": {"postal": "02142", "id": "0123", "other": "09"},
    "yaml_repro/python_tag.yaml": ":1:4 E012",
    "yaml_repro/sci_notation.yaml": {"price": "1e6", "cost": "1.0e+6"},
    "yaml_repro/tab_indent.yaml": ":2:1 E010",
    "yaml_repro/top_level_list.yaml": ["a", "b"],
    "yaml_repro/two_documents.yaml": ":2:1 E012",
    "yaml_suites/pyyaml_construct-bool.data": {
        "canonical": "yes",
        "answer": "NO",
        "logical": "True",
        "option": "on",
        "but": {"y": "is a string", "n": "is a string"},
    },
    "yaml_suites/pyyaml_construct-int.data": {
        "canonical": 685230,
        "decimal": "+685_230",
        "octal": "02472256",
        "hexadecimal": "0x_0A_74_AE",
        "binary": "0b1010_0111_0100_1010_1110",
        "sexagesimal": "190:20:30",
    },
    "yaml_suites/pyyaml_construct-timestamp.data": {
        "canonical": "2001-12-15T02:59:43.1Z",
        "valid iso8601": "2001-12-14t21:59:43.10-05:00",
        "space separated": "2001-12-14 21:59:43.10 -5",
        "no time zone (Z)": "2001-12-15 2:59:43.10",
        "date (00:00:00Z)": "2002-12-14",
    },
    "yaml_suites/pyyaml_duplicate-key.former-loader-error.data": ":3:1 E011",
    "yaml_suites/pyyaml_invalid-character.loader-error": ":17:28 E006",
}
# The suite's own YAML files hold the case as a text: its outcome here, or its data.
INNER: dict[str, Any] = {
    "2JQS": ":1:1 E010",
    "4EJS": ":3:1 E010",
    "4JVG": ":3:7 E010",
    "DK95": ":2:2 E010",
    "SF5V": ":2:1 E010",
    "X38W": ":1:3 E012",
}


def sample(name: str) -> Path:
    return SAMPLES / name


def said(problems: Problems) -> str:
    """Place and code of each problem, the file's name cut off."""
    return " | ".join(str(p.where).removeprefix(p.where.file) + " " + p.code for p in problems)


def fair(problems: Problems) -> None:
    assert all(problem.hint for problem in problems)


@pytest.mark.parametrize("name", UNDECLARED)
def test_a_foreign_table_is_named_for_what_it_is(name: str) -> None:
    """As a source of ours each is refused at one place, with the line to declare where one helps."""
    problems = Problems()
    assert read_csv(sample(f"messy_csv/{name}"), name, OURS, problems) == []
    assert said(problems) == UNDECLARED[name]
    fair(problems)
    assert NAMED.get(name, "") in " ".join(map(str, problems))


def read(path: Path, encoding: str, separator: str) -> tuple[list[CsvRow], Problems]:
    """The rows of a table whose columns are those of its own header."""
    text = path.read_bytes().decode("utf-8-sig" if encoding == "utf-8" else encoding)
    cells = csv.reader(
        io.StringIO(text, newline=""), delimiter={"tab": "\t"}.get(separator, separator)
    )
    header = next(row for row in cells if any(row))
    problems = Problems()
    columns = {name: True for name in header if name}
    given = path.read_bytes(), path, path.name, columns, problems
    return parse_csv(*given, encoding=encoding, separator=separator), problems


@pytest.mark.parametrize("case", DECLARED, ids=lambda case: case[0])
def test_a_declared_table_is_read_whole(case: tuple[str, str, str, str, int, str, str]) -> None:
    """With its encoding, separator and columns declared every row is there, at its line."""
    name, encoding, separator, told, count, place, value = case
    rows, problems = read(sample(f"messy_csv/{name}"), encoding, separator)
    assert said(problems) == told
    assert len(rows) == count
    column = rows[-1].header[min(1, len(rows[-1].header) - 1)]
    assert str(rows[-1].where(column)) == f"{name}:{place}"
    assert rows[-1].cells[column] == value
    assert not any("\ufffd" in cell for row in rows for cell in row.cells.values())


@pytest.mark.parametrize("name", YAML)
def test_hostile_yaml_is_its_text_or_a_problem(name: str) -> None:
    """No word changes its meaning, nothing is lost, and nothing but a problem is raised."""
    problems = Problems()
    document = read_yaml(sample(name), name, problems)
    wanted = YAML[name]
    if isinstance(wanted, str):
        assert said(problems) == wanted
        fair(problems)
    else:
        assert said(problems) == ""
        assert document is not None
        assert document.data == wanted


@pytest.mark.parametrize("name", INNER)
def test_the_suite_cases_within_their_files(name: str, tmp_path: Path) -> None:
    """The files are read as what they are, and the YAML that they quote has its own outcome."""
    problems = Problems()
    document = read_yaml(sample(f"yaml_suites/suite_{name}.yaml"), name, problems)
    assert document is not None
    assert said(problems) == ""
    text = document.data[0]["yaml"]
    path = tmp_path / "inner.yaml"
    path.write_text(
        text.replace("———»", "\t").replace("——»", "\t").replace("—»", "\t").replace("»", "\t"),
        "utf-8",
    )
    inner = Problems()
    read_yaml(path, "inner", inner)
    assert said(inner) == INNER[name]


def test_the_tables_name_every_sample() -> None:
    """A file that stands there has an outcome here."""
    messy = {path.name for path in sample("messy_csv").iterdir()}
    assert messy == set(UNDECLARED)
    for folder in ("yaml_repro", "yaml_suites"):
        found = {f"{folder}/{p.name}" for p in sample(folder).iterdir() if p.suffix != ".md"}
        inner = {f"yaml_suites/suite_{name}.yaml" for name in INNER}
        assert found - inner <= set(YAML)
