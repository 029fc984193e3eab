"""Adding a thing is one file and one line: the recipes of CONTRIBUTING.md, each tried in a copy."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from small import edit, put, small_project

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package and its templates, to add things to."""
    folder = tmp_path_factory.mktemp("program")
    left_out = shutil.ignore_patterns("__pycache__")
    for name in ("cartreport", "templates"):
        shutil.copytree(ROOT / name, folder / name, ignore=left_out)
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return small_project(tmp_path / "project", ("companies",))


def run(program: Path, project: Path, *args: str) -> tuple[int, str, str]:
    """The copy's command line on a project: exit code, stdout, stderr."""
    done = subprocess.run(
        [sys.executable, "-m", "cartreport", *args, "-p", str(project)],
        cwd=project.parent,
        env={**os.environ, "PYTHONPATH": str(program)},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def published(out: Path) -> dict[str, bytes]:
    """The files of an edition without its manifest."""
    files = (path for path in out.rglob("*") if path.is_file() and path.name != "manifest.json")
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}


CARDS = '''"""A line a row."""
FILE, USUAL = "tables/{name}.cards", False
def render(table):
    return "".join(f"{table.id}: {row}\\n" for row in table.frame.iloc[:, 0])
'''
SLIDES = '''"""A heading a section."""
from cartreport.render.formats.rendered import Rendered
FILE, USUAL = "{name}.slides", False
def ready():
    pass
def render(briefing, look):
    text = "".join(f'<div id="{section.id}"><h2>{section.id}</h2>text</div>' for section in briefing.sections)
    return Rendered(text.encode(), pages=len(briefing.sections), screen=text)
'''
SHEET = '''"""All tables in one."""
FILE, USUAL = "landscape.sheet", False
def render(edition):
    return "\\n".join([edition.build, *edition.tables]).encode()
'''


def test_a_format(program: Path, project: Path) -> None:
    """A format of each scope is a module and its name: published, in the manifest, held by gates.

    The other formats' files stay; tables are made as a whole; a closed gate publishes nothing.
    """
    folder = program / "cartreport/render/formats"
    for name, text in (("cards", CARDS), ("slides", SLIDES), ("sheet", SHEET)):
        put(folder / f"{name}.py", text)
    registry = folder / "__init__.py"
    edit(registry, r"import csv,", "import cards, slides, sheet, csv,")
    edit(registry, r"\(table, csv, json, md\)", "(table, csv, json, md, cards)")
    edit(registry, r"\(html, pdf\)", "(html, pdf, slides)")
    edit(registry, r"EditionFormat, \.\.\.\] = \(\)", "EditionFormat, ...] = (sheet,)")
    code, _, said = run(program, project, "build", "-f", "html,csv")
    assert code == 0, said
    out = project.parent / "out/2026-02"
    first = published(out)
    code, told, said = run(program, project, "build", "-f", "cards,slides,sheet")
    assert code == 0, said
    assert [Path(line.split("  ")[0]).name for line in told.splitlines()] == [
        "landscape.sheet",
        "landscape.slides",
        "tables",
    ]
    stands = published(out)
    assert first.items() <= stands.items()
    assert {name.replace(".csv", ".cards") for name in first if name.endswith(".csv")} == {
        name for name in stands if name.endswith(".cards")
    }
    files = json.loads((out / "manifest.json").read_text("utf-8"))["files"]
    assert files.keys() == stands.keys()
    assert files["landscape.html"]["format"] == "html"
    assert (files["landscape.slides"]["format"], files["landscape.slides"]["pages"]) == (
        "slides",
        1,
    )
    by_company = run(program, project, "tables", "by-company", "--format", "cards")[1]
    assert stands["tables/by-company.cards"].decode() == by_company
    edit(folder / "slides.py", "<h2>", "<h2>nan ")
    code, told, said = run(program, project, "build", "-f", "slides")
    assert (code, told) == (3, ""), said
    assert "E805" in said
    assert published(out) == stands
