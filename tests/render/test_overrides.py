"""What a project puts in the place of something shipped: copies, what moved, mistakes."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from sample_briefing import briefing

from cartreport.cli.group import main
from cartreport.errors import RequestError, TemplateError
from cartreport.problems import Problem, Where
from cartreport.render.html import render_html
from cartreport.render.look import open_look
from cartreport.render.overrides import values
from cartreport.render.overrides.cause import traced
from cartreport.render.overrides.eject import eject
from cartreport.render.overrides.faults import faults
from cartreport.render.overrides.offered import digits, offered, piece
from cartreport.render.overrides.upstream import since
from cartreport.shipped import shipped
from cartreport.story import check_templates

sys.path.insert(0, str(Path(__file__).parents[1]))
from test_start import put as smallest

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


def test_what_is_right_is_not_blamed(project: Path) -> None:
    """Comments, screens, ornaments, legible colours and own parts that are named raise nothing."""
    own(project, "screen.css", "main { display: grid; color: #333 }")
    own(project, "parts/mine.html", "{{ section.name }}")
    text = (
        '{# {{ nobody }} <img> #}<img alt="" src="data:image/png;base64,"/>'
        '{% include "briefing/parts/mine.html" %}{% for n in range(2) %}{{ n }}{% endfor %}'
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
    assert (found.where.line, found.where.column, found.code) == (2, 36, "E603")
    assert "valu" in found.message
    own(project, "sections/summary.html", "{% for f in section.figures %}{{ f.amout }}{% endfor %}")
    told = " ".join(one.message for one in check_templates(project))
    assert [name in told for name in ("'amout'", "'valu'")] == [True, True]


def test_what_the_project_has_no_data_of_is_tried_with_a_sample(tmp_path: Path) -> None:
    """A line that no data of the smallest project reach, and one that they do: both are found."""
    smallest(tmp_path)
    text = "{% if briefing.label %}\n{{ section.figures[0].valu }}\n{% endif %}"
    own(tmp_path, "sections/cover.html", text)
    own(tmp_path, "parts/callout.html", "{% macro callout(c, title) %}\n{{ c.rowz }}{% endmacro %}")
    found = [str(problem) for problem in check_templates(tmp_path)]
    places = [one.partition(" ")[0].rpartition("briefing/")[2] for one in found]
    assert places == ["parts/callout.html:2:6", "sections/cover.html:2:23"]
    assert ["the sample's" in one for one in found] == [False, True]


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
    (project / "templates/briefing/words.yaml").write_text(
        "summary.name: In two minutes\n", "utf-8"
    )
    found = run("list", "--words", "TWO minutes")[1].splitlines()
    assert found == ["templates/briefing/words.yaml", "  summary.name  In two minutes  (yours)"]
    assert "contents.finding" in run("list", "--words", "contents.")[1]
    assert run("list", "--words", "no such words")[0] == 2
    assert "is shipped as it was" in run("diff")[1]
    own(project, "sections/cover.html", "{{ x }}")
    code, said = run("check")
    assert code == 1
    assert "templates/briefing/sections/cover.html:1:4 E603 nothing gives a value 'x'" in said
    assert run("eject", "nothing-at-all")[0] == 2


def test_a_whole_print_sheet_is_the_cause_of_what_follows(project: Path) -> None:
    """What the layout has wrong stands at the project's sheet, under the rules that it lacks.

    Without such a sheet, and what no layout shows, stays where it was.
    """
    shown = Where("templates/briefing/sections/exhibits.html")
    found = [
        Problem(shown, "E802", "a picture leaves the page"),
        Problem(shown, "E801", "WeasyPrint: Ignored `colr` at briefing/print.css:4:3, unknown."),
        Problem(shown, "E809", "fetches"),
    ]
    assert sorted(traced(project, "briefing", found)) == sorted(found)
    own(project, "print.css", "body { margin: 0 }")
    told = [(str(one.where), one.code) for one in sorted(traced(project, "briefing", found))]
    assert told == [
        ("templates/briefing/print.css", "E819"),
        ("templates/briefing/print.css:1", "E802"),
        ("templates/briefing/print.css:4:3", "E801"),
        (str(shown), "E809"),
    ]
    (cause,) = [one for one in traced(project, "briefing", found) if one.code == "E819"]
    assert "without @page, " in cause.message
    assert cause.message.endswith("2 problems of the pages follow")
    own(
        project, "print.css", (shipped() / "briefing/print.css").read_text("utf-8") + "p { top: 0 }"
    )
    (cause,) = [one for one in traced(project, "briefing", found) if one.code == "E819"]
    assert "without" not in cause.message


def test_words_of_a_language_replace_those_of_it(tmp_path: Path) -> None:
    """A project's own words in another language are read by their name; a slip of it is told."""
    briefing = tmp_path / "templates/briefing"
    briefing.mkdir(parents=True)
    for name in ("words.zh-Hans.yaml", "words.yml", "word.zh-Hans.yaml"):
        (briefing / name).write_text("targets.name: By antigen\n", "utf-8")
    told = [problem.value for problem in faults(tmp_path) if problem.code == "W601"]
    assert told == ["briefing/word.zh-Hans.yaml", "briefing/words.yml"]


def test_what_a_template_may_name_is_told_in_a_line() -> None:
    """A field by the sentence of its class that speaks of it, by its declared kind; a filter by its first line."""
    line, held = values.parts()["KeyFigure"]
    assert line == "A large number with its label and what it is held against."
    told = {one.name: (one.kind, one.about) for one in held}
    both = "`then` is what the edition before has in its place, `mark` whether it rose since."
    assert told["value"] == ("str", "")
    assert (told["then"], told["mark"]) == (("str", both), ("Mark", both))
    page = values.given()["briefing"]
    assert (page.name, page.kind, page.about) == ("briefing", "Briefing", "the whole document")
    assert all(about.strip() and "``" not in about for about in values.filters().values())
