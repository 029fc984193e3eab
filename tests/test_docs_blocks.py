"""Every block of code in the README and the documentation is tried, and the site is made of them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from click.testing import CliRunner

from cartreport.changes.compare import Comparison
from cartreport.cli.group import main
from cartreport.problems import CODE_BY_ID
from cartreport.render import changes
from cartreport.sources.grades import ChangesPlan
from cartreport.sources.records import Fact, Reference
from cartreport.sources.section_plan import BriefingPlan
from cartreport.sources.translation import Translation
from cartreport.starter import start
from cartreport.story import Options, build, check, check_templates

sys.path.insert(0, str(Path(__file__).parent))
from small import put, small_project

ROOT = Path(__file__).resolve().parents[1]

FENCE = re.compile(r"^```([^\n`]*)\n(.*?)^```[ \t]*$", re.MULTILINE | re.DOTALL)
NAMED = re.compile(r"^`([\w./-]+)`\n\n```\w+\n(.*?)```", re.MULTILINE | re.DOTALL)
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def blocks(page: str, kind: str) -> list[str]:
    """The blocks of one kind on a page, in their order."""
    found = FENCE.findall((ROOT / page).read_text("utf-8"))
    return [text for told, text in found if told == kind]


def test_the_tutorial_gives_what_its_picture_shows(tmp_path: Path) -> None:
    """docs/tutorial/yours.md, followed as it is written: no problem, and each step is on the page."""
    page = (ROOT / "docs/tutorial/yours.md").read_text("utf-8")
    start(tmp_path / "mine", None, None)
    files = NAMED.findall(page)
    assert len(files) == 5
    for name, text in files:
        put(tmp_path / "mine" / name, text)
    (plan,) = [text for text in blocks("docs/tutorial/yours.md", "yaml") if "briefings:" in text]
    declared = (tmp_path / "mine/sources.yaml").read_text("utf-8")
    put(tmp_path / "mine/sources.yaml", declared[: declared.index("briefings:")] + plan)
    assert [str(problem) for problem in check(tmp_path / "mine")] == []
    assert [str(problem) for problem in check_templates(tmp_path / "mine")] == []
    made = build(tmp_path / "mine", Options(out=tmp_path / "out", formats=("html", "pdf")))
    assert list(made.pages) == []
    told = (made.folder / "landscape.html").read_text("utf-8")
    for word in ("#7a1f5c", "Prepared for the board", "What is inside", "Who runs the trials"):
        assert word in told
    assert re.search(r'<p class="ours"><img src="data:image/svg\+xml', told)


def test_the_guide_to_templates_is_as_it_says(tmp_path: Path) -> None:
    """Its words and its template, put into a project: no problem, and a page with both."""
    page = "docs/how-to/templates.md"
    project = small_project(tmp_path / "own", ("cover", "summary", "targets"))
    (words,), (template,) = blocks(page, "yaml"), blocks(page, "html")
    put(project / "templates/briefing/words.yaml", words)
    put(project / "templates/briefing/page.html", template)
    assert [str(problem) for problem in check(project)] == []
    made = build(project, Options(out=tmp_path / "out", formats=("html",)))
    told = (made.folder / "landscape.html").read_text("utf-8")
    assert "In two minutes" in told
    assert "<p>For internal use.</p>" in told


def test_the_guide_to_parameters_is_as_it_says(tmp_path: Path) -> None:
    """Its parameters and its template, put into a project: no problem, nor one in the template."""
    page = "docs/how-to/parameters.md"
    project = small_project(tmp_path / "own", ("cover",))
    (declared,), (template,) = blocks(page, "yaml"), blocks(page, "html")
    text = (project / "sources.yaml").read_text("utf-8")
    put(project / "sources.yaml", f"{declared}{text}")
    put(project / "templates/briefing/page.html", template)
    assert [str(problem) for problem in check_templates(project)] == []


def test_what_the_pages_declare_is_taken() -> None:
    """`changes:` and briefings are plans, the fact and its reference are records; JSON has the keys that are told."""
    (plan,) = blocks("docs/how-to/changes.md", "yaml")
    assert ChangesPlan.model_validate(yaml.load(plan, yaml.BaseLoader)["changes"])
    spoken, words = blocks("docs/how-to/language.md", "yaml")
    assert Translation.model_validate(yaml.load(words, yaml.BaseLoader)).texts
    for text in (spoken, *blocks("docs/how-to/profiles.md", "yaml")):
        for briefing in yaml.load(text, yaml.BaseLoader)["briefings"].values():
            assert BriefingPlan.model_validate(briefing).sections
    (text,) = blocks("docs/reference/data.md", "yaml")
    record = yaml.load(text, yaml.BaseLoader)
    for fact in record["facts"]:
        kept = {key: value for key, value in fact.items() if value != ""}
        assert Fact.model_validate({**kept, "value": int(fact["value"])}).what == "list-price"
    for reference in record["references"].values():
        assert Reference.model_validate(reference).kind == "press"
    (told,) = blocks("docs/how-to/changes.md", "")

    def edition(name: str) -> SimpleNamespace:
        return SimpleNamespace(edition=name)

    empty = json.loads(changes.as_json(Comparison(*map(edition, ("2026-07", "2026-08")), (), ())))
    assert set(empty) <= set(re.findall(r'"(\w+)"', told))


def test_a_problem_that_a_page_quotes_is_one() -> None:
    """File, line, column, a code that there is, and words."""
    quoted = [
        line
        for page in ("README.md", "docs/how-to/tables.md")
        for text in blocks(page, "")
        for line in text.splitlines()
        if re.match(r"\S+:\d+:\d+ ", line)
    ]
    assert len(quoted) >= 3
    for line in quoted:
        assert line.split()[1] in CODE_BY_ID, line


def test_commands_that_a_page_shows_run() -> None:
    """What needs no data, such as help, answers; the others are held by tests/test_docs.py."""
    named = {
        line.split()[1]
        for page in PAGES
        for kind in ("", "sh")
        for text in blocks(str(page.relative_to(ROOT)), kind)
        for line in text.splitlines()
        if line.startswith("cartreport ")
    }
    wrong = {
        name: done.output
        for name in sorted(named)
        if (done := CliRunner().invoke(main, [name, "--help"])).exit_code
    }
    assert wrong == {}
    made = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    asked = {
        target
        for page in PAGES
        for target in re.findall(r"^make ([a-z]+)\b", page.read_text("utf-8"), re.MULTILINE)
    }
    assert asked <= made


HERE = "test_docs_blocks.py"
TRIED = {
    ("CONTRIBUTING.md", ""): HERE,
    ("README.md", ""): HERE,
    ("docs/explanation/architecture.md", ""): "",  # a drawing
    ("docs/how-to/brands.md", "text"): "render/test_brand_files.py",
    ("docs/how-to/brands.md", "yaml"): "render/test_brand_files.py",
    ("docs/how-to/changes.md", "sh"): HERE,
    ("docs/how-to/changes.md", "yaml"): HERE,
    ("docs/how-to/changes.md", ""): HERE,
    ("docs/how-to/import.md", "sh"): "registries/test_import_guide.py",
    ("docs/how-to/import.md", "text"): "test_docs.py",
    ("docs/how-to/import.md", "yaml"): "registries/test_import_guide.py",
    ("docs/how-to/language.md", "yaml"): HERE,
    ("docs/how-to/monthly.md", "sh"): HERE,
    ("docs/how-to/monthly.md", "yaml"): "test_init.py",
    **dict.fromkeys([("docs/how-to/parameters.md", kind) for kind in ("", "yaml", "html")], HERE),
    ("docs/how-to/profiles.md", ""): HERE,
    ("docs/how-to/profiles.md", "yaml"): HERE,
    ("docs/how-to/sections.md", "yaml"): "briefing/test_declared.py",
    ("docs/how-to/sections.md", ""): HERE,
    ("docs/how-to/tables.md", "yaml"): "landscape/test_tables_how_to.py",
    ("docs/how-to/tables.md", ""): HERE,
    ("docs/how-to/templates.md", ""): HERE,
    ("docs/how-to/templates.md", "yaml"): HERE,
    ("docs/how-to/templates.md", "html"): HERE,
    ("docs/reference/data.md", "yaml"): HERE,
    ("docs/reference/data.md", "sh"): HERE,
    ("docs/reference/problems.md", ""): "sources/test_broken.py",
    ("docs/reference/problems.md", "text"): "sources/test_broken.py",
    **dict.fromkeys([("docs/tutorial/grow.md", kind) for kind in ("yaml", "csv")], "test_start.py"),
    **dict.fromkeys(
        [("docs/tutorial/start.md", kind) for kind in ("yaml", "csv")], "test_start.py"
    ),
    ("docs/tutorial/start.md", "sh"): HERE,
    **dict.fromkeys(
        [("docs/tutorial/yours.md", kind) for kind in ("yaml", "xml", "html", "sh")], HERE
    ),
}
"""Page and kind of block → the test that tries them."""


def test_every_block_is_tried() -> None:
    """A page that gets a block of a new kind needs its trial; a trial that is named is there."""
    found = {
        (str(page.relative_to(ROOT)), kind)
        for page in PAGES
        for kind, _ in FENCE.findall(page.read_text("utf-8"))
        if not kind.startswith("{")
    }
    assert found - set(TRIED) == set()
    assert [name for name in TRIED.values() if not (ROOT / "tests" / name).exists()] == []


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as `make docs` makes it; a warning is an error."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html"]
    done = subprocess.run(
        [*command, "-d", str(folder / "trees"), str(ROOT / "docs"), str(folder / "html")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder / "html"


def test_the_site_has_four_kinds_of_page_and_a_search(site: Path) -> None:
    """Every page is in it, reached from the first one's menu; the search knows a word of each kind."""
    pages = {
        page.relative_to(ROOT / "docs").with_suffix(".html").as_posix()
        for page in PAGES
        if "docs" in page.relative_to(ROOT).parts[:1]
    }
    assert [page for page in sorted(pages) if not (site / page).is_file()] == []
    menu = (site / "index.html").read_text("utf-8")
    assert [
        page for page in sorted(pages) if page != "index.html" and f'href="{page}"' not in menu
    ] == []
    assert {page.partition("/")[0] for page in pages if "/" in page} == {
        "tutorial",
        "how-to",
        "reference",
        "explanation",
    }
    index = (site / "searchindex.js").read_text("utf-8")
    assert all(f'"{word}"' in index for word in ("eject", "stamp", "weasyprint"))


def test_the_site_fetches_nothing(site: Path) -> None:
    """No page, sheet or script of it asks another machine for anything: no CDN, no face."""
    loads = re.compile(
        r"<(?:script|img|iframe|source)\b[^>]*\bsrc=[\"'](?:https?:)?//|<link\b[^>]*\bhref=[\"'](?:https?:)?//",
        re.IGNORECASE,
    )
    abroad = [
        str(path.relative_to(site))
        for path in site.rglob("*.html")
        if loads.search(path.read_text("utf-8"))
    ]
    abroad += [
        str(path.relative_to(site))
        for path in site.rglob("*.css")
        if re.search(r"url\([\"']?(?:https?:)?//|@import", path.read_text("utf-8"))
    ]
    assert abroad == []
