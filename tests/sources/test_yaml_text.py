"""YAML: text stays as it is written, every part has its place, nothing can break the reader."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from cartreport.problems import Problems
from cartreport.sources import yaml_text
from cartreport.sources.yaml_text import Document, parse_yaml, plain_value

WORDS = """NO no yes on off Y n true False Null NA N/A 1.10 0123 0o17 0x1f 1_000 1e6 1.0e+6 .5 +1 -0 09
00 12:30 12:30:00 2017-08-30 2023-02-30 2024-01-02T10:00:00Z .inf .nan １２ 1２ 1.0.0 5,3""".split()  # noqa: SIM905 - thirty words are read better so


@pytest.fixture(params=["C", "pure"], autouse=True)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test with libyaml and, as where it is missing, with PyYAML's own parser."""
    if request.param == "pure":
        monkeypatch.setattr(yaml_text, "Loader", yaml.SafeLoader)


def parsed(text: str) -> tuple[Any, list[str]]:
    problems = Problems()
    document = parse_yaml(text, "f", problems)
    return (document.data if document else None), [str(problem) for problem in problems]


@pytest.mark.parametrize(
    "written",
    WORDS,
)
def test_a_plain_word_is_the_text_that_is_written(written: str) -> None:
    """What other loaders turn into truth, dates, minutes or other numbers stays as it stands."""
    assert parsed(f"a: {written}\n") == ({"a": written}, [])
    assert parsed(f"{written}: a\n") == ({written: "a"}, [])


@pytest.mark.parametrize(
    "written, value",
    [("0", 0), ("7", 7), ("-12", -12), ("1.5", 1.5), ("-0.25", -0.25), ("2.0", 2.0)],
)
def test_a_number_is_what_reads_back_as_it_is_written(written: str, value: float) -> None:
    """Whole and decimal numbers in their plain form; in quotes they are text."""
    assert parsed(f"a: {written}")[0] == {"a": value}
    assert type(parsed(f"a: {written}")[0]["a"]) is type(value)
    assert parsed(f"a: '{written}'")[0] == {"a": written}
    assert str(plain_value(written)) == written


def test_a_number_of_five_thousand_digits_is_text() -> None:
    """Python refuses to convert it and other loaders fall over that."""
    assert parsed("a: " + "9" * 5000)[0] == {"a": "9" * 5000}


def test_nothing_is_no_value() -> None:
    """An empty value, ~ and null are absent; Null with a capital is somebody's name."""
    assert parsed("a:\nb: ~\nc: null\nd: Null\n")[0] == {
        "a": None,
        "b": None,
        "c": None,
        "d": "Null",
    }


def test_every_value_and_every_name_has_its_place() -> None:
    """Line and column from 1, in characters; what is missing has the place of what holds it."""
    problems = Problems()
    document = parse_yaml("名: 😀\nlist:\n  - {k: v, w: [x, y]}\n", "f", problems)
    assert isinstance(document, Document)
    assert str(document.where(("名",))) == "f:1:4"
    assert str(document.where(("list", 0, "w", 1))) == "f:3:19"
    assert str(document.name_of(("list", 0, "w"))) == "f:3:12"
    assert str(document.where(("list", 0, "none", 3))) == "f:3:5"
    assert str(document.part(("list", 0)).where(("k",))) == "f:3:9"


@pytest.mark.parametrize(
    "text, told",
    [
        ("a: 1\na: 2\n", "f:2:1 E011 'a' stands twice in one mapping, first on line 1"),
        ("x:\n - b: 1\n   b: 1\n", "f:3:4 E011 'b' stands twice in one mapping, first on line 2"),
        ("{a: 1, a: 1}", "f:1:8 E011"),
        ("a: !!python/object/apply:os.getcwd []", "f:1:4 E012 the tag"),
        ("a: !x b", "f:1:4 E012 the tag !x: write plain data"),
        ("a: 1\n---\nb: 2\n", "f:2:1 E012 a second document begins"),
        ("? [a]\n: 1\n", "f:1:3 E012 a key must be a plain text"),
        ("a: &x b\n*x : 1\n", "f:2:1 E012 an alias as a key"),
        ("b: {<<: {p: 1}}", "f:1:9 E012 << takes one alias to a mapping"),
        ("a: &x {p: 1}\nb: {<<: [*x]}", "f:2:9 E012 <<"),
        ("&a [*a]", "f:1:5 E010 no anchor &a"),
        ("", "f E013 the file holds no data"),
        ("# only a comment\n", "f E013"),
        ("~", "f E013"),
        ("title: CAR-T: a study", "f:1:13 E010 mapping values are not allowed"),
        ("a: 1\n\tb: 2\n", "f:2:1 E010"),
        ("a:\n\t- b\n", "f:2:1 E010"),
        ('a: 1\nb: "x\nc: 2\n', "f:2:4 E010"),
        ("a: 'x\n", "f:1:4 E010"),
        ("a: *CD19", "f:1:4 E010 no anchor &CD19: a value that begins with * must stand in quotes"),
        ("a: &CD19", "f:1:4 E010 an anchor &CD19 on no value: a value that begins with &"),
        ("a: @x", "f:1:4 E010"),
        ("a: 1\nb\nc: 2\n", "f:2:1 E010"),
        ("a: [x, y\nb: 1\n", "f:2:"),
        ("a: - b", "f:1:4 E010 "),
    ],
)
def test_what_is_not_plain_data_is_refused_at_its_place(text: str, told: str) -> None:
    """Duplicate keys, tags, odd aliases, several documents, broken syntax: code and place."""
    problems = parsed(text)[1]
    assert problems
    assert problems[0].startswith(told)
    assert ": " in problems[0].split(" ", 2)[2], "no hint"


@pytest.mark.parametrize(
    "text, hint",
    [
        ("title: CAR-T: a study", 'write title: "CAR-T: a study"'),
        ('t: "x" y: z', "check the indentation; a quoted value ends at its closing quote"),
        ('t: a "b": c', "put the value into quotes: it holds ': '"),
        ("t: a\\b: c", "put the value into quotes: it holds ': '"),
        ("t: a: b #c", "put the value into quotes: it holds ': '"),
        (f"t: a: {'x' * 57}", f'write t: "a: {"x" * 57}"'),
        (f"t: a: {'x' * 58}", "put the value into quotes: it holds ': '"),
        ("a: 1\n  b: 2\n", "set it under the names above it, or end the line above with ':'"),
        ("a: b\n\tc: d\n", "indent with blanks, not with a tab"),
        ("a: {n} of {m:word} it's", """write a: "{n} of {m:word} it's\""""),
        ("a:\n\tb: 1\n", "indent with blanks, not with a tab"),
        ("a: `x", "a value that begins with ` must stand in quotes"),
        ('a: "x', "close the quote that opens here"),
        ("a: - b", "begin the list on the next line"),
        ('a: "C:\\Users"', "write \\\\ for a backslash, or use single quotes"),
        ("a: !h!x b", "a value that begins with ! must stand in quotes"),
        ("a: 1\nb\nc: 2\n", "write ': ' after the name, or indent the text under its key"),
    ],
)
def test_the_hint_says_what_to_write(text: str, hint: str) -> None:
    """Not the parser's grammar but the mending, for what people write by hand."""
    assert hint in parsed(text)[1][0]


def test_a_merge_key_takes_what_is_not_said() -> None:
    """`<<: *base` fills in; what stands in the mapping wins, before or after; merged parts have a
    place, and to override one is no duplicate."""
    text = "base: &b {t: A, p: 2}\nx:\n  <<: *b\n  p: 3\ny: {p: 4, <<: *b}\n"
    data, problems = parsed(text)
    assert data["x"] == {"t": "A", "p": 3}
    assert data["y"] == {"t": "A", "p": 4}
    assert problems == []
    document = parse_yaml(text, "f", Problems())
    assert document is not None
    assert str(document.where(("x", "t"))) == "f:3:7"


@pytest.mark.parametrize(
    "text",
    [
        "[" * 3000 + "]" * 3000,
        "- " * 1100 + "x",
        "{a: " * 2000 + "}" * 2000,
        "? " * 1500 + "x",
        "\n".join(" " * n + "a:" for n in range(1200)),
    ],
    ids=["brackets", "dashes", "braces", "keys", "steps"],
)
def test_no_depth_breaks_the_reader(text: str) -> None:
    """A located problem at once; no recursion that could end in one of Python's."""
    data, problems = parsed(text)
    assert data is None
    assert "E012" in problems[0]
    assert problems[0].startswith("f:")


def test_aliases_are_bounded_and_files_without_them_are_not() -> None:
    """Nine aliases nine deep would be billions of parts; as many plain parts are just a file."""
    levels = ["l0: &l0 [x, x, x, x, x, x, x, x, x]"]
    levels += [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 10)]
    data, problems = parsed("\n".join(levels))
    assert data is None
    assert problems[0].startswith("f:5:")
    assert "E012 aliases multiply the data" in problems[0]
    assert parsed("a: &a [x, y]\nb: [*a, *a]\n") == ({"a": ["x", "y"], "b": [["x", "y"]] * 2}, [])
    assert parsed("- {a: 1, b: [c, d]}\n" * 3000)[1] == []


@pytest.mark.parametrize(
    "text, place",
    [
        ("a: Study #2 of them\n", "f:1:10"),
        ("name: O'Neil #3\n", "f:1:14"),
        ("a: #CD19\nb: 1\n", "f:1:4"),
        ("- #x\n- y\n", "f:1:3"),
        ("[a #b\n, c]\n", "f:1:4"),
        ("a: 😀 b #c\n", "f:1:8"),
        ("a: one\n  two #three\n", "f:2:7"),
    ],
)
def test_a_value_cut_by_a_hash_is_said(text: str, place: str) -> None:
    """YAML takes ` #x` for a comment and the rest of the value is gone without a word."""
    assert [problem.split(" the ")[0] for problem in parsed(text)[1]] == [f"{place} W014"]


@pytest.mark.parametrize(
    "text", ["a: b # c", "a: 'b #c'", "a: b#c", "#x\na: b", "a: b ## c", "a: |\n  x #y"]
)
def test_a_comment_is_a_comment(text: str) -> None:
    """With a blank after its sign, on a line of its own, or where it is text anyway."""
    assert parsed(text)[1] == []


def test_line_ends_and_a_mark_change_nothing() -> None:
    """Windows line ends and a byte-order mark read as the file without them, at the same places."""
    plain = "a: 1\nb: [x,\n  y]\n"
    for text in (plain.replace("\n", "\r\n"), "\ufeff" + plain):
        document = parse_yaml(text, "f", Problems())
        assert document is not None
        assert document.data == {"a": 1, "b": ["x", "y"]}
        assert str(document.where(("b", 1))) == "f:3:3"
