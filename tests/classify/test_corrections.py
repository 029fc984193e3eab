"""Corrections, stored labels, and the table that `classify` writes."""

from __future__ import annotations

import csv
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from cartreport.classify.corrections import corrected
from cartreport.classify.label import Label
from cartreport.classify.run import classify
from cartreport.cli import main
from cartreport.problems import Problems, Where
from cartreport.sources.records import Correction, Entry, Records, TrialLabel

ROOT = Path(__file__).resolve().parents[2]
TRIAL = "NCT04638270"
LABELS = [
    Label(TRIAL, "targets", "cd19", "words", "title", "CD19"),
    Label(TRIAL, "settings", "hematologic", "conditions"),
]


@pytest.fixture
def records(bundled_records: Records) -> Records:
    """The bundled project: its trials have no titles, its labels were made from fuller ones."""
    return bundled_records


def _with(records: Records, **fields: object) -> Records:
    """The project with one correction of the trial's targets."""
    given = {"trial": TRIAL, "label": "targets", "expect": ["cd19"], "value": ["bcma", "cd19"]}
    correction = Correction.model_validate({**given, "reason": "Read again.", **fields})
    return replace(records, corrections=(Entry(correction, {(): Where("c.yaml", 1, 1)}),))


def test_a_correction_takes_the_place_of_what_the_rules_say(records: Records) -> None:
    """The values are replaced where the label stood; the reason is kept; the rest is as it was."""
    problems = Problems()
    found = corrected(LABELS, _with(records), problems)
    assert [(one.label, one.value, one.rule) for one in found] == [
        ("targets", "bcma", "correction"),
        ("targets", "cd19", "correction"),
        ("settings", "hematologic", "conditions"),
    ]
    assert found[0].span == "Read again."
    assert not len(problems)


def test_a_label_can_be_taken_away_or_added(records: Records) -> None:
    """No value is not stated; a label that the rules did not give comes last."""
    assert corrected(LABELS, _with(records, value=[]), Problems()) == LABELS[1:]
    added = _with(records, label="cell-source", expect=[], value=["allogeneic"])
    assert corrected(LABELS, added, Problems())[-1].value == "allogeneic"


def test_a_correction_expires(records: Records) -> None:
    """Where the rules say something else it is set aside and told; an older record likewise."""
    problems = Problems()
    assert corrected(LABELS, _with(records, expect=["cd20"]), problems) == LABELS
    (told,) = problems
    assert (told.code, told.value) == ("W404", "cd20")
    assert "the rules say cd19" in told.message
    assert corrected(LABELS, _with(records, updated="1999-01-01"), Problems()) == LABELS


def test_bare_trials_keep_the_labels_that_the_project_holds(records: Records) -> None:
    """The bundled trials have no titles: classifying them again changes nothing."""
    found = classify(records)
    assert found.bare == len(found.kept) == found.trials == len(records.trials)
    kept = [
        (one.trial, one.label, one.value, one.rule, one.basis, one.record, one.field, one.span)
        for one in found.labels
    ]
    held = (entry.record for entry in records.labels)
    assert kept == [
        (
            *(row.trial, row.label, row.value, row.rule, row.basis),
            *(row.record or "", row.field_ or "", row.span or ""),
        )
        for row in held
    ]


def test_trials_with_words_are_read_anew(records: Records) -> None:
    """A stored label of a trial that can be read is not believed."""
    trial = records.trials[TRIAL]
    told = trial.record.model_copy(update={"title": "BCMA CAR-T in myeloma"})
    stored = TrialLabel(trial=TRIAL, label="targets", value="cd7", rule="words")
    fresh = replace(
        records,
        trials={TRIAL: Entry(told, trial.places)},
        labels=(Entry(stored, {(): Where("l.csv", 2, 1)}),),
        programmes={},
        corrections=(),
    )
    values = [one.value for one in classify(fresh).labels if one.label == "targets"]
    assert "bcma" in values
    assert "cd7" not in values


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the bundled project whose trials are three, with titles."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    for declared in ROOT.glob("sources*.yaml"):
        shutil.copy(declared, tmp_path)
    table = tmp_path / "three.csv"
    table.write_text(
        "id,sponsor,status,title,interventions\n"
        "NCT90000001,A Hospital,RECRUITING,CD19 CAR-T in lymphoma,CD19 CAR-T\n"
        "NCT90000002,A Hospital,RECRUITING,BCMA CAR-T in myeloma,BCMA CAR-T\n"
        'NCT90000003,A Hospital,RECRUITING,"Claudin18.2, ""CAR-T"" in\u00a0cancer",CLDN18.2 CAR-T\n',
        "utf-8",
    )
    return tmp_path


def test_the_table_and_its_sidecar_are_written_together(project: Path) -> None:
    """What is written is what `check` accepts: every trial labelled, by the rules of now."""
    out = project / "data" / "trials" / "2026-08-22-labels.csv"
    trials = str(project / "three.csv")
    done = CliRunner().invoke(
        main, ["classify", "-p", str(project), "--trials", trials, "-o", str(out)]
    )
    assert done.exit_code == 0, done.output
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    targets = {row["trial"]: row["value"] for row in rows if row["label"] == "targets"}
    assert targets == {
        "NCT90000001": "cd19",
        "NCT90000002": "bcma",
        "NCT90000003": "cldn18-2",
    }
    assert all(row["rule"] for row in rows)
    sidecar = out.with_name("2026-08-22-labels.source.yaml").read_text("utf-8")
    assert f"rows: {len(rows)}" in sidecar
    assert "made_from: three.csv" in sidecar
    assert not [path.name for path in out.parent.iterdir() if path.name.startswith(".")]


def test_check_says_when_the_rules_have_changed(project: Path) -> None:
    """A pattern that is added makes the labels old; a label for printing does not."""
    path = project / "data" / "vocab" / "routes.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("label: Drug route", "label: Medicine route"), "utf-8")
    assert "W405" not in CliRunner().invoke(main, ["check", "-p", str(project)]).output
    path.write_text(text.replace("- 'pivotal'", "- 'pivotal'\n      - confirmatory"), "utf-8")
    said = CliRunner().invoke(main, ["check", "-p", str(project)]).output
    assert "the rules have changed since data/trials/2026-08-22-labels.csv was made" in said
