"""The labels that the project publishes, held against samples that were read by a person's rules.

The texts that the labels were made from are not in the project, the labels are: how right they are
needs nothing else. That the rules make these labels again is held where the extract stands.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from cartreport.classify.evaluate import as_json, evaluate
from cartreport.classify.label import Label
from cartreport.classify.run import Classified, truth_of
from cartreport.problems import Problems
from cartreport.sources.records import Records

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "tests/labels"
KEYS = ("cell_source", "construct", "setting", "sponsor_type")
# File: rows, targets exact, then accuracy of KEYS: the figures of docs/explanation/classification.md.
FIGURES = {
    "tuning.csv": (90, 1.0, 0.9666, 1.0, 1.0, 1.0),
    "held-out.csv": (110, 0.9727, 0.909, 0.9545, 0.9818, 1.0),
    "held-out-2.csv": (53, 1.0, 0.9056, 0.9622, 1.0, 1.0),
    "fresh-20.csv": (20, 0.95, 0.95, 0.95, 1.0, 0.95),
}


@pytest.fixture(scope="module")
def published(bundled_records: Records) -> list[Label]:
    """Every label of the published table, those included that a person put right."""
    (path,) = [source.path for source in bundled_records.project.sources if source.kind == "labels"]
    with (ROOT / path).open(encoding="utf-8", newline="") as file:
        return [
            Label(row["trial"], row["label"], row["value"], row["rule"])
            for row in csv.DictReader(file)
        ]


@pytest.mark.parametrize("name", FIGURES)
def test_the_published_labels_are_as_right_as_the_docs_say(
    name: str, bundled_records: Records, published: list[Label]
) -> None:
    """Every row of a sample is a trial of ours; no figure is below that of the docs."""
    trials = frozenset(bundled_records.trials)
    stored = Classified(published, len(trials), len(trials), trials, Problems())
    problems = Problems()
    found = evaluate(
        SAMPLES / name, stored, truth_of(bundled_records), bundled_records.vocabulary, problems
    )
    assert not list(problems)
    said = json.loads(json.dumps(as_json(found)))
    assert said["measured"] == {"rules": 0, "stored": FIGURES[name][0]}
    rows, exact, *accuracies = FIGURES[name]
    assert said["unknown"] == []
    assert said["targets"]["n"] == rows
    assert said["targets"]["exact"] >= exact
    least = dict(zip(KEYS, accuracies, strict=True))
    assert {key: said[key]["accuracy"] for key in KEYS if said[key]["accuracy"] < least[key]} == {}
