"""``cartreport check``: its forms, its exit codes, and what it costs."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree.ElementTree import fromstring

import click
import pytest
from click.testing import CliRunner, Result

from cartreport import story
from cartreport.cli import forms
from cartreport.cli.excerpt import Excerpts
from cartreport.cli.group import main
from cartreport.problems import Problem, Problems, Where
from tests.warm import Asked, done

ROOT = Path(__file__).resolve().parents[1]
PROJECT = ROOT / "tests" / "project"
BROKEN = ROOT / "tests" / "broken"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The small project with an error and a warning in it."""
    shutil.copytree(PROJECT, tmp_path / "project")
    for case in ("E204", "W403"):
        name = "data/deals.csv" if case == "E204" else "data/programmes.csv"
        shutil.copyfile(BROKEN / case / name, tmp_path / "project" / name)
    return tmp_path / "project"


def check(*args: str) -> Result:
    return CliRunner().invoke(main, ["check", *args])


def codes_of(folder: Path, *asked: tuple[str, ...]) -> list[int]:
    """The exit codes of the processes, through the guard."""
    return [end.code for end in done(folder, [Asked(("check", *args)) for args in asked])]


def test_text_is_a_line_a_problem_and_the_counts(project: Path) -> None:
    """Sorted by place; the last line counts by level."""
    lines = check("-p", str(project)).output.splitlines()
    assert lines[0].startswith("data/deals.csv:2:79 E204 there is no company 'boralis': did you")
    assert lines[1].startswith("data/programmes.csv:3:90 W403 ")
    assert lines[2:] == ["1 error, 1 warning"]


def test_the_excerpt_marks_the_value(project: Path) -> None:
    """With --excerpt the line stands below, with a mark as long as the value, right under it."""
    lines = check("-p", str(project), "--excerpt").output.splitlines()
    assert lines[2].index("^") == lines[1].index("boralis")
    assert lines[2].count("^") == len("boralis")


def test_json_has_every_part(project: Path) -> None:
    """Counts, then the parts of each problem under their names."""
    held = json.loads(check("-p", str(project), "--format", "json").output)
    assert (held["errors"], held["warnings"]) == (1, 1)
    first = held["problems"][0]
    assert (first["file"], first["line"], first["column"]) == ("data/deals.csv", 2, 79)
    assert (first["code"], first["level"], first["value"]) == ("E204", "error", "boralis")
    assert first["title"] == "unknown record"


def test_github_annotations_name_the_file_from_here(project: Path) -> None:
    """One command a problem, with file, line, col and title, the file as the forge must find it."""
    lines = check("-p", str(project), "--format", "github").output.splitlines()
    assert len(lines) == 2
    place = f"file={project.as_posix()}/data/deals.csv,line=2,col=79,title=E204 unknown record"
    assert lines[0].startswith(f"::error {place}::there is no company 'boralis'")
    assert lines[1].startswith("::warning file=")


def test_github_escapes_what_would_end_a_command() -> None:
    """Per cent signs and line ends are escaped, and commas and colons in properties."""
    found = Problems([Problem(Where("a,b:c.csv", 1), "E205", "100 %\nof", "::x")])
    said = forms.github(found, Path())
    assert said == "::error file=a%2Cb%3Ac.csv,line=1,title=E205 unknown term::100 %25%0Aof: ::x"


def test_sarif_results_point_to_their_rules(project: Path) -> None:
    """Version 2.1.0, a rule a code met, each result with its rule, level and region."""
    held = json.loads(check("-p", str(project), "--format", "sarif").output)
    assert held["version"] == "2.1.0"
    run = held["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == ["E204", "W403"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 2, "startColumn": 79}


def test_junit_has_a_case_a_problem(project: Path) -> None:
    """An error fails its case and says where; a warning does not; text that XML cannot hold is told."""
    suite = fromstring(check("-p", str(project), "--format", "junit").stdout)
    failed = [case for case in suite if case.find("failure") is not None]
    assert (suite.get("tests"), suite.get("failures")) == (str(len(suite)), str(len(failed)))
    assert [case.get("line") for case in failed] == ["2"]
    assert len(suite) > len(failed)
    odd = Problems([Problem(Where("a&b.csv", 1), "E205", "<\x00>", "]]>")])
    (case,) = fromstring(forms.MACHINE["junit"](odd, Path()))
    assert case[0].get("message") == "<\ufffd>"
    assert len(fromstring(forms.MACHINE["junit"](Problems(), Path()))) == 1


def test_exit_codes(project: Path) -> None:
    """0 for none or warnings alone, 1 for an error or, strictly, a warning; 2 for wrong usage."""
    there = ("-p", str(project))
    assert codes_of(project, ("-p", str(PROJECT)), there) == [0, 1]
    shutil.copyfile(PROJECT / "data" / "deals.csv", project / "data" / "deals.csv")
    asked = ((), ("--strict",), ("--format", "xml"), ("--as-of", "2026-02-30"))
    assert codes_of(project, *((*there, *more) for more in asked)) == [0, 1, 2, 2]


def test_as_of_stands_in_for_the_projects_own() -> None:
    """A later date makes sources stale."""
    assert check("-p", str(PROJECT)).output == "no problems\n"
    assert "W401" in check("-p", str(PROJECT), "--as-of", "2026-06-01").output


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif", "junit"])
def test_a_project_without_problems_is_quiet(form: str) -> None:
    """Every form of an empty list is well formed; github says nothing at all."""
    result = check("-p", str(PROJECT), "--format", form)
    assert result.exit_code == 0
    if form in ("json", "sarif"):
        json.loads(result.output)
    elif form == "github":
        assert result.output == ""


def test_a_long_row_is_cut_around_the_value(tmp_path: Path) -> None:
    """The excerpt of a row of 5,000 characters fits a terminal, and the mark is under the value."""
    line = "漢字," * 500 + "wrong," + "x" * 2000
    (tmp_path / "t.csv").write_text(f"head\n{line}\n", "utf-8")
    place = Where("t.csv", 2, line.index("wrong") + 1)
    lines = Excerpts(tmp_path).of(Problem(place, "E205", "m", value="wrong"))
    quoted, mark = map(click.unstyle, lines)
    assert len(quoted) < 120
    left = quoted[: quoted.index("wrong")]
    assert mark.index("^") == sum(2 if char in "漢字" else 1 for char in left)
    assert mark.count("^") == 5


def test_no_excerpt_for_what_is_not_there(tmp_path: Path) -> None:
    """A whole file, a missing file, a folder and a line past the end quote nothing."""
    (tmp_path / "f.yaml").write_text("a: 1\n", "utf-8")
    excerpts = Excerpts(tmp_path)
    for where in (Where("f.yaml"), Where("g.yaml", 1, 1), Where("", 1, 1), Where("f.yaml", 9, 1)):
        assert excerpts.of(Problem(where, "E205", "m")) == []


def test_an_excerpt_sends_no_control_characters(tmp_path: Path) -> None:
    """An escape sequence in a file does not reach the terminal."""
    (tmp_path / "f.yaml").write_text("a: \x1b[31mred\u202e\n", "utf-8")
    quoted, _ = Excerpts(tmp_path).of(Problem(Where("f.yaml", 1, 4), "E006", "m"))
    assert "\x1b[31m" not in quoted
    assert "\u202e" not in quoted


def test_the_bundled_project_has_no_error_and_needs_no_pandas() -> None:
    """Its warnings are few and of known kinds; no heavy import is paid for."""
    code = (
        "import sys\n"
        "import cartreport\n"
        f"found = cartreport.check({str(ROOT)!r})\n"
        "print(len(found.errors), len(found.warnings))\n"
        "print(*sorted({'pandas', 'weasyprint', 'jinja2', 'rich'} & set(sys.modules)))\n"
    )
    env = {**os.environ, "PYTHONHASHSEED": "1"}
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env
    ).stdout.splitlines()
    errors, warnings = map(int, said[0].split())
    assert errors == 0
    assert warnings < 30
    assert said[1] == ""


def test_words_that_end_a_build_are_an_error_of_the_check(tmp_path: Path) -> None:
    """What nothing computes is an error in an entry that is printed, a warning in one that is not."""
    folder = tmp_path / "project"
    shutil.copytree(PROJECT, folder)
    words = folder / "templates" / "briefing" / "words.yaml"
    words.parent.mkdir(parents=True)
    words.write_text(
        "programmes.table.method: 'x {nowhere}'\ntargets.finding: '{nowhere}'\n", "utf-8"
    )
    assert [(str(one.where), one.code) for one in story.check(folder)] == [
        ("templates/briefing/words.yaml:1:26", "E610"),
        ("templates/briefing/words.yaml:2:18", "W611"),
    ]
    words.write_text("targets.finding: '{nowhere}'\n", "utf-8")
    assert [one.code for one in story.check(folder)] == ["W611"]
    assert story.build(folder, story.Options(out=tmp_path / "out", formats=("html",))).files
