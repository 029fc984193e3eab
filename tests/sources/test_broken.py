"""Every way to be wrong has a folder: what it says is compared with what it should say.

``tests/broken/<code>/`` (or ``<code>-<case>/``) holds the files that differ from the small whole
project in ``tests/project``; a file ``DELETE`` lists what is missing, a file ``SPARSE`` names one to
make so large. ``expected.txt`` holds the
problems, one a line, as ``cartreport check`` prints them.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cartreport.problems import CODES
from cartreport.story import check

HERE = Path(__file__).resolve().parents[1]
PROJECT = HERE / "project"
BROKEN = HERE / "broken"
CASES = sorted(path for path in BROKEN.iterdir() if path.is_dir() and path.name != "none")
# Codes of imports, page gates, rendering and the monthly job: their broken inputs stand with their own tests.
NOT_DATA = ("E8", "E9", "W8", "W9", "E03", "W03", "E609")


def overlaid(case: Path, folder: Path) -> Path:
    """The small project with the case's files laid over it."""
    shutil.copytree(PROJECT, folder)
    for path in sorted(case.rglob("*")):
        if path.is_file() and path.name not in ("expected.txt", "DELETE", "SPARSE"):
            target = folder / path.relative_to(case)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    if (case / "DELETE").exists():
        for name in (case / "DELETE").read_text("utf-8").split():
            (folder / name).unlink()
    if (case / "SPARSE").exists():
        name, size = (case / "SPARSE").read_text("utf-8").split()
        with (folder / name).open("r+b") as file:
            file.truncate(int(size))
    return folder


def problems_of(folder: Path) -> list[str]:
    return [str(problem) for problem in check(folder)]


def test_the_small_project_is_right(tmp_path: Path) -> None:
    """The project that all cases are made from has no error and no warning."""
    assert problems_of(overlaid(BROKEN / "none", tmp_path / "project")) == []


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_a_broken_project_says_what_is_wrong(case: Path, tmp_path: Path) -> None:
    """The problems, with their places and hints, are exactly the expected ones."""
    found = problems_of(overlaid(case, tmp_path / "project"))
    assert found == (case / "expected.txt").read_text("utf-8").splitlines()
    assert any(f" {case.name.split('-')[0]} " in line for line in found)


def test_every_code_has_a_folder() -> None:
    """A problem that data can have is shown by a folder that has it."""
    shown = {case.name.split("-")[0] for case in CASES}
    wanted = {code.id for code in CODES if not code.id.startswith(NOT_DATA)}
    assert wanted - shown == set()
