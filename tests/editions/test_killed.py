"""Fifty kills while an edition is put in its place: it is whole or absent, and never lost."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from test_publish import EDITION, held, put

from cartreport.editions import publish, record
from cartreport.editions.verify import verify
from cartreport.errors import RenderError
from cartreport.landscape.snapshot import Snapshot
from tests.killed import killed

KILLS = 50
OLD, NEW = ({f"{name}.csv": text.encode() for name in "abc"} for text in ("old\n", "new\n"))


def known(title: str) -> record.Made:
    """What a build has to record, told apart by its title."""
    snapshot = Snapshot(EDITION, "2026-08-31", {"title": title}, {}, {}, {}, {}, {}, {})
    return record.Made(snapshot, title, "0badcafe", "0", "code", {})


def work(root: Path, files: dict[str, bytes], title: str) -> None:
    """What a build does at its end: the files, then the record."""
    put(root / "out", **{name.replace(".", "_"): data for name, data in files.items()})
    record.keep(root, known(title))


@pytest.fixture
def standing(tmp_path: Path) -> Path:
    """A project whose edition is published and recorded once."""
    root = tmp_path / "project"
    root.mkdir()
    work(root, OLD, "old")
    return root


def test_a_killed_build_leaves_an_edition_whole_or_absent(standing: Path, tmp_path: Path) -> None:
    """Killed before each of fifty steps: what stands passes `verify`, and nothing is half of two.

    The next command brings back what was set aside; the record is the old one, or both.
    """
    trial, told = tmp_path / "trial", tmp_path / "told"

    def run() -> None:
        work(trial, NEW, "new")

    shutil.copytree(standing, trial)
    steps = killed(run, 0, told)
    told.unlink()
    assert held(trial / "out" / EDITION) == NEW
    met = set()
    for at in sorted({1 + number * steps // KILLS for number in range(KILLS)}):
        shutil.rmtree(trial)
        shutil.copytree(standing, trial)
        killed(run, at, told)
        assert list(verify(trial, trial / "out").problems) == [], at
        publish.heal(trial / "out")
        for name in (EDITION, publish.LATEST):
            found = held(trial / "out" / name)
            assert found in (OLD, NEW), (at, name)
            met.add(found == NEW)
        assert record.revisions(trial, EDITION) in ([1], [1, 2]), at
        work(trial, NEW, "new")
        assert record.revisions(trial, EDITION) == [1, 2]
        assert sorted(p.name for p in (trial / "out").iterdir()) == [EDITION, publish.LATEST]
    assert met == {True, False}
    assert not told.exists(), "a run was not killed"


def test_a_full_disk_leaves_the_old_edition(
    standing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system's refusal is the message; the edition and its record are as they were."""
    before = held(standing)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    tasks: tuple[Callable[[], object], ...] = (
        lambda: put(standing / "out", a_csv=b"new\n"),
        lambda: record.keep(standing, known("new")),
    )
    for task in tasks:
        with pytest.raises(RenderError, match="no space left on device"):
            task()
    assert held(standing) == before
