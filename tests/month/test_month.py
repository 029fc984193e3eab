"""``cartreport month``: stage by stage, resumable, and each failure with its own exit code."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cartreport.cli.group import main
from cartreport.registries import ctgov_pages

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from registry import HELD, Registry, served
from small import edit, put

Run = Callable[..., tuple[int, dict[str, Any]]]
STAGES = ["fetch", "import", "classify", "check", "status", "build", "diff"]
NEW = "NCT90000003|Newcomer Hospital|OTHER|PHASE1|RECRUITING|2026-10-01|Italy|Rome|CD19 CAR-T cells"


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> Iterator[Registry]:
    monkeypatch.setattr(ctgov_pages, "PAUSE", 0.0)
    with served() as found:
        yield found


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """What `cartreport init` writes."""
    made = CliRunner().invoke(main, ["init", str(tmp_path / "demo"), "--subject", "CAR-T"])
    assert made.exit_code == 0, made.output
    return tmp_path / "demo"


@pytest.fixture
def run(project: Path, registry: Registry) -> Run:
    """Run the job on a day: its exit code, and what it says as JSON."""

    def month(day: str, *more: str) -> tuple[int, dict[str, Any]]:
        args = ["month", "-p", str(project), "-o", str(project / "out"), "-f", "csv"]
        shown = CliRunner().invoke(
            main, [*args, "--on", day, "--base", registry.url, "--json", *more]
        )
        held: dict[str, Any] = json.loads(shown.stdout)
        assert held["exit_code"] == shown.exit_code
        return shown.exit_code, held

    return month


def told(held: dict[str, Any]) -> dict[str, str]:
    return {line["stage"]: line["told"] for line in held["stages"]}


def test_a_month_is_made_made_again_and_followed(
    run: Run, registry: Registry, project: Path
) -> None:
    """September from nothing; the same again, without asking; October with a newcomer and its line.

    The second run of a month changes nothing: one revision, no question to the registry.
    """
    code, held = run("2026-09-02")
    assert code == 0, held
    assert list(told(held)) == STAGES
    assert (held["edition"], held["record"], held["against"]) == ("2026-09", "2026-09/r1", None)
    assert told(held)["fetch"] == "2 studies in snapshots/2026-09-02-ctgov.ndjson"
    assert told(held)["diff"].startswith("the first edition")
    asked = registry.asked
    code, held = run("2026-09-05")
    assert (code, held["record"], held["new"], registry.asked) == (0, "2026-09/r1", False, asked)
    assert held["as_of"] == "2026-09-02"
    assert told(held)["fetch"] == "as it was: the month has data/trials/2026-09-02-ctgov.csv"
    assert told(held)["classify"].startswith("as it was: ")
    registry.lines.append(NEW)
    code, held = run("2026-10-02", "--note", str(project / "note.md"))
    assert (code, held["against"], held["news"]) == (0, "2026-09/r1", 1), held
    (line,) = [line for line in held["warnings"] if " W904 " in line]
    row = "newcomer-hospital,Newcomer Hospital,Newcomer Hospital,,,,Newcomer Hospital,"
    assert line.endswith(f"add to data/institutions.csv: {row}")
    note = (project / "note.md").read_text("utf-8")
    assert "NCT90000003" in note
    assert row in note
    lists = project / "data" / "institutions.csv"
    lists.write_text(
        lists.read_text("utf-8") + row.replace(",,,,", ",academic,,,", 1) + "\n", "utf-8"
    )
    checked = CliRunner().invoke(main, ["check", "-p", str(project), "--as-of", "2026-10-02"])
    assert checked.exit_code == 0, checked.output


def test_a_month_without_anything_new_is_an_edition(run: Run) -> None:
    """The registry says the same: the edition is there, and says that nothing changed."""
    assert run("2026-09-02")[0] == 0
    code, held = run("2026-10-02")
    assert (code, held["new"], told(held)["diff"]) == (0, True, "no change since 2026-09/r1")


def test_failures_have_their_own_codes_and_leave_what_stands(
    run: Run, registry: Registry, project: Path
) -> None:
    """5 for an outage, 1 for bad data: nothing is made, and the next run goes on as if nothing was."""
    assert run("2026-09-02")[0] == 0
    before = sorted(path.name for path in (project / "out").iterdir())
    registry.away = True
    code, held = run("2026-10-02")
    assert (code, list(told(held))) == (5, ["fetch"])
    assert told(held)["fetch"].startswith("failed: the registry's server gave up")
    registry.away, registry.broken = False, True
    code, held = run("2026-10-02")
    assert (code, list(told(held))) == (1, ["fetch", "import"])
    assert " E102 " in held["error"]["problems"][0]
    registry.broken = False
    edit(project / "data" / "programmes.csv", "at101,AT101,abclon", "at101,AT101,abclone")
    code, held = run("2026-10-03")
    assert code == 1
    assert "data/programmes.csv:2" in held["error"]["problems"][0]
    assert sorted(path.name for path in (project / "out").iterdir()) == before
    edit(project / "data" / "programmes.csv", "abclone", "abclon")
    assert run("2026-10-03")[0] == 0


def test_stale_is_4_until_waived_and_a_waiver_ends(run: Run, project: Path) -> None:
    """Companies of 22 August 2026, good for 10 days: stale on 2 September, waived until the edition is due."""
    edit(project / "sources.yaml", r"title: Companies\n(.*\n)    max_age_days: 400", STALE)
    code, held = run("2026-09-02")
    assert (code, list(told(held))[-1]) == (4, "status")
    assert held["error"]["message"] == "stale: companies (on 2026-09-02)"
    line = held["error"]["hint"].partition("write - ")[2]
    waiver = line.replace("…", "once a year")
    assert waiver != line
    edit(project / "sources.yaml", r"  due: 5", f"  due: 5\n  waivers: [{waiver}]")
    code, held = run("2026-09-03")
    assert (code, told(held)["status"]) == (0, "stale, waived: companies")
    code, held = run("2026-10-02")
    assert code == 4
    assert told(held)["check"].endswith("; waivers that hold no more: W401 until 2026-09-05")


STALE = "title: Companies\n    searched_to: 2026-08-22\n    max_age_days: 10"


def test_strict_warnings_stop_it(run: Run, registry: Registry) -> None:
    """A newcomer is a warning; where the option or the project calls it strict it is exit code 1."""
    assert run("2026-09-02")[0] == 0
    registry.lines.append(NEW)
    code, held = run("2026-10-02", "--strict", "w904")
    assert (code, list(told(held))[-1]) == (1, "check")
    assert run("2026-10-02")[0] == 0


def test_a_code_that_nobody_knows_is_a_warning_until_its_line_is_pasted(
    run: Run, registry: Registry, project: Path
) -> None:
    """Phase and status of the first trial turn into codes that no vocabulary knows.

    The month ends, no event is news, the code counts as not stated; each warning has the line that mends it.
    It stops the job where it is strict and not waived.
    """
    assert run("2026-09-02")[0] == 0
    codes = ("PHASE1|RECRUITING", "PHASE9|DORMANT"), ("2026-08-20", "2026-09-20")
    for was, now in codes:
        registry.lines[0] = registry.lines[0].replace(was, now)
    code, held = run("2026-10-02", "--strict", "W410")
    waiver = held["error"]["hint"].partition("write - ")[2].replace("…", "asked")
    assert (code, waiver) == (1, '{code: W410, about: "PHASE9", until: 2026-11-02, why: asked}')
    edit(project / "sources.yaml", "  due: 5", f"  due: 5\n  strict: [W410]\n  waivers: [{waiver}]")
    code, held = run("2026-10-02")
    (stopping,) = [line for line in held["error"]["problems"] if " W410 " in line]
    assert (code, "DORMANT" in stopping) == (1, True)
    edit(project / "sources.yaml", "strict: .W410.", "strict: []")
    code, held = run("2026-10-02")
    assert (code, held["news"]) == (0, 0), held
    lines = [line for line in held["warnings"] if " W410 " in line]
    asked = ["month", "-p", str(project), "-o", str(project / "out"), "-f", "csv"]
    shown = CliRunner().invoke(main, [*asked, "--on", "2026-10-02", "--base", registry.url])
    assert {line for line in shown.stderr.splitlines() if " W410 " in line} == {*lines}
    table = (project / "out/2026-10/tables/trials-by-status.csv").read_text("utf-8")
    assert "not-stated,not stated,1," in table
    for line in lines:
        file = re.search(r"data/vocab/\S+\.yaml", line)
        assert file
        put(
            project / file[0],
            f"{(project / file[0]).read_text('utf-8')}  {line[line.index('- {') :]}\n",
        )
    code, held = run("2026-10-02")
    assert (code, [line for line in held["warnings"] if " W410 " in line]) == (0, [])
    table = (project / "out/2026-10/tables/trials-by-status.csv").read_text("utf-8")
    assert "dormant,DORMANT,1," in table


def test_what_an_import_leaves_empty_is_said_and_may_be_strict(
    run: Run, registry: Registry, project: Path
) -> None:
    """A phase in words that no rule reads: told with its place; strict, no table is written."""
    registry.lines[0] = registry.lines[0].replace("PHASE1", "phase one and a bit")
    code, held = run("2026-09-02", "--strict", "W032")
    assert (code, list(told(held))) == (1, ["fetch", "import"])
    assert not list((project / "data/trials").glob("2026-09-*"))
    code, held = run("2026-09-02")
    (remark,) = [line for line in held["warnings"] if " W032 unknown phase " in line]
    line = f"2 trials in data/trials/2026-09-02-ctgov.csv; 1 remark:\n  {remark}"
    assert (code, told(held)["import"]) == (0, line)


def test_a_company_that_is_new_gets_a_file_of_its_own(run: Run, registry: Registry) -> None:
    """Its class in the registry says so; the new hospital's is a row of the institutions."""
    assert run("2026-09-02")[0] == 0
    registry.lines.append(NEW.replace("Newcomer Hospital|OTHER", "Newcomer Inc|INDUSTRY"))
    (line,) = [line for line in run("2026-10-02")[1]["warnings"] if " W904 " in line]
    assert "put into data/companies/newcomer-inc.yaml: {" in line


def test_labels_take_the_day_of_the_trials(run: Run, project: Path) -> None:
    """Whatever source comes before them in the list."""
    file = project / "sources.yaml"
    (line,) = [x for x in file.read_text("utf-8").splitlines(True) if "kind: institutions" in x]
    edit(file, re.escape(line), "")
    edit(file, "\nsources:\n", f"\nsources:\n{line}")
    code, held = run("2026-09-02")
    assert (code, told(held)["classify"].rpartition(" in ")[2]) == (
        0,
        "data/trials/2026-09-02-labels.csv",
    )


def test_files_that_a_person_puts_there(run: Run, registry: Registry, project: Path) -> None:
    """`files` in place of `fetch`: the newest not after the day; nothing new is no failure."""
    edit(project / "sources.yaml", r"  fetch: .*", "  files: inbox/{date}-studies.json")
    answer = registry.answer()[2].decode()
    put(project / "inbox" / "2026-09-01-studies.json", answer)
    code, held = run("2026-09-02")
    assert code == 0, held
    assert told(held)["import"] == "2 trials in data/trials/2026-09-01-ctgov.csv"
    code, held = run("2026-10-02")
    assert (code, held["new"]) == (0, True)
    assert told(held)["import"].startswith("nothing new: data/trials/2026-09-01-ctgov.csv")
    put(project / "inbox" / "2026-09-01-studies.json", answer.replace("PHASE1", "PHASE2"))
    code, held = run("2026-10-03")
    assert told(held)["import"] == "2 trials in data/trials/2026-09-01-ctgov.csv"
    assert HELD


def test_the_month_and_a_build_are_of_one_day(run: Run, registry: Registry, project: Path) -> None:
    """The registry was asked on 2 September, programmes looked through on the 3rd: both say the 3rd.

    The registry is not asked again. Before it was asked in October, a search of the 1st says no day.
    """
    assert run("2026-09-02")[1]["as_of"] == "2026-09-02"
    asked = registry.asked
    path = project / "sources.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("2026-08-22", "2026-09-03", 1), "utf-8")
    code, held = run("2026-09-05")
    assert (code, held["as_of"], held["record"]) == (0, "2026-09-03", "2026-09/r2")
    assert told(held)["fetch"] == "as it was: the month has data/trials/2026-09-02-ctgov.csv"
    assert registry.asked == asked
    args = [
        "build",
        "-p",
        str(project),
        "-o",
        str(project / "out"),
        "-f",
        "csv",
        "--record",
        "--json",
    ]
    built = json.loads(CliRunner().invoke(main, args).stdout)
    assert (built["as_of"], built["record"]) == ("2026-09-03", "2026-09/r2")
    path.write_text(text.replace("2026-08-22", "2026-10-01", 1), "utf-8")
    code, held = run("2026-10-04")
    assert (code, held["as_of"]) == (0, "2026-10-04")
    assert told(held)["fetch"].endswith("snapshots/2026-10-04-ctgov.ndjson")
