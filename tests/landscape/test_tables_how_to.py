"""docs/how-to/tables.md: its three tables over the bundled landscape, counted again by hand's means.

The recount reads the project's CSV files with the csv module alone and imports nothing of the counter.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
import recount
import yaml

from cartreport.landscape import one_table
from cartreport.landscape.axes import UNITS
from cartreport.landscape.model import Landscape
from cartreport.landscape.table import Table
from cartreport.sources.table_plan import TablePlan

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/how-to/tables.md").read_text("utf-8")
PHASES = {
    "PHASE2": "phase-2",
    "PHASE2|PHASE3": "phase-2-3",
    "PHASE3": "phase-3",
    "PHASE4": "phase-4",
}


def read(pattern: str) -> list[dict[str, str]]:
    """The rows of the bundled table of trials or of labels."""
    (path,) = (ROOT / "data/trials").glob(pattern)
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def labelled(name: str) -> dict[str, list[str]]:
    """Trial → its values of a label."""
    found: dict[str, list[str]] = {}
    for row in read("*-labels.csv"):
        if row["label"] == name:
            found.setdefault(row["trial"], []).append(row["value"])
    return found


@pytest.fixture(scope="module")
def tables(bundled: Landscape) -> dict[str, Table]:
    """The tables that the page declares, over the bundled landscape."""
    declared = {}
    for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL):
        declared |= yaml.safe_load(block)["tables"]
    plans = {name: TablePlan.model_validate(plan) for name, plan in declared.items()}
    told = replace(bundled, project=bundled.project.model_copy(update={"tables": plans}))
    return {name: one_table(told, name) for name in plans}


def test_armoured_trials(tables: dict[str, Table]) -> None:
    """As many trials with a site in China as carry a label of armour, by year of their start."""
    armour = labelled("armour")
    held = [t for t in recount.trials("China") if t["id"] in armour]
    total = tables["armoured-by-sponsor"].total
    assert held
    assert total is not None
    assert total["n"] == len(held)
    years = Counter(trial["start"][:4] or "not-stated" for trial in held)
    counted = {
        key.partition(":")[2]: n for key, n in total.items() if key.startswith("start-year:")
    }
    assert {year: n for year, n in counted.items() if n} == years


def test_hospitals(tables: dict[str, Table]) -> None:
    """Twenty hospitals, no fewer trials each than the next, over all trials with a site in China."""
    table = tables["hospitals-by-setting"]
    held = recount.trials("China")
    settings = labelled("settings")
    assert table.total is not None
    assert table.total["n"] == len(held)
    solid = [t for t in held if settings.get(t["id"]) == ["solid"]]
    assert table.total["setting:solid"] == len(solid)
    counts = list(table.frame["n"])
    shown = len([row for row in table.frame["id"] if row not in ("others", "not-stated")])
    assert shown <= 20
    assert counts[:shown] == sorted(counts[:shown], reverse=True)
    assert counts[shown - 1] > 1


def test_late_trials_in_solid_tumours(tables: dict[str, Table]) -> None:
    """Trials of the world, in solid tumours alone, of phase 2 or later."""
    settings, targets = labelled("settings"), labelled("targets")
    held = [
        trial
        for trial in recount.trials()
        if settings.get(trial["id"]) == ["solid"] and trial["phase"] in PHASES
    ]
    by_target = Counter(t for trial in held for t in targets.get(trial["id"], ["not-stated"]))
    table = tables["late-in-solid-tumours"]
    assert held
    assert table.total is not None
    assert table.total["n"] == len(held)
    assert dict(zip(table.frame["id"], table.frame["n"], strict=True)) == by_target
    phases = Counter(PHASES[trial["phase"]] for trial in held)
    for phase, n in phases.items():
        assert table.total[f"phase:{phase}"] == n


def test_the_page_names_every_axis() -> None:
    """The table of axes is that of the code."""
    for unit in UNITS.values():
        line = re.search(rf"^\| `{unit.name}` \| (.*) \|$", PAGE, re.MULTILINE)
        assert line
        named = re.findall(r"`([\w-]+)`", line[1])
        assert [axis.name for axis in unit.axes] == named[: len(unit.axes)]
