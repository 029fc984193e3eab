"""The month's job stopped, run twice at once, on a full disk, by a clock gone back: whole or absent."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from cartreport.cli.group import main
from cartreport.editions import record
from cartreport.editions.verify import verify

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from registry import Registry, served

from tests.warm import Asked, Done, done

NO_PAUSE = "from cartreport.registries import ctgov_pages; ctgov_pages.PAUSE = 0.0\n"
STOPPED = """
import os, signal
signal.signal(signal.SIGTERM, signal.SIG_DFL)
moved = []
for name in ("rename", "replace"):
    def move(*args, real=getattr(os, name), **more):
        real(*args, **more)
        moved.append(args)
        if len(moved) == {at}:
            os.kill(os.getpid(), signal.SIGTERM)
    setattr(os, name, move)
"""
"""Stopped after the so-maniest time that a file gets its name."""
FULL = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
"""
"""The system takes no more bytes of a file than these."""


class Job:
    """A landscape as `init` writes it, and its monthly job in processes of their own."""

    def __init__(self, root: Path, registry: Registry) -> None:
        self.root, self.registry = root, registry
        made = CliRunner().invoke(main, ["init", str(root)])
        assert made.exit_code == 0, made.output

    def run(self, day: str, before: str = "") -> Done:
        """The job on a day, after some Python in its process."""
        args = ("month", "-f", "csv", "--on", day, "--base", self.registry.url)
        return done(self.root.parent, [Asked(args, str(self.root), NO_PAUSE + before)])[0]

    def rubbish(self) -> list[str]:
        """What is half made, or set aside, or wrong of what is published and recorded."""
        wrong = [*map(str, verify(self.root, self.root / "out").problems)]
        names = (path.relative_to(self.root).as_posix() for path in self.root.rglob(".*"))
        return wrong + [name for name in names if name != ".gitignore"]


@pytest.fixture
def job(tmp_path: Path) -> Iterator[Job]:
    with served() as registry:
        yield Job(tmp_path / "demo", registry)


def test_sigterm_after_each_step(job: Job) -> None:
    """One line and exit code 143 wherever it comes, nothing half made; the next run goes on.

    The snapshot, the table, the labels and the folders of the edition get their names one by one.
    """
    for at in range(1, 30):
        ended = job.run("2026-09-02", STOPPED.format(at=at))
        assert job.rubbish() == [], at
        if ended.code == 0:
            break
        assert (ended.code, ended.stderr) == (143, "stopped: no file is half written\n"), at
        assert "Traceback" not in ended.stdout
    assert at > 4
    assert record.revisions(job.root, "2026-09") == [1]
    assert [path.name for path in (job.root / "out").iterdir()] == ["2026-09"]


def test_two_at_once(job: Job) -> None:
    """The second is told who is at work, with exit code 5; the first makes its edition."""
    second: list[Done] = []

    def meanwhile() -> None:
        second.append(job.run("2026-09-02"))

    job.registry.meanwhile = meanwhile
    assert job.run("2026-09-02").code == 0
    (refused,) = second
    assert refused.code == 5
    assert "another `cartreport month` is at work in . (process " in refused.stderr
    assert job.registry.asked == 1
    assert record.revisions(job.root, "2026-09") == [1]
    assert job.rubbish() == []


def test_a_disk_that_takes_no_more(job: Job) -> None:
    """Whatever file it is that does not fit: a line with its name, exit code 3, nothing half made."""
    said = []
    for limit in (512, 2_048):
        ended = job.run("2026-09-02", FULL.format(limit=limit))
        assert ended.code == 3, (limit, ended)
        assert ended.stderr.startswith("error: cannot write "), limit
        assert "Traceback" not in ended.stderr
        assert job.rubbish() == [], limit
        said.append(ended.stderr)
    assert len(set(said)) == 2, said
    assert job.run("2026-09-02").code == 0
    assert job.rubbish() == []


def test_a_clock_that_goes_back(job: Job) -> None:
    """A registry's answer of today is never put under a day gone by; what stands is made as it was."""
    assert job.run("2026-10-02").code == 0
    asked = job.registry.asked
    ended = job.run("2026-09-20")
    assert (ended.code, job.registry.asked) == (2, asked)
    assert "a table of 2026-10-02 is there, and this is 2026-09-20" in ended.stderr
    ended = job.run("2026-10-01")
    assert (ended.code, job.registry.asked) == (0, asked)
    assert "record editions/2026-10/r1, as it was" in ended.stdout
    assert record.editions(job.root) == ["2026-10"]
    assert job.rubbish() == []
