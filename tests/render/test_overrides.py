"""What a project puts in the place of something shipped: copies, what moved, mistakes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from sample_briefing import briefing

from cartreport.cli.group import main
from cartreport.errors import RequestError, TemplateError
from cartreport.render.html import render_html
from cartreport.render.look import open_look
from cartreport.render.overrides.eject import eject
from cartreport.render.overrides.faults import faults
from cartreport.render.overrides.offered import digits, offered, piece
from cartreport.render.overrides.upstream import since
from cartreport.shipped import shipped
from cartreport.story import check_templates

PROJECT = Path(__file__).parents[1] / "project"
EXTENDS = '{% extends "builtin/briefing/page.html" %}\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PROJECT, tmp_path / "own"))


def own(project: Path, name: str, text: str) -> list[str]:
    """The problems of a project with this one file of its own, without the hints."""
    path = project / "templates" / "briefing" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return [f"{one.where} {one.code} {one.message}" for one in faults(project)]


def test_every_shipped_file_says_what_it_is() -> None:
    """The list names each file, in a line, and the page first with the blocks that it has."""
    files = offered()
    on_disk = {
        path.relative_to(shipped()).as_posix()
        for path in (shipped() / "briefing").rglob("*")
        if path.suffix in {".html", ".css", ".js"}
    }
    assert {file.name for file in files} == on_disk
    assert [file.name for file in files if not file.about] == []
    assert files[0].name == "briefing/page.html"
    assert {"head", "title", "cover", "foot"} <= {block.name for block in files[0].blocks}
    assert len({block.name for block in files[0].blocks}) == len(files[0].blocks)


def test_a_part_is_understood_by_its_name_and_by_its_end() -> None:
    """A block by its own name, a file by its end; what stands for two or none is refused."""
    assert piece("foot").said == piece("page.html:foot").said == "briefing/page.html:foot"
    assert piece("parts/grid.html").said == piece("grid.html").said == "briefing/parts/grid.html"
    assert piece("foot").text.startswith("{% block foot %}")
    assert piece("foot").text.endswith("{% endblock %}")
    with pytest.raises(
        RequestError,
        match=r"parts/evidence.html or briefing/sections|sections/evidence.html or briefing/parts",
    ):
        piece("evidence.html")
    with pytest.raises(RequestError, match="'foott'") as told:
        piece("foott")
    assert "briefing/page.html:foot" in told.value.hint
    with pytest.raises(RequestError, match=r"words.yaml is not copied"):
        piece("words.yaml")


def test_what_is_copied_builds_and_is_never_written_over(project: Path) -> None:
    """Two blocks and a file copied: nothing is wrong, a second copy is refused, notes are kept."""
    page = eject(project, "foot")
    eject(project, "title")
    eject(project, "sections/cover.html")
    text = page.read_text("utf-8")
    assert text.startswith(EXTENDS)
    assert text.count("{% block ") == 2
    for asked in ("foot", "sections/cover.html"):
        with pytest.raises(RequestError, match="stands already"):
            eject(project, asked)
    assert page.read_text("utf-8") == text
    assert list(check_templates(project)) == []
    assert [override.moved for override in since(project)] == [False, False, False]


def test_a_block_does_not_go_into_a_replaced_page(project: Path) -> None:
    """Where the whole page is replaced, a block in it is edited where it stands."""
    eject(project, "page.html")
    with pytest.raises(RequestError, match="replaces the whole file"):
        eject(project, "foot")


def test_what_has_changed_upstream_is_shown(project: Path) -> None:
    """A copy of an older part: the lines that moved since, a warning at its head, then neither."""
    path = eject(project, "title")
    now = piece("title")
    old = now.text.replace("briefing.title", "briefing.name")
    base = project / "templates" / ".base"
    (base / digits(old)).write_text(old, "utf-8")
    text = path.read_text("utf-8")
    path.write_text(text.replace(now.digits, digits(old)), "utf-8")
    (moved,) = since(project)
    assert moved.moved
    assert [line[0] for line in moved.lines()[3:]] == ["-", "+"]
    assert "briefing.name" in moved.lines()[3]
    assert [problem.code for problem in faults(project)] == ["W607"]
    (base / digits(old)).write_text("else", "utf-8")
    assert next(iter(since(project))).lines() == []
    path.write_text(text, "utf-8")
    assert list(faults(project)) == []


MISTAKES = {
    "a misspelt file": ("secton.html", "<p/>", "secton.html W601"),
    "not Jinja": ("sections/cover.html", "<p>\n{% if %}</p>", ":2 E602"),
    "a block of no page": ("page.html", EXTENDS + "{% block foott %}{% endblock %}", ":2 E602"),
    "a template that is nowhere": (
        "page.html",
        '{% extends "builtin/briefing/pge.html" %}',
        "E602",
    ),
    "an include of nothing": (
        "sections/cover.html",
        '\n{% include "briefing/x.html" %}',
        ":2:13 E602",
    ),
    "a filter of nobody": ("sections/cover.html", "{{ section.name|shout }}", ":1 E602"),
    "a name of nobody": ("sections/cover.html", "\n{{ brefing.title }}", ":2 E603"),
    "a field of nobody": ("sections/cover.html", "{{ briefing.titel }}", ":1 E603"),
    "flex in a sheet": ("print.css", "p { color: red;\n display: flex }", ":2:2 W604"),
    "grid in a style": ("sections/cover.html", '<p style="display:inline-grid">', ":1:11 W604"),
    "a silent image": (
        "sections/cover.html",
        '<p><img src="a.png" title="a > b"></p>',
        ":1:4 E605",
    ),
    "grey on white": ("print.css", "p { color: #999 }", ":1:5 W606"),
    "pale in a style": ("sections/cover.html", '<p style="margin:0;color:#cccccc">', ":1:20 W606"),
}


def test_each_mistake_is_found_at_its_place(tmp_path: Path) -> None:
    """One file with one mistake: one problem, of its code, at its line and column."""
    missed = []
    for number, (what, (name, text, expected)) in enumerate(MISTAKES.items()):
        project = Path(shutil.copytree(PROJECT, tmp_path / str(number)))
        found = own(project, name, text)
        if len(found) != 1 or expected not in found[0]:
            missed.append((what, found))
    assert missed == []


def test_what_is_right_is_not_blamed(project: Path) -> None:
    """Comments, screens, ornaments, legible colours and own parts that are named raise nothing."""
    own(project, "screen.css", "main { display: grid; color: #333 }")
    own(project, "parts/mine.html", "{{ section.name }}")
    text = (
        '{# {{ nobody }} <img> #}<img alt="" src="x.png"/>{% include "briefing/parts/mine.html" %}'
    )
    assert own(project, "sections/cover.html", text) == []
    (project / "templates" / "README.md").write_text("notes", "utf-8")
    assert list(faults(project)) == []


def test_a_shipped_file_copied_whole_is_right(tmp_path: Path) -> None:
    """Whatever is copied and not yet changed raises nothing: no rule is stricter than our own."""
    blamed = []
    for file in offered():
        project = Path(shutil.copytree(PROJECT, tmp_path / file.name.replace("/", "-")))
        eject(project, file.name)
        blamed += [str(problem) for problem in faults(project)]
    assert blamed == []


def test_what_only_rendering_shows_is_found_by_templates_check(project: Path) -> None:
    """A field that a nested value lacks: no static rule sees it, the rendering names its line."""
    own(project, "sections/cover.html", "\n{% for f in section.figures %}{{ f.valu }}{% endfor %}")
    (found,) = check_templates(project)
    assert (found.where.line, found.code) == (2, "E603")
    assert "valu" in found.message


def test_a_template_cannot_walk_into_python(project: Path) -> None:
    """Private names, format tricks and globals are refused or lead nowhere."""
    tricks = (
        "{{ briefing.__class__.__mro__ }}",
        "{{ '{0.__class__.__init__}'.format(briefing) }}",
        "{{ word.__call__.__globals__ }}",
        "{{ briefing.sections.append(1) }}",
        "{{ cycler.__init__.__globals__.os.getcwd() }}",
    )
    for trick in tricks:
        own(project, "sections/cover.html", trick)
        with pytest.raises(TemplateError):
            render_html(briefing(), open_look(project, "ledger"))


def test_the_command_lists_copies_and_checks(project: Path) -> None:
    """`list` marks what is yours, `eject` says the file, `check` exits 1 with an error, else 0."""

    def run(*arguments: str) -> tuple[int, str]:
        found = CliRunner().invoke(main, ["templates", *arguments, "-p", str(project)])
        return found.exit_code, found.output

    assert run("eject", "foot") == (0, f"wrote {project}/templates/briefing/page.html\n")
    listed = run("list")[1]
    assert "blocks: head, title" in listed
    assert [line.split()[0] for line in listed.splitlines() if "(yours)" in line] == [
        "briefing/page.html"
    ]
    assert run("check") == (0, "no problems\n")
    assert "is shipped as it was" in run("diff")[1]
    own(project, "sections/cover.html", "{{ x }}")
    code, said = run("check")
    assert code == 1
    assert "templates/briefing/sections/cover.html:1 E603 nothing gives a value 'x'" in said
    assert run("eject", "nothing-at-all")[0] == 2
