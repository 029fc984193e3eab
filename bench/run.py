"""Speed, as ratios within one run: each command beside the floor that it can't go under.

    make bench                # about five minutes on two cores
    python bench/run.py 3     # three runs of each instead of five

Whole processes are timed from outside, in turn with their floor; medians are printed. Read the
ratios: seconds belong to a machine and to what else it was doing.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from larger import multiplied
from measure import Cost, cost, pairs

ROOT = Path(__file__).resolve().parents[1]
PYTHON = sys.executable
TOOL = str(Path(PYTHON).parent / "cartreport")
FLOORS = {
    "pass": "pass",
    "check": "import click, yaml, pydantic",
    "html": "import click, yaml, pydantic, pandas, jinja2, fontTools.subset",
    "pdf": "import pandas, weasyprint; weasyprint.HTML(string='<p>x').write_pdf()",
}


def row(name: str, found: Cost, floor: Cost, ratio: float) -> None:
    """One line of the table."""
    print(
        f"| {name} | {found.wall:.2f} | {found.cpu:.2f} | {found.peak:.0f} "
        f"| {floor.wall:.2f} | {ratio:.1f} × |"
    )


def commands(runs: int) -> None:
    """``--help``, ``check``, ``build`` without and with PDF, each beside its floor."""
    print("| command | s | CPU s | peak MB | floor s | CPU ratio |")
    print("|---|--:|--:|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as folder:
        todo = (
            ("cartreport --help", [TOOL, "--help"], "pass"),
            ("cartreport check", [TOOL, "check"], "check"),
            ("build -f html", [TOOL, "build", "-f", "html", "-o", f"{folder}/a"], "html"),
            ("build -f html,pdf", [TOOL, "build", "-f", "html,pdf", "-o", f"{folder}/b"], "pdf"),
        )
        for name, command, floor in todo:
            row(name, *pairs(command, [PYTHON, "-c", FLOORS[floor]], ROOT, runs))


def levers(runs: int) -> None:
    """The PDF of the bundled briefing: ours against plain WeasyPrint, same page, same bytes."""
    script = str(ROOT / "bench" / "pdf_stage.py")
    found: dict[str, list[float]] = {"ours": [], "plain": []}
    hashes = set()
    for _ in range(runs):
        for way, seconds in found.items():
            out = subprocess.run([PYTHON, script, way], check=True, capture_output=True, cwd=ROOT)
            said = json.loads(out.stdout)
            seconds.append(said["seconds"])
            hashes.add(said["sha256"])
    ratio = statistics.median(a / b for a, b in zip(found["ours"], found["plain"], strict=True))
    ours, plain = (statistics.median(found[way]) for way in ("ours", "plain"))
    same = "the same bytes" if len(hashes) == 1 else "DIFFERENT BYTES"
    print(f"\nPDF stage: {ours:.2f} s against {plain:.2f} s plain: {ratio:.2f} ×, {same}.")


def growth(runs: int) -> None:
    """``check`` and ``build -f html`` with 1, 4 and 16 times the trials."""
    print("\n| trials | check s | MB | build -f html s | MB |")
    print("|--:|--:|--:|--:|--:|")
    for times in (1, 4, 16):
        with tempfile.TemporaryDirectory() as folder:
            project = Path(folder) / "project"
            rows = multiplied(project, times)
            checked = cost([TOOL, "check"], project, runs)
            built = cost([TOOL, "build", "-f", "html", "-o", f"{folder}/out"], project, runs)
            print(
                f"| {rows:,} | {checked.wall:.2f} | {checked.peak:.0f} "
                f"| {built.wall:.2f} | {built.peak:.0f} |"
            )


def main() -> None:
    """Everything, one table after another."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    commands(runs)
    levers(max(1, runs // 2))
    growth(max(1, runs // 2))


if __name__ == "__main__":
    main()
