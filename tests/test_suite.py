"""What holds of the suite itself: it fails when something is wrong, and only then."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).resolve().parent
MODULES = {"time", "timeit", "resource"}
READINGS = {"perf_counter", "process_time", "thread_time", "monotonic", "getrusage"}
READINGS |= {f"{name}_ns" for name in READINGS} | {"time_ns", "clock_gettime"}


def clocks(path: Path) -> Iterator[str]:
    """Where a file asks how long something took: a clock's module, or a clock's function."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names: set[str] = set()
        if isinstance(node, ast.Import):
            names = {alias.name.split(".")[0] for alias in node.names} & MODULES
        elif isinstance(node, ast.ImportFrom):
            names = {str(node.module).split(".")[0]} & MODULES
        elif isinstance(node, ast.Attribute):
            names = {node.attr} & READINGS
        elif isinstance(node, ast.Name):
            names = {node.id} & READINGS
        yield from (f"{path.name}:{node.lineno} looks at a clock: {name}" for name in names)


def test_no_test_looks_at_a_clock() -> None:
    """A busy machine is no fault of ours: seconds are measured in bench/, never in a test."""
    paths = sorted(TESTS.rglob("*.py"))
    assert len(paths) > 40
    assert [line for path in paths for line in clocks(path)] == []


def test_a_clock_is_seen_however_it_is_asked(tmp_path: Path) -> None:
    """By module, by function, under another name; a fake timer that counts is none."""
    path = tmp_path / "test_x.py"
    path.write_text(
        "import time as t\nfrom time import process_time as p\nfrom os import times\n"
        "t.perf_counter()\nmonotonic_ns()\nbuild(timer=lambda: next(count()))\n",
        "utf-8",
    )
    assert [line.split(" ")[0] for line in clocks(path)] == [f"test_x.py:{n}" for n in (1, 2, 4, 5)]
