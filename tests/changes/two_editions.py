"""Two editions of the small project: the cases of trials, written as its files."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from small import put, small_project

from cartreport.landscape.model import landscape_of
from cartreport.landscape.snapshot import Snapshot, snapshot
from cartreport.problems import Problems
from cartreport.sources.load import load_records
from cartreport.sources.yaml_text import read_yaml

CASES = Path(__file__).with_name("cases.yaml")
STATUSES = """title: Statuses
terms:
  - {id: not-yet, label: Not yet, group: active, begun: not-yet, aliases: [NOT_YET]}
  - {id: recruiting, label: Recruiting, group: active, aliases: [RECRUITING]}
  - {id: completed, label: Completed, group: ended, aliases: [COMPLETED]}
  - {id: stopped, label: Stopped, group: ended, role: stopped}
  - {id: withdrawn, label: Withdrawn, group: ended, role: stopped, begun: never}
  - {id: unverified, label: Unknown, group: unknown, aliases: [UNKNOWN]}
"""
TARGETS = """title: Targets
terms:
  - {id: alpha, label: Alpha}
  - {id: beta, label: Beta}
  - {id: gamma, label: Gamma}
"""
INSTITUTIONS = """id,name,short,kind,city,province,parent,sponsors,note
north-hospital,North Hospital,North Hosp.,academic,Freeburg,,,"North Hospital of Freedonia|Mary Field, MD",
"""
FAMILY = "\nchanges:\n  family: {targets: [alpha, beta]}\n"
SIDES = {"before": "2026-03-31", "after": "2026-04-30"}


def cases() -> dict[str, dict[str, Any]]:
    """Trial id → its case; the numbers of cases follow each other, those that repeat as well."""
    held: Any = read_yaml(CASES, CASES.name, Problems())
    found: dict[str, dict[str, Any]] = {}
    for case in held.data["cases"]:
        for _ in range(case.get("times", 1)):
            number = case.get("number", 1000 + 10 * len(found))
            found[f"REG{number:08}"] = {**case, "trial": held.data["trial"]}
    return found


def known(root: Path) -> Snapshot:
    """All that the project in a folder knows."""
    problems = Problems()
    records = load_records(root, problems)
    assert records is not None
    assert [(str(found.where), found.message) for found in problems] == []
    return snapshot(records, landscape_of(records), {})


def edition(folder: Path, side: str) -> Path:
    """The project of one side in a folder of its name."""
    root = small_project(folder / side)
    put(root / "data/vocab/statuses.yaml", STATUSES)
    put(root / "data/vocab/targets.yaml", TARGETS)
    put(root / "data/institutions.csv", INSTITUTIONS)
    labels = "  - {id: labels, kind: labels, path: data/labels.csv, title: Labels}\n"
    text = (root / "sources.yaml").read_text("utf-8")
    text = text.replace("  - {id: deals", labels + "  - {id: deals")
    text = text.replace("edition: 2026-02", f"edition: {SIDES[side][:7]}")
    text = text.replace("as_of: 2026-02-01", f"as_of: {SIDES[side]}")
    text = text.replace("path: data/trials.csv", f"as_of: {SIDES[side]}, path: data/trials.csv")
    put(root / "sources.yaml", text + FAMILY)
    (root / "data/trials.source.yaml").unlink()
    _write(root, side)
    return root


def _write(root: Path, side: str) -> None:
    """The trials and the labels of one side; the base trial's words give the target alpha."""
    old = (root / "data/trials.csv").read_text("utf-8").splitlines()
    heads = [*old[0].split(","), "sites"]
    rows = [dict(zip(heads, [*row, ""], strict=False)) for row in csv.reader(old[1:])]
    labels = []
    for id, case in cases().items():
        given = case.get(side, {})
        if given == "none":
            continue
        moved = side == "after" and "after" in case and not case.get("still")
        updated = SIDES[side] if moved else "2026-03-20"
        rows.append({**case["trial"], **given, "id": id, "updated": updated})
        labels += [(id, value) for value in given.get("labels", ["alpha"])]
    with (root / "data/trials.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, heads, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    lines = [f"{id},targets,{value},words,words,,title,a" for id, value in labels]
    head = "trial,label,value,rule,basis,record,field,span"
    put(root / "data/labels.csv", "\n".join([head, *lines]) + "\n")
