"""The bundled project with more trials: each again, with its labels, under a new number."""

from __future__ import annotations

import csv
import hashlib
import re
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TRIALS, LABELS = "*-ctgov.csv", "*-labels.csv"
"""The newest day's tables: those of the days before are packed, and stay as they are."""


def multiplied(project: Path, times: int) -> int:
    """Write the project with every trial ``times`` times; gives how many trials there are."""
    shutil.copytree(ROOT / "data", project / "data")
    for declared in ROOT.glob("sources*.yaml"):
        shutil.copy(declared, project)
    trials, labels = (max((project / "data/trials").glob(name)) for name in (TRIALS, LABELS))
    numbers = _repeated(trials, times, {})
    _repeated(labels, times, numbers)
    return len(numbers) * times


def _repeated(path: Path, times: int, numbers: dict[str, int]) -> dict[str, int]:
    """Repeat the rows of a table whose first column is a trial; gives each trial's own number."""
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = list(csv.reader(file))
    for cells in rows:
        numbers.setdefault(cells[0], len(numbers))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        for copy in range(times):
            for trial, *cells in rows:
                number = 90_000_000 + copy * 100_000 + numbers[trial]
                writer.writerow([trial if copy == 0 else f"NCT{number}", *cells])
    sidecar = path.with_name(path.stem + ".source.yaml")
    text = re.sub(r"(?m)^rows: .*$", f"rows: {len(rows) * times}", sidecar.read_text("utf-8"))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    sidecar.write_text(re.sub(r"(?m)^sha256: .*$", f"sha256: {digest}", text), "utf-8")
    return numbers
