"""Records of editions: written once and whole, read or refused, held against a rebuild."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import pytest

from cartreport.editions import rebuilt, record
from cartreport.editions.manifest import code
from cartreport.editions.verify import verify
from cartreport.errors import ProjectError, RequestError
from cartreport.render.formats import USUAL
from cartreport.story import Options, Result, build, rebuild
from tests.small import edit, small_project

PRICE = "data/products/alphacel.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The small project, its briefing cut to the section that says how it was made."""
    return small_project(tmp_path / "project", ("method",))


def made(project: Path, **asked: object) -> Result:
    """A build of the tables alone that is recorded."""
    given = {"out": project.parent / "out", "formats": ("csv",), "record": True, **asked}
    return build(project, Options(**given))  # type: ignore[arg-type]


PAGES = ("html", "csv")


def page(result: Result) -> str:
    return (result.folder / "landscape.html").read_text("utf-8")


def test_an_edition_is_recorded_once_and_a_change_is_a_revision(project: Path) -> None:
    """The same again writes nothing; another price is r2 with that one change, and r1 stays.

    By hand: the price of alphacel is 1,200,000 and becomes 1,300,000; no table adds prices up.
    """
    first = made(project)
    assert (first.record, first.new, first.against) == ("2026-02/r1", True, None)
    kept = {p.name: p.read_bytes() for p in (project / "editions/2026-02/r1").iterdir()}
    assert set(kept) == {"landscape.json.xz", "record.json"}
    again = made(project)
    assert (again.record, again.new) == ("2026-02/r1", False)
    edit(project / PRICE, "value: 1200000", "value: 1300000")
    second = made(project)
    assert (second.record, second.new) == ("2026-02/r2", True)
    told = json.loads((project / "editions/2026-02/r2/changes.json").read_text("utf-8"))
    assert [(line["of"], line["record"], line["field"]) for line in told] == [
        ("products", "alphacel", "facts")
    ]
    assert {p.name: p.read_bytes() for p in (project / "editions/2026-02/r1").iterdir()} == kept
    assert record.knowledge(project, record.read(project, "2026-02", 1)).as_of == "2026-02-01"
    assert sorted(p.name for p in (project / "editions").iterdir()) == ["2026-02"]


def test_an_edition_is_held_against_the_one_before_or_the_one_asked_for(project: Path) -> None:
    """The first says that it is the first; what was known before is handed on, and the id follows."""
    first = made(project, formats=PAGES)
    assert "This is the first edition that is recorded" in page(first)
    second = made(project, formats=PAGES, edition="2026-03")
    assert second.against == "2026-02/r1"
    assert "This is the first edition" not in page(second)
    edit(project / PRICE, "value: 1200000", "value: 1300000")
    made(project)
    asked = made(project, edition="2026-03", against="2026-02/r1")
    newest = made(project, edition="2026-03")
    assert (asked.against, newest.against) == ("2026-02/r1", "2026-02/r2")
    assert asked.build != newest.build
    with pytest.raises(RequestError, match="no record of edition '2026-01'") as caught:
        made(project, against="2026-01")
    assert caught.value.hint == "did you mean '2026-03'?"


def test_a_part_of_an_edition_is_not_recorded_unless_asked_for(project: Path) -> None:
    """By default a record is of a whole build, for the files of a part are of several."""
    assert made(project, record=None).record is None
    assert not (project / "editions").exists()
    assert made(project, record=None, formats=USUAL).record == "2026-02/r1"


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        ("record.json", lambda raw: raw[:-20]),
        ("record.json", lambda _: b"[]"),
        ("record.json", lambda raw: raw.replace(b'"revision": 1', b'"revision": 2')),
        ("landscape.json.xz", lambda raw: raw[:-20]),
        ("landscape.json.xz", lambda _: b"no xz"),
        ("landscape.json.xz", lambda _: lzma.compress(b"{}")),
        ("landscape.json.xz", None),
    ],
    ids=lambda value: value if isinstance(value, str) else "damage",
)
def test_a_damaged_record_is_a_problem_with_its_path(
    project: Path, name: str, damage: object
) -> None:
    """Cut off, replaced, of another number, or gone: E901 where it stands, in a build and in verify."""
    made(project)
    path = project / "editions/2026-02/r1" / name
    if callable(damage):
        path.write_bytes(damage(path.read_bytes()))
    else:
        path.unlink()
    with pytest.raises(ProjectError) as caught:
        made(project, edition="2026-03")
    (problem,) = caught.value.problems
    assert str(problem).startswith(f"editions/2026-02/r1/{name} E901 the record of an edition is")
    found = verify(project, project.parent / "out")
    assert {str(p.where) for p in found.problems} == {f"editions/2026-02/r1/{name}"}


def test_published_files_are_held_against_their_manifest(project: Path) -> None:
    """One that changed, one that is gone, one that no build wrote; an unknown edition is refused."""
    out = project.parent / "out"
    made(project, formats=PAGES)
    assert list(verify(project, out).problems) == []
    folder = out / "2026-02"
    (folder / "landscape.html").write_text("x", "utf-8")
    (folder / "tables/access.csv").unlink()
    (folder / "mine.txt").write_text("x", "utf-8")
    told = [str(p).removeprefix(str(folder)).split(":")[0] for p in verify(project, out).problems]
    assert told == [
        "/landscape.html E902 the file is not the one that manifest.json names",
        "/mine.txt E902 manifest.json names no such file",
        "/tables/access.csv E902 the file is gone",
    ]
    with pytest.raises(RequestError, match="neither published nor recorded"):
        verify(project, out, "2025-01")


def test_a_rebuild_is_the_same_or_says_what_is_another(project: Path) -> None:
    """Built again from the sources of its day, in another folder: to the byte; else E903 and why."""
    out = project.parent / "out"
    made(project, formats=PAGES)
    made(project, formats=PAGES, edition="2026-03", as_of="2026-03-01")
    found = rebuild(project, out)
    assert list(found.problems) == []
    assert found.held.keys() >= {"editions/2026-02/r1", "editions/2026-03/r1"}
    edit(project / PRICE, "value: 1200000", "value: 1300000")
    told = {str(p.where): p for p in rebuild(project, out, "2026-03").problems}
    assert told["editions/2026-03/r1/record.json"].code == "E903"
    assert told["editions/2026-03/r1/record.json"].hint == f"{PRICE} is another"
    assert f"{out.as_posix()}/2026-03/tables/facts.csv" in told


def test_what_changed_since_the_edition_before_can_be_counted(project: Path) -> None:
    """A table of the project counts the events; a fact put right later is a correction, no news."""
    edit(
        project / "sources.yaml",
        r"\nbriefings:",
        "\ntables:\n  changed: {title: Changed, unit: change, rows: kind, columns: [grade]}\nbriefings:",
    )
    first = made(project, formats=("csv",))
    edit(project / PRICE, "value: 1200000", "value: 1300000")
    second = made(project, formats=("csv",), edition="2026-03", as_of="2026-03-01")
    told = [
        (result.folder / "tables/changed.csv").read_text("utf-8").splitlines()
        for result in (first, second)
    ]
    assert told == [["id,label,n"], ["id,label,n,grade:correction", "record,record,1,1"]]


@pytest.mark.parametrize(("files", "rest"), [(5, ""), (6, "; 1 more file"), (8, "; 3 more files")])
def test_five_files_are_named_and_the_rest_counted(files: int, rest: str) -> None:
    """What differs between a build and one now; one that is gone is told apart."""
    then = {"trials": {f"data/{n}.csv": "a" for n in range(files)}}
    now = {"trials": {f"data/{n}.csv": "b" for n in range(1, files)}}
    named = "; ".join(f"data/{n}.csv is {'another' if n else 'gone'}" for n in range(5))
    assert rebuilt._why(then, now, code()) == named + rest
