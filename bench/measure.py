"""Whole processes timed from outside: wall and CPU seconds and peak memory of each run."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cost:
    """What one command costs: medians over the runs; ``peak`` in megabytes."""

    wall: float
    cpu: float
    peak: float
    runs: int


def once(command: Sequence[str], cwd: Path, env: dict[str, str] | None = None) -> Cost:
    """Run a command to its end; a failing command ends the benchmark."""
    start = time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=cwd,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, **(env or {})},
    ) as process:
        assert process.stderr is not None
        message = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}: {message.decode()}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, 1)


def cost(command: Sequence[str], cwd: Path, runs: int, warm: bool = True) -> Cost:
    """The median of several runs after one that is not counted."""
    if warm:
        once(command, cwd)
    found = [once(command, cwd) for _ in range(runs)]
    return Cost(
        wall=statistics.median(item.wall for item in found),
        cpu=statistics.median(item.cpu for item in found),
        peak=max(item.peak for item in found),
        runs=runs,
    )


def pairs(a: Sequence[str], b: Sequence[str], cwd: Path, runs: int) -> tuple[Cost, Cost, float]:
    """Two commands in turn, A B A B: their medians and the median of the ratios A / B.

    In turn, because a shared machine drifts: a ratio within a pair holds when times do not.
    """
    once(a, cwd)
    once(b, cwd)
    left, right = [], []
    for _ in range(runs):
        left.append(once(a, cwd))
        right.append(once(b, cwd))
    ratio = statistics.median(x.cpu / y.cpu for x, y in zip(left, right, strict=True))

    def middle(found: list[Cost]) -> Cost:
        return Cost(
            statistics.median(item.wall for item in found),
            statistics.median(item.cpu for item in found),
            max(item.peak for item in found),
            runs,
        )

    return middle(left), middle(right), ratio
