"""``cartreport status``: what is stale, due and overdue on a day, and the exit code that says so."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cartreport.cli.group import main
from cartreport.editions.standing import Standing, standing_on

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from small import edit

SMALL = Path(__file__).resolve().parents[1] / "project"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Programmes searched to 31 January, trials of 20 January, both good for 60 days."""
    shutil.copytree(SMALL, tmp_path / "project")
    return tmp_path / "project"


def recorded(project: Path, *editions: str) -> None:
    for name in editions:
        (project / "editions" / name / "r1").mkdir(parents=True)


def states(found: Standing) -> dict[str, str]:
    return {one.id: one.state for one in found.sources if one.state not in ("no limit", "in time")}


@pytest.mark.parametrize(
    "on, expected",
    [
        # 20 January + 60 days = 21 March; 31 January + 60 = 1 April. The next edition is of 1 March.
        ("2026-02-10", {}),
        # On 10 March the next edition is of 1 April: the trials won't do then, the programmes will.
        ("2026-03-10", {"trials": "due"}),
        ("2026-03-21", {"trials": "due"}),
        ("2026-03-22", {"trials": "stale"}),
        ("2026-04-02", {"trials": "stale", "programmes": "stale"}),
    ],
)
def test_a_source_is_due_before_it_is_stale(
    project: Path, on: str, expected: dict[str, str]
) -> None:
    """Due: its limit ends before the next edition's day. Stale: it is past. Days by hand above."""
    recorded(project, on[:7])
    assert states(standing_on(project, on)) == expected


@pytest.mark.parametrize(
    "on, editions, overdue, following",
    [
        ("2026-02-05", ("2026-02",), False, "2026-03-10"),
        ("2026-02-10", ("2026-01",), False, "2026-02-10"),  # its day is not over
        ("2026-02-11", ("2026-01",), True, "2026-03-10"),
        ("2026-02-05", ("2025-12",), True, "2026-03-10"),  # January's is missing
        ("2026-02-11", (), True, "2026-03-10"),
        ("2026-01-05", ("2025-12",), False, "2026-01-10"),  # across a year
        ("2026-02-05", ("2026-02", "2026-03"), False, "2026-03-10"),  # later ones don't count
    ],
)
def test_an_edition_is_overdue_when_its_day_is_over(
    project: Path, on: str, editions: tuple[str, ...], overdue: bool, following: str
) -> None:
    """`due: 10`: there by the end of the 10th; one month missing is overdue from the next on."""
    edit(project / "sources.yaml", "\nbriefings:", "\nmonth: {due: 10}\nbriefings:")
    recorded(project, *editions)
    found = standing_on(project, on)
    assert (found.overdue, found.next) == (overdue, following)


def status(*args: str) -> tuple[int, str, str]:
    shown = CliRunner().invoke(main, ["status", *args])
    return shown.exit_code, shown.stdout, shown.stderr


def test_the_command_says_it_and_ends_with_4(project: Path) -> None:
    """Stale first, with its limit and the place to renew; exit 4 tells a scheduler, 0 that all is well."""
    recorded(project, "2026-02", "2026-03")
    code, out, err = status("-p", str(project), "--on", "2026-03-22")
    assert code == 4
    assert out.splitlines()[:3] == [
        "there     edition 2026-03; the next is due on 2026-04-01",
        "stale     trials: 61 days old, its limit is 60 (data/trials.source.yaml:5:11)",
        "in time   programmes: 50 days old, its limit is 60 (sources.yaml:38:18)",
    ]
    assert "error: stale: trials (on 2026-03-22)" in err
    code, _, err = status("-p", str(project), "--on", "2026-02-10")
    assert (code, err) == (0, "")
    code, out, err = status("-p", str(project), "--on", "2026-05-02", "--json")
    held: dict[str, Any] = json.loads(out)
    assert (code, held["overdue"], held["stale"]) == (4, True, ["programmes", "trials"])
    assert "overdue: edition 2026-05" in err
