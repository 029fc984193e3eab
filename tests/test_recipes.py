"""Adding a thing is one file and one line: the recipes of CONTRIBUTING.md, each tried in a copy."""

from __future__ import annotations

import json
import os
import re
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
    for name in ("cartreport", "templates"):
        shutil.copytree(ROOT / name, folder / name)
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
    for scope, name in (("TABLE", "cards"), ("BRIEFING", "slides"), ("EDITION", "sheet")):
        whole = re.search(rf"(?m)^OF_{scope}: .* = \(", registry.read_text("utf-8"))
        assert whole
        edit(registry, re.escape(whole[0]), f"{whole[0]}{name}, ")
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


CHECK = '''"""A project is about the weather."""
from cartreport.problems import Problem, Where
def check(records):
    if records.project.title != "Weather":
        yield Problem(Where("sources.yaml", 1, 8), "W999", "no weather", "rename it")
'''
CODE = """    _warning("W999", "not the weather", "It is about something else.", "Rename it."),
    # 3: facts and time
"""
TABLE = '''"""Companies by the first letter of their names."""
from cartreport.landscape.groups import count, counted_table, told
from cartreport.landscape.measures import every
from cartreport.landscape.table import Column
def table(landscape):
    rows = landscape.rows("companies")
    letters = {}
    for row in rows:
        letters.setdefault(row["short"][0], []).append(row)
    columns = [
        told(Column("id", kind="key"), lambda letter, _: letter),
        told(Column("label", kind="name"), lambda letter, _: letter),
        count("companies", every),
    ]
    return counted_table(
        columns, letters, rows, id="by-letter", unit="company", as_of=landscape.as_of,
        sources=landscape.source_ids("companies"),
    )
'''
TABLE_WORDS = """
by-letter.title: Companies by letter
by-letter.rule: 'Unit: company.'
by-letter.total: All of them
head.by-letter.label: Letter
"""
FIGURE = '''"""A bar for each number."""
from cartreport.briefing.scene import Rect, Scene
def draw(numbers):
    bars = tuple(Rect(20.0 * at, 0, 12, 10.0 * n, "hue-a") for at, n in enumerate(numbers))
    return Scene(493.2, 40, bars)
'''
SECTION = '''"""Companies by letter: one drawing."""
from dataclasses import replace
from cartreport.briefing.briefing import Figure
from cartreport.briefing.figures import letters
KIND = "exhibits"
def section(desk):
    view = desk.view("by-letter")
    values = {"n": view.count("companies"), "first": view.lines[0]["label"]}
    scene = letters.draw([line["companies"] for line in view])
    figure = Figure("letters", scene, desk.words("by-letter.alt", **values))
    exhibit = desk.exhibit("by-letter.chart", "by-letter", values=values, figure=figure)
    return replace(desk.section("by-letter", KIND, values=values), exhibits=(exhibit,))
'''
SECTION_WORDS = """
by-letter.name: By letter
by-letter.finding: '{n} firms, {first} before all'
by-letter.alt: 'Bars of {n} companies.'
by-letter.chart.title: '{n} firms'
by-letter.chart.subtitle: Companies by letter.
by-letter.chart.included: All.
by-letter.chart.method: By the first letter.
"""
BRAND = """
color:
  foreground: '#14212b'
  primary: '#123456'
  secondary: '#d69e35'
  tertiary: '#6d747d'
  danger: '#c2341a'
"""
GATE = '''"""No page tells of thunder."""
from cartreport.problems import Problem
def gate(document):
    if "thunder" in document.screen:
        yield Problem(document.place("by-letter"), "E805", "thunder", "say rain")
'''
COMMAND = '''"""``cartreport hail``: say hail."""
import click
from cartreport.cli.options import project_option
from cartreport.cli.say import result
@click.command()
@project_option
def hail(project):
    """Say hail."""
    result(f"hail {project.name}")
'''
IMPORTER = '''"""A line a trial: its id and its sponsor."""
from cartreport.problems import Where
from cartreport.registries.parts import text
from cartreport.registries.row import Located, RegistryRow
KIND = "lines"
def recognises(part, head):
    return head.startswith("lines\\n")
def read(parts, reading):
    for part in parts:
        with text(part, reading) as file:
            for number, line in enumerate(file, 1):
                if number > 1:
                    id, sponsor = line.split()
                    yield Located(RegistryRow(id, sponsor), Where(part.name, number))
'''


@pytest.fixture(scope="module")
def grown(program: Path) -> Path:
    """The copy with a check, a code, a table, a figure, a section, a gate, a command and an
    importer of its own: each a file, and a line in its registry.
    """
    package = program / "cartreport"
    edit(package / "problems.py", r"    # 3: facts and time\n", CODE)
    for room, name, registry, text in (
        ("sources/checks", "weather", "CHECKS", CHECK),
        ("landscape", "by_letter", "TABLES", TABLE),
        ("briefing/sections", "by_letter", "SECTIONS", SECTION),
        ("render/gates", "weather", "GATES", GATE),
        ("registries", "lines", "IMPORTERS", IMPORTER),
    ):
        put(package / room / f"{name}.py", text)
        lists = package / room / "__init__.py"
        dotted = f"cartreport.{room.replace('/', '.')}"
        edit(lists, rf"(?m)^from {dotted} import \(\n", f"from {dotted} import (\n    {name},\n")
        whole = re.search(rf"(?m)^{registry}: .* = \(\n", lists.read_text("utf-8"))
        assert whole
        edit(lists, re.escape(whole[0]), f"{whole[0]}    {name},\n")
    put(package / "briefing/figures/letters.py", FIGURE)
    put(package / "cli/hail.py", COMMAND)
    row = '    ("hail", "hail", "hail", "Say hail."),\n    ("doctor", "doctor"'
    edit(package / "cli/__init__.py", r'    \("doctor", "doctor"', row)
    for words, more in (("tables", TABLE_WORDS), ("briefing", SECTION_WORDS)):
        path = program / f"templates/{words}/words.yaml"
        path.write_text(path.read_text("utf-8") + more, "utf-8")
    return program


def test_a_check_with_its_code(grown: Path, project: Path) -> None:
    """Its problem is printed with its place, and is a warning as its code says."""
    code, told, said = run(grown, project, "check")
    assert code == 0, said
    assert "sources.yaml:1:8 W999 no weather: rename it" in told + said


def test_a_table_with_its_words(grown: Path, project: Path) -> None:
    """It is listed and printed with its title and its heads."""
    assert "Companies by letter" in run(grown, project, "tables")[1]
    said = json.loads(run(grown, project, "tables", "by-letter", "--format", "json")[1])
    assert said["columns"][1]["label"] == "Letter"
    assert said["total"] == {"label": "All of them", "companies": len(said["rows"])}


def test_a_section_with_a_figure_in_a_brand_held_by_a_gate(grown: Path, project: Path) -> None:
    """The plan names it, the page has its words and its drawing in the brand's colour; the gate
    closes at a word of the project's own.
    """
    edit(project / "sources.yaml", r"sections: \[.*\]", "sections: [by-letter]")
    edit(project / "sources.yaml", r"(?m)^edition:", "brand: storm\nedition:")
    put(project / "templates/brands/storm/_brand.yml", BRAND)
    code, _, said = run(grown, project, "build", "-f", "html")
    assert code == 0, said
    page = (project.parent / "out/2026-02/landscape.html").read_text("utf-8")
    assert "before all" in page.replace("\xa0", " ")
    assert "#123456" in page
    assert page.count('class="drawing"') == 1
    put(project / "templates/briefing/words.yaml", "by-letter.name: By thunder\n")
    code, _, said = run(grown, project, "build", "-f", "html")
    assert (code, "E805 thunder" in said) == (3, True), said


def test_a_command(grown: Path, project: Path) -> None:
    """It stands in the first screen and runs."""
    assert run(grown, project, "hail")[:2] == (0, "hail project\n")


def test_an_importer(grown: Path, project: Path) -> None:
    """Its files are known by their content and become rows of the trials table."""
    put(project / "down.txt", "lines\nNCT00000001 Acme\n")
    made = project / "made.csv"
    arguments = ("import", "auto", str(project / "down.txt"), "-o", str(made))
    code, _, said = run(grown, project, *arguments, "--snapshot", "2026-01-31")
    assert code == 0, said
    assert "NCT00000001" in made.read_text("utf-8")


TRIED = {
    "a fact": "tests/test_start.py",
    "a source": "tests/test_start.py",
    "words for a target, a route …": "tests/classify/test_searches.py",
    "a rule for trials": "tests/classify/test_classify_reading.py",
    "a label put right": "tests/classify/test_corrections.py",
    "an importer": test_an_importer,
    "a check": test_a_check_with_its_code,
    "a problem code": test_a_check_with_its_code,
    "a table that counts": "tests/landscape/test_tables_how_to.py",
    "a section of tables": "tests/briefing/test_declared.py",
    "another table": test_a_table_with_its_words,
    "a figure": test_a_section_with_a_figure_in_a_brand_held_by_a_gate,
    "a section": test_a_section_with_a_figure_in_a_brand_held_by_a_gate,
    "a format": test_a_format,
    "a gate": test_a_section_with_a_figure_in_a_brand_held_by_a_gate,
    "a command": test_a_command,
    "a brand": test_a_section_with_a_figure_in_a_brand_held_by_a_gate,
    "words": test_a_section_with_a_figure_in_a_brand_held_by_a_gate,
}
"""Row of CONTRIBUTING.md → what tries it: a test here, or the file of a project's own form."""


def test_every_recipe_is_tried() -> None:
    """A row that is added to the table needs its trial."""
    rows = re.findall(
        r"^\| (an?other [^|]+?|an? [^|]+?|words[^|]*?) \|",
        ((ROOT / "CONTRIBUTING.md").read_text("utf-8")),
        re.MULTILINE,
    )
    assert set(rows) == set(TRIED)
    files = [tried for tried in TRIED.values() if isinstance(tried, str)]
    assert [file for file in files if not (ROOT / file).exists()] == []
