"""Kill builds at random moments and hold what stands after each: an edition is whole or absent.

    python bench/kills.py PROJECT [KILLS]

PROJECT is copied. Each build, of the tables and with a record, runs in a process of its own and is
killed after a random part of the time that one takes; by turns an input differs, so that an edition
is replaced. After each kill what is published and recorded has to pass `verify`, and after the next
command nothing half-made may be left. Exit code 1 with the number of the kill where it does not.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

from cartreport.editions.publish import PREVIOUS, STAGING, heal
from cartreport.editions.verify import verify
from cartreport.story import Options, build

FORMATS = ("csv",)
SEED = 500
ROUND = 25
"""After so many builds a new copy is begun: each has to verify all revisions that there are."""


def main() -> int:
    """Kill so many builds, one after the other; the project is copied anew from time to time."""
    project, kills = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 500
    chance, met = random.Random(SEED), Counter[str]()
    for first in range(1, kills + 1, ROUND):
        numbers = range(first, min(first + ROUND, kills + 1))
        with tempfile.TemporaryDirectory() as folder:
            wrong = _round(project, Path(folder), numbers, chance, met)
        if wrong:
            print(wrong)
            return 1
        print(f"{met['killed']} builds killed, {met['ended']} came first", flush=True)
    print("every edition whole or absent")
    return 0


def _round(
    project: Path, folder: Path, numbers: range, chance: random.Random, met: Counter[str]
) -> str:
    """Kill builds of one copy of the project; what is not as it has to be."""
    root, out = folder / "project", folder / "out"
    shutil.copytree(project, root, ignore=shutil.ignore_patterns("out", ".*"))
    build(root, Options(out=out, formats=FORMATS, record=True))  # what is imported is forked
    _changed(root, 0)
    began = time.perf_counter()
    _in_a_process(root, out, None)
    longest = time.perf_counter() - began
    for number in numbers:
        _changed(root, number)
        killed = _in_a_process(root, out, chance.uniform(0, longest * 1.3))
        met["killed" if killed else "ended"] += 1
        wrong = [*map(str, verify(root, out).problems), *_left(out)]
        if wrong:
            return f"kill {number}: {'; '.join(wrong[:5])}"
    return ""


def _changed(root: Path, number: int) -> None:
    """Another title by turns: what is known differs from build to build."""
    path = root / "sources.yaml"
    text = path.read_text("utf-8").splitlines()
    at = next(place for place, line in enumerate(text) if line.startswith("title:"))
    text[at] = f"title: Build {number % 2}"
    path.write_text("\n".join(text) + "\n", "utf-8")


def _in_a_process(root: Path, out: Path, after: float | None) -> bool:
    """Build in a fork; whether it was killed ``after`` some seconds, before it ended by itself."""
    child = os.fork()
    if child == 0:
        if after is not None:
            killer = threading.Timer(after, os.kill, (os.getpid(), signal.SIGKILL))
            killer.daemon = True
            killer.start()
        try:
            build(root, Options(out=out, formats=FORMATS, record=True))
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def _left(out: Path) -> list[str]:
    """What is half-made or set aside still, once the next command has begun."""
    heal(out)
    return [str(path) for mark in (STAGING, PREVIOUS) for path in out.glob(f"{mark}*")]


if __name__ == "__main__":
    sys.exit(main())
