"""Tables as people save them and YAML that bites: the right values, or the code at the place.

Each is a small text of our own with the fault of a real file; what the real files hold themselves
is compared where they stand beside the project.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from cartreport.problems import Problems
from cartreport.sources.csv_text import parse_csv
from cartreport.sources.yaml_text import read_yaml

OURS = {"id": True, "name": True, "note": False}


@dataclass(frozen=True)
class Messy:
    """A table, and what is said when it is given as a source of ours: place, code and the way out.

    ``declared`` reads it: its encoding and separator; then ``rows`` rows, the last of which has
    ``value`` in its second column at ``place``.
    """

    name: str
    raw: bytes
    told: str
    way: str = ""
    encoding: str = "utf-8"
    separator: str = ","
    still: str = ""
    rows: int = 0
    place: str = ""
    value: str = ""


MESSY = [
    Messy("utf-16 with tabs", "No\tHospital\n1\tA\n2\tB\n".encode("utf-16"), ":1:1 E022 | :1:1 W023",
          "`separator: 'tab'`", "utf-16", "tab", rows=2, place="3:3", value="B"),
    Messy("utf-16 with commas", 'No,Hospital\n1,"A, B"\n'.encode("utf-16"), ":1:1 E022 | :1:1 W023",
          "`encoding: utf-16`", "utf-16", rows=1, place="2:3", value="A, B"),
    Messy("cp1252 that GB18030 decodes too", "quatrième,cinquième\n1,cinquième\n".encode("cp1252"),
          ":1:7 E005", "`encoding: cp1252`", "cp1252", rows=1, place="2:3", value="cinquième"),
    Messy("gb18030 from the header on", "编号,医院\n1,某医院\n".encode("gb18030"), ":1:1 E005",
          "`encoding: gb18030`", "gb18030", rows=1, place="2:3", value="某医院"),
    Messy("gb18030 below an ASCII header", "No,Hospital\n1,a\n2,某医院\n".encode("gb18030"), ":1:1 E022",
          encoding="gb18030", rows=2, place="3:3", value="某医院"),
    Messy("gb18030 with empty columns", "甲,乙,,\n1,2,,\n".encode("gb18030"), ":1:1 E005",
          "`encoding: gb18030`", "gb18030", still=":1:5 W023", rows=1, place="2:3", value="2"),
    Messy("cells of several lines", b'A,B\n1,"x\ny"\n2,"z"\n', ":1:1 E022",
          rows=2, place="4:3", value="z"),
    Messy("a decimal comma", b"price;what\n1,5;B|3\n", ":1:1 E022", "`separator: ';'`",
          separator=";", rows=1, place="2:5", value="B|3"),
    Messy("quoted semicolons and a mark", '\ufeff"doi";"year"\n"10.1/x";"2023"\n'.encode(), ":1:5 E020",
          "`separator: ';'`", separator=";", rows=1, place="2:10", value="2023"),
    Messy("dates of every kind", b"when,b\n2020-01-02,x\n10/10.2020,y\n14-Mar-14,z\n", ":1:1 E022",
          rows=3, place="4:11", value="z"),
    Messy("thousands in quotes", b'Date,Amount\n16/07/2010,"43,774.58"\n', ":1:1 E022",
          rows=1, place="2:12", value="43,774.58"),
    Messy("ragged rows", b"a,b\n1\n1,2,3\n4,five\n", ":1:1 E022", still=":2:1 E021 | :3:5 E021",
          rows=1, place="4:3", value="five"),
    Messy("title rows", b"Emissions by sector,,\nthousand tonnes,,\n,,\nYear,2000,2001\n", ":1:1 E022"),
    Messy("full-width semicolons", "编号；药品\n1001；某药\n".encode(), ":1:1 E022", "full-width '；'"),
    Messy("tabs and no header", b"61200510\t\t1\tRupture\n", ":1:1 E022", "`separator: 'tab'`"),
    Messy("padding before a head", b"\n\nAnzahl der Personen" + b" " * 300 + b"\n", ":3:1 E022"),
]  # fmt: skip


def said(problems: Problems) -> str:
    """Place and code of each problem."""
    return " | ".join(str(p.where).removeprefix(p.where.file) + " " + p.code for p in problems)


@pytest.mark.parametrize("messy", MESSY, ids=lambda messy: messy.name)
def test_a_foreign_table_is_named_for_what_it_is(messy: Messy) -> None:
    """Refused at one place, with the line to declare where one helps."""
    problems = Problems()
    assert parse_csv(messy.raw, Path("f.csv"), "f.csv", OURS, problems) == []
    assert said(problems) == messy.told
    assert all(problem.hint for problem in problems)
    assert messy.way in " ".join(map(str, problems))


@pytest.mark.parametrize("messy", [m for m in MESSY if m.rows], ids=lambda messy: messy.name)
def test_a_declared_table_is_read_whole(messy: Messy) -> None:
    """With its encoding, separator and columns declared every row is there, at its line."""
    problems = Problems()
    char = {"tab": "\t"}.get(messy.separator, messy.separator)
    head = messy.raw.decode(messy.encoding).lstrip("\ufeff").splitlines()[0]
    columns = {name.strip('"'): True for name in head.split(char) if name}
    declared = {"encoding": messy.encoding, "separator": messy.separator}
    rows = parse_csv(messy.raw, Path("f.csv"), "f.csv", columns, problems, **declared)
    second = list(columns)[1]
    assert said(problems) == messy.still
    assert len(rows) == messy.rows
    assert str(rows[-1].where(second)) == f"f.csv:{messy.place}"
    assert rows[-1].cells[second] == messy.value


# A text → its data, or the place and code.
YAML: dict[str, Any] = {
    'a: &a ["x","x"]\n' + "".join(
        f"{b}: &{b} [{','.join(['*' + a] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    ): ":5:14 E012",
    "title: A product: a study\n": ":1:17 E010",
    "approved: 2017-08-30\nstart: 2023-05\nat: 2024-01-02 10:00:00\n": {
        "approved": "2017-08-30", "start": "2023-05", "at": "2024-01-02 10:00:00"},
    "approved: 2023-02-30\n": {"approved": "2023-02-30"},
    "utc: 2001-12-15T02:59:43.1Z\nzone: 2001-12-14 21:59:43.10 -5\n": {
        "utc": "2001-12-15T02:59:43.1Z", "zone": "2001-12-14 21:59:43.10 -5"},
    "list:\n  - name: a\n    by: b\n    by: c\n": ":4:5 E011",
    "a: 1\nb: 2\na: 3\n": ":3:1 E011",
    "": " E013",
    'note: "red \x1b[31m"\n': ":1:12 E006",
    "trial: Study #2 of\nnote: dose 1 #high\n": ":1:14 W014 | :2:14 W014",
    "base: &b {x: 1, phase: 2}\nown:\n  <<: *b\n  phase: 3\n": {
        "base": {"x": 1, "phase": 2}, "own": {"x": 1, "phase": 3}},
    "countries: [US, NO, CN]\nprovince: ON\nkey: y\nyes: off\n": {
        "countries": ["US", "NO", "CN"], "province": "ON", "key": "y", "yes": "off"},
    "postal: 02142\nid: 0123\nother: 09\n": {"postal": "02142", "id": "0123", "other": "09"},
    "whole: 685230\nunder: 685_230\nhex: 0x0A\nbinary: 0b10\ntime: 190:20:30\nplus: +5\n": {
        "whole": 685230, "under": "685_230", "hex": "0x0A", "binary": "0b10", "time": "190:20:30",
        "plus": "+5"},
    "x: !!python/object/apply:os.getcwd []\n": ":1:4 E012",
    "price: 1e6\ncost: 1.0e+6\nexact: 1.10\n": {"price": "1e6", "cost": "1.0e+6", "exact": "1.10"},
    "list:\n\t- name: a\n": ":2:1 E010",
    "- a\n- b\n": ["a", "b"],
    "a: 1\n---\nb: 2\n": ":2:1 E012",
    "null: Null\nnothing: ~\n": {"null": "Null", "nothing": None},
}  # fmt: skip


@pytest.mark.parametrize("text", YAML, ids=lambda text: repr(text[:24]))
def test_hostile_yaml_is_its_text_or_a_problem(text: str, tmp_path: Path) -> None:
    """No word changes its meaning, nothing is lost, and nothing but a problem is raised."""
    problems = Problems()
    path = tmp_path / "f.yaml"
    path.write_text(text, "utf-8")
    document = read_yaml(path, "f.yaml", problems)
    wanted = YAML[text]
    if isinstance(wanted, str):
        assert said(problems) == wanted
        assert all(problem.hint for problem in problems)
    else:
        assert said(problems) == ""
        assert document is not None
        assert document.data == wanted
