"""Import and classify: the bundled trials beside a plain reader, then growing exports.

    python bench/import_rows.py              # 2,587, 10,000, 40,000, 100,000 rows
    python bench/import_rows.py 1000000      # another number of rows

The exports have the website's columns and the bundled trials' own values, drawn at random; ids
are new. Titles and summaries, which the bundled trials lack, are put together from interventions
and conditions at the length that the registry's have. Read the ratios, whether seconds per 100,000
rows and the import's peak stay flat; classify holds all trials, so that its peak grows with them.
"""

from __future__ import annotations

import csv
import random
import sys
import tempfile
from pathlib import Path

from measure import Cost, once, pairs

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
    "Study Title": "title",
    "Brief Summary": "summary",
}
SUMMARY = 533
"""Signs of a summary: the mean of the extract that the bundled trials are from."""
CLASSIFIED = 40_000
"""Rows up to which classify is timed too."""
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
            worded = {**row, **_words(row)}
            writer.writerow([worded[column] for column in WEBSITE.values()])


def _words(row: dict[str, str]) -> dict[str, str]:
    """A title and a summary of the usual length."""
    title = f"{row['interventions'][:60]} in patients with {row['conditions'][:40]}"
    return {"title": title, "summary": (title + ". ") * (SUMMARY // (len(title) + 2) + 1)}


def main() -> None:
    """Print one line a size and command."""
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder) / "export.csv", Path(folder) / "trials.csv"
        command = [TOOL, "import", "ctgov", str(path), "-o", str(out), "-p", str(ROOT)]
        labels = Path(folder) / "labels.csv"
        reading = [TOOL, "classify", "-p", str(ROOT), "--trials", str(out), "-o", str(labels)]
        plain = [sys.executable, "-c", PLAIN, str(path)]
        export(path)
        for name, ours in (("import", command), ("classify", reading)):
            cost, floor, ratio = pairs(ours, plain, ROOT, 3)
            beside = f"a plain reader {floor.cpu:.2f} s ({ratio:.1f} ×)"
            print(f"{name}, 2,587 trials: {cost.cpu:.2f} s of processor, {beside}")
        print("| | rows | s | CPU s | CPU s per 100,000 | peak MB |")
        print("|---|--:|--:|--:|--:|--:|")
        for count in [int(text) for text in sys.argv[1:]] or [10_000, 40_000, 100_000]:
            export(path, count)
            for name, ours in (("import", command), ("classify", reading)):
                if name == "import" or count <= CLASSIFIED:
                    row(name, count, once(ours, ROOT))


def row(name: str, count: int, cost: Cost) -> None:
    """One line of the table."""
    each = cost.cpu / count * 100_000
    print(
        f"| {name} | {count:,} | {cost.wall:.1f} | {cost.cpu:.1f} | {each:.1f} | {cost.peak:.0f} |"
    )


if __name__ == "__main__":
    main()
