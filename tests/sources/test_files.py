"""Files: inside the project, plain, bounded, and text that is named for what it is."""

from __future__ import annotations

import os
import tracemalloc
from pathlib import Path

import pytest

from cartreport.problems import Problems, Where
from cartreport.sources.encoding import guess
from cartreport.sources.files import YAML_LIMIT, paths_of, read_bytes, text_of

AT = Where("sources.yaml", 3, 5)
CHINESE = "产品名称,北京协和医院的临床试验"
TRADITIONAL = "產品名稱,台灣醫院的臨床試驗"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with a folder of three files, and a file beside the project."""
    folder = tmp_path / "project"
    (folder / "data" / "companies").mkdir(parents=True)
    for name in ("beta", "acme", ".hidden"):
        (folder / "data" / "companies" / f"{name}.yaml").write_text("id: x\n", "utf-8")
    (folder / "data" / "deals.csv").write_text("id\n", "utf-8")
    (folder / "data" / "deals.source.yaml").write_text("rows: 1\n", "utf-8")
    (tmp_path / "outside.csv").write_text("secret\n", "utf-8")
    return folder


def looked_up(root: Path, pattern: str) -> tuple[list[str], list[str]]:
    problems = Problems()
    found = paths_of(root, pattern, AT, problems)
    return [path.relative_to(root).as_posix() for path in found], [str(p) for p in problems]


def test_a_pattern_gives_sorted_files_and_neither_sidecars_nor_hidden_ones(root: Path) -> None:
    """The order never depends on the file system; folders and sidecars are no sources."""
    assert looked_up(root, "data/companies/*.yaml")[0] == [
        "data/companies/acme.yaml",
        "data/companies/beta.yaml",
    ]
    assert looked_up(root, "data/*")[0] == ["data/deals.csv"]


@pytest.mark.parametrize(
    "pattern, told",
    [
        ("data/deal.csv", "E001 no file 'data/deal.csv': did you mean 'deals.csv'?"),
        ("dta/deals.csv", "E001 no file 'dta/deals.csv': there is no folder 'dta'; did you mean"),
        ("data/*.yml", "E001 nothing matches 'data/*.yml': one of companies, deals.csv"),
        ("data/companies", "E002 'data/companies' is a folder: write 'data/companies/*.yaml'"),
        (".", "E002 '.' is a folder: give the path of a file"),
        ("../outside.csv", "E003 '../outside.csv' leads out of the project"),
        ("data/../../outside.csv", "E003"),
        ("/etc/passwd", "E003 '/etc/passwd' leads out of the project: give a relative path"),
        ("data\\deals.csv", "E003 'data\\\\deals.csv' holds a backslash: write / between folders"),
        ("data/**x", "E001 'data/**x' can't be looked up: '**' stands for whole folders"),
        ("x" * 5000, "E001 'xxx"),
        ("data/\0", "E003"),
    ],
)
def test_a_path_that_leads_to_no_source_says_what_to_write(
    root: Path, pattern: str, told: str
) -> None:
    """One problem at the place where the path is written, with the nearest name."""
    found, problems = looked_up(root, pattern)
    assert found == []
    assert len(problems) == 1
    assert problems[0].startswith("sources.yaml:3:5 " + told)
    assert len(problems[0]) < 250


def test_links_are_followed_inside_the_project_alone(root: Path) -> None:
    """A link within the project is a file; one that leaves it, a folder's too, is refused unread."""
    (root / "data" / "inside.csv").symlink_to("deals.csv")
    (root / "data" / "out.csv").symlink_to("../../outside.csv")
    (root / "data" / "loop.csv").symlink_to("loop.csv")
    (root / "data" / "etc").symlink_to("/etc")
    assert looked_up(root, "data/inside.csv") == (["data/inside.csv"], [])
    for pattern in ("data/out.csv", "data/loop.csv", "data/etc/*.conf", "data/etc/passwd"):
        found, problems = looked_up(root, pattern)
        assert found == []
        assert [problem.split()[1] for problem in problems] == ["E003"]
        assert "conf" not in problems[0].split(":")[-1], "the hint lists what lies outside"


def test_a_folder_a_pipe_a_device_and_a_missing_file_are_told_apart(tmp_path: Path) -> None:
    """Nothing but a plain file is opened: a pipe without a writer would hang for ever."""
    os.mkfifo(tmp_path / "pipe")
    told = {}
    for name, path in {
        "folder": tmp_path,
        "pipe": tmp_path / "pipe",
        "device": Path("/dev/zero"),
        "missing": tmp_path / "nothing",
    }.items():
        problems = Problems()
        assert read_bytes(path, name, 100, problems) is None
        (told[name],) = (str(problem) for problem in problems)
    assert told["folder"].startswith("folder E002 this is a folder")
    assert told["pipe"].startswith("pipe E002 this is no plain file")
    assert told["device"].startswith("device E002 this is no plain file")
    assert told["missing"].startswith("missing E001 the file does not exist")


def test_a_file_that_may_not_be_read_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system's refusal is said in its words (the superuser is refused nothing: it is played)."""
    path = tmp_path / "locked.yaml"
    path.write_text("id: x\n", "utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    problems = Problems()
    assert read_bytes(path, "locked.yaml", 100, problems) is None
    assert [str(problem) for problem in problems] == [
        "locked.yaml E002 the file can't be read: Permission denied: change its permissions"
    ]


def test_a_file_of_100_megabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """Its size is asked first: the problem names the limit, and no memory is taken."""
    path = tmp_path / "huge.yaml"
    path.touch()
    os.truncate(path, 100_000_000)
    problems = Problems()
    tracemalloc.start()
    assert read_bytes(path, "huge.yaml", YAML_LIMIT, problems) is None
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1_000_000
    (problem,) = problems
    assert str(problem) == (
        "huge.yaml E004 the file has 100 MB, the limit for YAML is 2 MB: split it"
    )


def text(raw: bytes, name: str, folder: Path, encoding: str = "utf-8") -> tuple[str, list[str]]:
    path = folder / name
    path.write_bytes(raw)
    problems = Problems()
    read = text_of(raw, path, name, encoding, problems)
    return (read[0] if read else ""), [str(problem) for problem in problems]


def test_a_mark_at_the_beginning_is_no_part_of_the_text(tmp_path: Path) -> None:
    """The byte-order mark that Excel and Notepad write is taken off, whatever was declared."""
    raw = b"\xef\xbb\xbf" + CHINESE.encode()
    assert text(raw, "a.csv", tmp_path) == (CHINESE, [])
    assert text(raw, "a.csv", tmp_path, "gb18030") == (CHINESE, [])


@pytest.mark.parametrize(
    "said, encoding",
    [(CHINESE, "gb18030"), (TRADITIONAL, "big5"), (CHINESE, "utf-16"), ("Größe“", "cp1252")],
)
def test_a_declared_encoding_is_read_as_declared(tmp_path: Path, said: str, encoding: str) -> None:
    """Nothing is said about it: that is what declaring is for."""
    assert text(said.encode(encoding), "a.csv", tmp_path, encoding) == (said, [])


@pytest.mark.parametrize(
    "raw, told",
    [
        (
            CHINESE.encode("gb18030"),
            ":1:1 E005 byte 0xb2 is not UTF-8: it looks like GB18030: save",
        ),
        (TRADITIONAL.encode("big5"), ":1:1 E005 byte 0xb2 is not UTF-8: it looks like Big5: save"),
        (
            "a,b\nélève,à".encode("cp1252"),
            ":2:1 E005 byte 0xe9 is not UTF-8: it may be Windows-1252",
        ),
        (
            "北京大学 ".encode() + "北京".encode("gbk"),
            ":1:6 E005 byte 0xb1 is not UTF-8: the file is",
        ),
        ("北京".encode()[:-1], ":1:2 E005 the file ends within a character: it was cut off"),
        ("id,name\n1,x".encode("utf-16-le"), ":1:1 E005 the file is UTF-16: save it as UTF-8, or"),
        ("id".encode("utf-32"), ":1:1 E005 the file is UTF-32: save it as UTF-8"),
        (b"PK\x03\x04rest", " E005 the file is an Excel workbook or another zip file, not text"),
        (b"%PDF-1.7", " E005 the file is a PDF, not text"),
    ],
)
def test_other_encodings_are_named_and_never_guessed_into_the_data(
    tmp_path: Path, raw: bytes, told: str
) -> None:
    """No text comes out: a problem at the first byte that does not fit, with the likely name."""
    found, problems = text(raw, "a.csv", tmp_path)
    assert found == ""
    assert problems[0].startswith("a.csv" + told)


def test_what_bytes_are_is_said_from_a_share_on(tmp_path: Path) -> None:
    """UTF-16 without its mark: over three bytes in five of one half are NUL, none of the other, of two
    characters or more. A guess: four characters, more than four in five of them common, or twenty and more than three in five.
    """
    utf_16 = "the file is UTF-16"
    gb, either, latin = "looks like GB18030", "may be GB18030 or", "may be Windows-1252 or Latin-1"
    told = {
        **{"id".encode(f"utf-16-{end}"): utf_16 for end in ("le", "be")},
        **{"i".encode(f"utf-16-{end}"): "control character U+0000" for end in ("le", "be")},
        **{"abcd北".encode(f"utf-16-{end}"): utf_16 for end in ("le", "be")},
        "abc北京".encode("utf-16-le"): "byte 0xac is not UTF-8",
        "abc北京".encode("utf-16-be"): "byte 0xac is not UTF-8",
        b"a\0b\0\0\0c\0d\0": "control character U+0000",
        b"\0a\0b\0\0\0c\0d": "control character U+0000",
        ("a" * 121 + "京" * 300).encode("utf-16-le"): utf_16,
        ("a" * 120 + "京" * 300).encode("utf-16-le"): "byte 0xac is not UTF-8",
        "\ufeffa".encode("utf-32-be"): "the file is UTF-32",
        **{text.encode("gbk"): gb for text in ("中国人民", "中国人民大丂")},
        **{text.encode("gbk"): either for text in ("中国人", "中国人民丂", "中国人民丂丄")},
        "中国人丂丄".encode("gbk"): latin,
        ("中国人民" * 4 + "丂丄丅丆")[1:].encode("gbk"): either,
        ("中国人民" * 4 + "丂丄丅丆").encode("gbk"): gb,
        b"\xef\xbb\xbfa,\xff": ":1:3 E005 byte 0xff is not UTF-8",
        "北京大 ".encode() + b"\xb1 ": latin,
        "北京大学 ".encode() + b"\xb1 ": "pasted from elsewhere",
    }
    said = {raw: text(raw, "a.csv", tmp_path)[1] for raw in told}
    assert {raw: said[raw] for raw, words in told.items() if words not in said[raw][0]} == {}


def test_declared_utf_16_needs_no_mark(tmp_path: Path) -> None:
    """Either order of its bytes is seen where it can be; what is cut off is told by its byte."""
    for end in ("le", "be"):
        assert text("id,北".encode(f"utf-16-{end}"), "a.csv", tmp_path, "utf-16") == ("id,北", [])
    assert text("北京".encode("utf-16-le"), "a.csv", tmp_path, "utf-16") == ("北京", [])
    cut = "北京".encode("utf-16")[:-1]
    assert text(cut, "a.csv", tmp_path, "utf-16")[1] == [
        "a.csv E005 byte 5 is not UTF-16: truncated data: it was cut off, or is another encoding"
    ]
    assert text(b"a\nb\xff", "a.csv", tmp_path, "gb18030")[1] == [
        "a.csv:2:2 E005 byte 0xff is not GB18030: the declared encoding is not that of the file"
    ]


def test_the_hint_gives_the_line_to_declare_where_one_can_be_declared(tmp_path: Path) -> None:
    """A CSV source may declare its encoding; a YAML file is UTF-8 and the hint says only that."""
    raw = CHINESE.encode("gb18030")
    assert text(raw, "a.csv", tmp_path)[1][0].endswith("or declare `encoding: gb18030`")
    assert text(raw, "a.yaml", tmp_path)[1][0].endswith("save it as UTF-8")
    assert text(CHINESE.encode("utf-16"), "a.yaml", tmp_path)[1] == [
        "a.yaml:1:1 E005 the file is UTF-16: save it as UTF-8"
    ]


def test_utf_8_declared_as_something_else_is_not_read_as_that(tmp_path: Path) -> None:
    """Every byte of UTF-8 is a character of Latin-1: what was declared would be mojibake."""
    for encoding in ("gb18030", "latin-1", "cp1252"):
        found, problems = text(CHINESE.encode(), "a.csv", tmp_path, encoding)
        assert found == ""
        assert "E005 the file is UTF-8, not" in problems[0]


def test_bytes_that_decode_as_gb18030_by_chance_are_not_called_so() -> None:
    """French and German in Windows-1252 decode as GB18030 without an error; so does Big5."""
    for said in ("première élève, à côté", "Größe, Übergröße, Maß"):
        raw = said.encode("cp1252")
        assert "GB18030" not in guess(raw)
        assert "encoding: cp1252" in guess(raw)
    assert "GB18030" not in guess(TRADITIONAL.encode("big5"))


@pytest.mark.parametrize(
    "name, char", [("a.csv", "\x1b"), ("a.yaml", "\x00"), ("a.yaml", "\u2028")]
)
def test_a_character_that_no_editor_shows_has_its_place(
    tmp_path: Path, name: str, char: str
) -> None:
    """The file is refused, with line and column; in YAML also a hidden end of line."""
    found, problems = text(f"a: 1\nb: x{char}y\n".encode(), name, tmp_path)
    assert found == ""
    assert problems == [f"{name}:2:5 E006 control character U+{ord(char):04X}: delete it"]


def test_many_control_characters_are_not_many_pages(tmp_path: Path) -> None:
    """Ten are shown, each with its place; a file of nothing else says no more."""
    problems = text(b"\x01\n" * 5000, "a.csv", tmp_path)[1]
    assert len(problems) == 10
    assert (
        problems[-1].startswith("a.csv:10:1 ")
        or "a.csv:9:1 E006 control character U+0001: delete it" in problems
    )
