"""Reading a project: the bundled one beside PyYAML's and csv's own readers, then growing lists.

    python bench/reading.py

Read the ratios: how far reading stands above its floor, whether a longer list costs more a record.
"""

from __future__ import annotations

import csv
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from cartreport.problems import Problems
from cartreport.sources.load import load_records

ROOT = Path(__file__).resolve().parents[1]
DEAL = (
    "{{id: deal-{n}, date: 2025-07, type: licence, parties: [A, B], asset: x,"
    " currency: FRD, confidence: high}}"
)
"""A record of the small project, with a number of its own."""


def seconds(work: Callable[[], object], runs: int = 5) -> float:
    """The median of processor seconds over the runs, after one that is not counted."""
    work()
    took = []
    for _ in range(runs):
        start = time.process_time()
        work()
        took.append(time.process_time() - start)
    return statistics.median(took)


def plainly() -> None:
    """The same files by the libraries' own readers, unchecked and without places."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for path in (ROOT / "data").rglob("*.yaml"):
        for _ in yaml.parse(path.read_text("utf-8"), Loader=loader):
            pass
    for path in (ROOT / "data").rglob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            list(csv.DictReader(file))


def longer() -> None:
    """The small project with 500, 2,000 and 8,000 deals in one file."""
    print("\n| deals | s | ms a deal |")
    print("|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as folder:
        project = Path(shutil.copytree(ROOT / "tests/project", Path(folder) / "project"))
        declared = project / "sources.yaml"
        text = declared.read_text("utf-8").replace("data/deals.csv", "data/deals.yaml")
        declared.write_text(text, "utf-8")
        for count in (500, 2000, 8000):
            lines = "".join(f"- {DEAL.format(n=n)}\n" for n in range(count))
            (project / "data/deals.yaml").write_text(lines, "utf-8")
            took = seconds(lambda: load_records(project, Problems()), runs=3)
            print(f"| {count:,} | {took:.2f} | {took / count * 1000:.2f} |")


def main() -> None:
    """One line for the bundled project, one table for the lists."""
    ours, floor = seconds(lambda: load_records(ROOT, Problems())), seconds(plainly)
    print(f"The bundled project: {ours:.2f} s, its files read plainly {floor:.2f} s", end=" ")
    print(f"({ours / floor:.1f} ×).")
    longer()


if __name__ == "__main__":
    main()
