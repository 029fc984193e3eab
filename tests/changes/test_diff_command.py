"""``cartreport diff``: two folders or revisions in, events and flows out, in four forms."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from golden import held
from small import edit

from cartreport.changes.compare import Comparison
from cartreport.changes.event import ORDER
from cartreport.changes.flows import Flow
from cartreport.changes.said import Said, by_grade
from cartreport.cli.group import main
from cartreport.landscape.snapshot import Snapshot
from cartreport.render.changes import FORMS

KEYS = ["kind", "grade", "record", "field", "from", "to", "date", "sources", "why", "focus"]
FLOW = ["table", "row", "column", "last", "new", "returned", "gone", "in", "out", "this"]


def _run(*words: object) -> Result:
    return CliRunner().invoke(main, ["diff", *map(str, words)])


@pytest.fixture(scope="module")
def told(compared: Comparison) -> dict[str, str]:
    """What the command prints of the two editions, by form."""
    return {form: render(compared, every=False) for form, render in FORMS.items()}


def test_the_command_prints_what_changed(editions: tuple[Path, Path], told: dict[str, str]) -> None:
    """From A to B, on stdout, and it ends well."""
    result = _run(*editions, "--format", "csv")
    assert result.exit_code == 0
    assert result.stdout == told["csv"]


def test_json_is_for_a_program(told: dict[str, str]) -> None:
    """Both editions, flows and events, with these keys and no others."""
    held: dict[str, Any] = json.loads(told["json"])
    assert list(held) == ["before", "after", "flows", "events"]
    assert {tuple(event) for event in held["events"]} == {tuple(KEYS)}
    assert {tuple(flow) for flow in held["flows"]} == {tuple(FLOW)}
    grades = {event["grade"] for event in held["events"]}
    assert grades == {"news", "minor", "cosmetic", "restatement"}
    assert {type(event["focus"]) for event in held["events"]} == {bool}


def test_csv_has_a_row_an_event(told: dict[str, str]) -> None:
    """The same events, with the keys as heads."""
    rows = list(csv.DictReader(io.StringIO(told["csv"])))
    events = json.loads(told["json"])["events"]
    assert list(rows[0]) == KEYS
    assert [row["record"] for row in rows] == [event["record"] for event in events]
    assert {row["focus"] for row in rows} == {"true", "false"}


def test_each_form_is_as_it_was_read(told: dict[str, str]) -> None:
    """Title, sums, parts of the focus country and elsewhere, each event's cells, flows: word for word."""
    for form in ("text", "md"):
        held(told[form], Path(__file__).parent / "golden" / f"diff.{form}")


def test_text_lists_news_and_counts_the_rest(told: dict[str, str], compared: Comparison) -> None:
    """News of the focus country line by line; what is cosmetic in one counted line, which opens."""
    text = told["text"]
    assert "enrolment: 40 → 51" in text
    assert "status: Not yet → Recruiting" in text
    assert "1 × status: the registry itself calls a record so that nobody renews" in text
    assert "Recruiting → Unknown" not in text
    assert "Recruiting → Unknown" in FORMS["text"](compared, every=True)


def test_markdown_folds_what_is_no_news(told: dict[str, str]) -> None:
    """Every event is in the note; those that are no news open at a click."""
    lines = told["md"].splitlines()
    assert lines[0].startswith("## Example landscape: 2026-03")
    shown = lines[: next(at for at, line in enumerate(lines) if "<details>" in line)]
    assert any("40 → 51" in line for line in shown)
    assert not any("Recruiting → Unknown" in line for line in shown)
    assert any("Recruiting → Unknown" in line for line in lines)


def test_no_change_is_said(pair: tuple[Snapshot, Snapshot]) -> None:
    """Two equal editions have no events, and that is said."""
    assert "No change." in FORMS["text"](Comparison(pair[0], pair[0], (), ()), every=False)


def test_a_flow_is_told_though_as_many_came_as_went(pair: tuple[Snapshot, Snapshot]) -> None:
    """One new and one gone of five is a flow, with its unit; where nothing moved none is told.

    A second table with the same flow of the same unit is left out, not one of another unit.
    """
    whole = ("*", "n", 5, 1, 0, 1, 0, 0, 5)
    held = [("a", "trial"), ("b", "trial"), ("c", "company")]
    found = [Flow(table, unit, *whole) for table, unit in held]
    still = Flow("d", "trial", "*", "n", 5, 0, 0, 0, 0, 0, 5)
    told = FORMS["text"](Comparison(*pair, (), (*found, still)), every=False).splitlines()
    assert [line for line in told if " = " in line] == [
        "a (unit: trial): 5 +1 new -1 gone = 5",
        "c (unit: company): 5 +1 new -1 gone = 5",
    ]


def test_what_a_count_lost_is_named_though_it_is_folded(compared: Comparison) -> None:
    """Which trials left is in the line that counts them: nine by name, of more how many."""
    left = next(event for event in compared.events if event.rule == "trial-left")
    said = Said(compared)
    assert said.counts([left]).endswith(f"says nothing of the study ({left.record})")
    many = [replace(left, record=f"T{number}") for number in range(1, 12)]
    names = "T1, T2, T3, T4, T5, T6, T7, T8, T9"
    assert said.counts(many).endswith(f"({names} and 2 more)")
    other = next(event for event in compared.events if event.rule == "other-left")
    assert other.record not in said.counts([other])


def test_a_landscape_of_the_whole_world_is_compared(compared: Comparison) -> None:
    """Without a focus a field has its name as well."""
    project = {part: held for part, held in compared.after.project.items() if part != "focus"}
    world = replace(compared, after=replace(compared.after, project=project))
    assert "enrolment: 40 → 51" in FORMS["text"](world, every=False)


def test_grades_are_counted_in_plain_words(compared: Comparison) -> None:
    """One correction, two corrections; news and what is of little weight are as they are."""
    event = compared.events[0]
    events = [replace(event, grade=grade) for grade in ("news", "news", "correction", "minor")]
    assert by_grade(events, ORDER) == "2 news, 1 correction, 0 restatements, 1 minor, 0 cosmetic"


def test_revisions_of_git(editions: tuple[Path, Path], tmp_path: Path) -> None:
    """A project as it stood at a commit against the folder as it stands."""
    root = Path(shutil.copytree(editions[0], tmp_path / "kept"))
    git = ("git", "-C", str(root), "-c", "user.name=a", "-c", "user.email=a@b.example")
    for words in (("init", "-q"), ("add", "."), ("commit", "-qm", "first")):
        subprocess.run([*git, *words], check=True)
    edit(root / "data/deals.csv", "10000000", "12000000")
    result = _run("HEAD", root, "-p", root, "--format", "json")
    events = json.loads(result.stdout)["events"]
    assert [(event["grade"], event["record"]) for event in events] == [("correction", "deal-1")]
    missing = _run("v9", root, "-p", root)
    assert missing.exit_code == 2
    assert "no revision 'v9'" in missing.stderr


def test_a_broken_project_is_told_as_json_too(editions: tuple[Path, Path], tmp_path: Path) -> None:
    """Its problems with their places, as by the other commands."""
    root = Path(shutil.copytree(editions[0], tmp_path / "broken"))
    edit(root / "sources.yaml", "family:", "famly:")
    result = _run(editions[0], root, "--format", "json")
    held = json.loads(result.stdout)
    assert [problem["code"] for problem in held["problems"]] == ["E101"]
