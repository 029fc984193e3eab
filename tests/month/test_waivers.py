"""A waiver of the month: the line that is offered waives the one warning that it is offered for."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from cartreport.errors import ProjectError
from cartreport.month.asked import Job
from cartreport.month.held import stopped_by
from cartreport.problems import Problem, Problems, Where
from cartreport.sources.month_plan import Waiver
from cartreport.sources.yaml_text import read_yaml

AT = Where("data/trials.csv", 4, 45)
CODES = ("UNKNOWN", "NA", "X", "PHASE 1: a, b", "1", "no", "'", '"', " Ägypten", "")


def job(*waivers: Waiver) -> Job:
    month = SimpleNamespace(strict=["W410"], waivers=list(waivers))
    asked = SimpleNamespace(on="2026-12-01", strict=())
    return cast("Job", SimpleNamespace(project=SimpleNamespace(month=month), asked=asked))


def offered(problem: Problem, folder: Path) -> Waiver:
    """The line that the job offers for a warning, put into a file and read as a project's is."""
    with pytest.raises(ProjectError) as stopped:
        stopped_by(job(), Problems([problem]))
    line = stopped.value.hint.partition("write - ")[2].replace("why: …", "why: asked")
    (folder / "waiver.yaml").write_text(line, "utf-8")
    problems = Problems()
    read: Any = read_yaml(folder / "waiver.yaml", "waiver.yaml", problems)
    assert list(problems) == []
    return Waiver.model_validate(read.data)


def test_the_offered_line_waives_its_warning_and_no_other(tmp_path: Path) -> None:
    """Whatever the code is, also one that says nothing in our own records; without one its place.

    The other warning has the same letters in its value and in its message.
    """
    wrong = []
    for code in CODES:
        held = job(offered(Problem(AT, "W410", f"{code!r} is no term", "", code), tmp_path))
        other = Problem(
            Where("data/trials.csv", 5, 45), "W410", f"{code!r} and X", "", f"{code}X 1"
        )
        for problem, waived in ((Problem(AT, "W410", "told anew", "", code), True), (other, False)):
            try:
                stopped_by(held, Problems([problem]))
            except ProjectError:
                wrong += [(code, "stops")] if waived else []
            else:
                wrong += [] if waived else [(code, "passes")]
    assert wrong == []
