"""Import: the bundled trials beside a plain reader of the same file, then growing exports.

    python bench/import_rows.py              # 2,587, 10,000 and 100,000 rows
    python bench/import_rows.py 1000000      # another number of rows

The exports have the website's columns and the bundled trials' own values, drawn at random; ids
are new. Read the ratios and whether seconds per 100,000 rows and the peak stay flat.
"""

from __future__ import annotations

import csv
import random
import sys
import tempfile
from pathlib import Path

from measure import once, pairs

ROOT = Path(__file__).resolve().parents[1]
TOOL = str(Path(sys.executable).parent / "cartreport")
BUNDLED = ROOT / "data/trials/2026-08-22-ctgov.csv"
WEBSITE = {
    "NCT Number": "id",
    "Study Status": "status",
    "Conditions": "conditions",
    "Interventions": "interventions",
    "Sponsor": "sponsor",
    "Phases": "phase",
    "Enrollment": "enrolment",
    "Funder Type": "sponsor_class",
    "Start Date": "start",
    "Last Update Posted": "updated",
    "Countries": "countries",
}
PLAIN = (
    "import csv, sys; print(sum(1 for _ in csv.DictReader(open(sys.argv[1], encoding='utf-8'))))"
)


def export(path: Path, count: int | None = None) -> None:
    """The bundled trials as an export; with ``count`` that many, drawn from them."""
    with BUNDLED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    chance = random.Random(2587)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(WEBSITE)
        for number in range(count or len(rows)):
            row = (
                rows[number] if count is None else {**chance.choice(rows), "id": f"NCT{number:08d}"}
            )
            writer.writerow([row[column] for column in WEBSITE.values()])


def main() -> None:
    """Print one line a size."""
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder) / "export.csv", Path(folder) / "trials.csv"
        command = [TOOL, "import", "ctgov", str(path), "-o", str(out), "-p", str(ROOT)]
        export(path)
        ours, floor, ratio = pairs(command, [sys.executable, "-c", PLAIN, str(path)], ROOT, 3)
        beside = f"a plain reader {floor.cpu:.2f} s ({ratio:.1f} ×)"
        print(f"2,587 trials: {ours.cpu:.2f} s of processor, {beside}")
        print("| rows | s | CPU s | CPU s per 100,000 | peak MB |")
        print("|--:|--:|--:|--:|--:|")
        for count in [int(text) for text in sys.argv[1:]] or [10_000, 100_000]:
            export(path, count)
            cost = once(command, ROOT)
            each = cost.cpu / count * 100_000
            print(
                f"| {count:,} | {cost.wall:.1f} | {cost.cpu:.1f} | {each:.1f} | {cost.peak:.0f} |"
            )


if __name__ == "__main__":
    main()
