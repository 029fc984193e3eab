"""Hold the events of two registry extracts against a list of changes that a person graded.

    python bench/changes_truth.py FOLDER TRUTH.csv 2026-04-25 2026-05-31 ...

FOLDER holds `trials-DATE.csv[.gz]` and `sites-DATE.csv[.gz]` in the form of the mapping
`daily-extract`; each date is imported and classified by this project, without titles and summaries
as its example keeps them, and each is held against the next. TRUTH has the columns pair, nct_id,
field, grade, china. Printed are precision and recall of news for the focus country, and every
disagreement.
"""

from __future__ import annotations

import csv
import gzip
import shutil
import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path

from cartreport.changes.compare import events
from cartreport.changes.event import Event
from cartreport.landscape.model import landscape_of
from cartreport.landscape.snapshot import Snapshot, snapshot
from cartreport.problems import Problems
from cartreport.sources.load import load_records

ROOT = Path(__file__).resolve().parents[1]
SUBJECT = {
    **dict.fromkeys(("title", "summary", "conditions", "interventions", "age"), "subject"),
    **dict.fromkeys(("min_age", "max_age", "targets", "indications", "age-groups"), "subject"),
    **dict.fromkeys(("study-kinds", "cell-type"), "subject"),
    "site": "sites",
}
"""Fields that tell of one thing: who is treated with what may stand in any of the texts."""


def main() -> int:
    """Score every pair; exit code 1 under 95 per cent."""
    folder, truth, *dates = sys.argv[1:]
    with Path(truth).open(encoding="utf-8", newline="") as file:
        graded = [row for row in csv.DictReader(file) if row["china"] == "yes"]
    with tempfile.TemporaryDirectory() as work:
        held = [_known(Path(folder), date, Path(work)) for date in dates]
    met = missed = wrong = 0
    for (before, after), names in zip(pairwise(held), pairwise(dates), strict=True):
        pair = "..".join(names)
        wanted = {_key(row["nct_id"], row["field"]) for row in graded if row["pair"] == pair}
        found = {_key(event.record, event.field): event for event in _news(before, after)}
        print(f"{pair}: {len(wanted & found.keys())} of {len(wanted)} news met")
        for key in sorted(wanted - found.keys()):
            print("  missed:", *key)
        for key in sorted(found.keys() - wanted):
            print("  no news:", *key, found[key].rule, found[key].before, "->", found[key].after)
        met += len(wanted & found.keys())
        missed, wrong = missed + len(wanted - found.keys()), wrong + len(found.keys() - wanted)
    precision, recall = met / (met + wrong), met / (met + missed)
    print(f"precision {precision:.3f} ({met} of {met + wrong}), recall {recall:.3f}")
    return int(min(precision, recall) < 0.95)


def _key(record: str, field: str) -> tuple[str, str]:
    return record, SUBJECT.get(field, field)


def _news(before: Snapshot, after: Snapshot) -> list[Event]:
    return [event for event in events(before, after) if event.grade == "news" and event.focus]


def _known(folder: Path, date: str, work: Path) -> Snapshot:
    """The trials of one date, imported and classified as docs/reference/data.md says."""
    root = work / date
    root.mkdir()
    shutil.copytree(ROOT / "data", root / "data")
    for old in (root / "data/trials").iterdir():
        old.unlink()
    for declared in ROOT.glob("sources*.yaml"):
        shutil.copy(declared, root)
    files = [str(_plain(folder, f"{kind}-{date}.csv", work)) for kind in ("trials", "sites")]
    table, full = root / f"data/trials/{date}-ctgov.csv", work / f"{date}-full.csv"
    extract = ["import", "registry-csv", *files, "--map", "daily-extract", "-p", str(root)]
    _run(*extract, "--snapshot", date, "-o", str(full))
    _run(*extract, "--snapshot", date, "--drop", "title,summary", "-o", str(table))
    labels = str(root / f"data/trials/{date}-labels.csv")
    _run("classify", "-p", str(root), "--trials", str(full), "-o", labels)
    records = load_records(root, Problems())
    assert records is not None
    return snapshot(records, landscape_of(records), {})


def _plain(folder: Path, name: str, work: Path) -> Path:
    if (folder / name).exists():
        return folder / name
    (work / name).write_bytes(gzip.decompress((folder / f"{name}.gz").read_bytes()))
    return work / name


def _run(*words: str) -> None:
    subprocess.run([sys.executable, "-m", "cartreport", *words], check=True, capture_output=True)


if __name__ == "__main__":
    sys.exit(main())
