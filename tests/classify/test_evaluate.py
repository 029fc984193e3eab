"""The figures of an evaluation, counted by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from cartreport.classify.evaluate import Evaluation, Score, as_json, evaluate, interval
from cartreport.classify.label import Label
from cartreport.classify.run import Classified, truth_of
from cartreport.cli import main
from cartreport.errors import RequestError
from cartreport.problems import Problems
from cartreport.sources.records import Records

ROOT = Path(__file__).resolve().parents[2]
HEAD = "nct_id,targets,cell_source,construct,setting,sponsor_type,evidence\n"


@pytest.fixture
def records(bundled_records: Records) -> Records:
    """The bundled project, for its vocabularies and its rule for evaluation."""
    return bundled_records


def held_against(path: Path, records: Records, problems: Problems, *kept: str) -> Evaluation:
    """The labels of four trials held against a file; ``kept``: those that were stored."""
    found = Classified(OURS, 4, len(kept), frozenset(kept), Problems())
    return evaluate(path, found, truth_of(records), records.vocabulary, problems)


def labels(trial: str, **values: str) -> list[Label]:
    """Labels by vocabulary, several with a blank between them; every trial has a sponsor's type."""
    given = {"sponsor-types": "academic", **{k.replace("_", "-"): v for k, v in values.items()}}
    return [
        Label(trial, name, one, "words") for name, text in given.items() for one in text.split()
    ]


OURS = [
    *labels("A", targets="cd19", cell_source="autologous", construct="single", settings="solid"),
    *labels("B", targets="cd19 bcma", construct="dual-tandem", settings="hematologic solid"),
    *labels("C", targets="cd7", cell_source="allogeneic", construct="single"),
    *labels("D", cell_source="autologous allogeneic"),
]
TRUTH = HEAD + (
    "A,CD19,autologous,single,solid,academic,\n"
    "B,CD19;CD22,not stated,dual,mixed,academic,\n"
    "C,unknown,not stated,single,hematologic,industry,\n"
    "D,none,both,not-car,autoimmune,academic,\n"
    "E,CD19,autologous,single,solid,academic,\n"
)


def test_figures_are_those_counted_by_hand(tmp_path: Path, records: Records) -> None:
    """Sets are compared; a name for several, kinds of dual and trials that are not there count so."""
    path = tmp_path / "labels.csv"
    path.write_text(TRUTH, "utf-8")
    problems = Problems()
    said = as_json(held_against(path, records, problems, "A"))
    assert not list(problems)
    assert said["measured"] == {"rules": 3, "stored": 1}
    targets = said["targets"]
    assert isinstance(targets, dict)
    # exact: A and D; of four claimed two are true, of three true two are claimed
    assert (targets["n"], targets["exact"]) == (4, 0.5)
    assert (targets["precision"], targets["recall"]) == (0.5, 0.6667)
    assert said["cell_source"]["false_claims"] == 1  # type: ignore[index]
    assert said["cell_source"]["accuracy"] == 0.75  # type: ignore[index]
    assert said["construct"]["accuracy"] == 1.0  # type: ignore[index]
    assert said["setting"]["accuracy"] == 0.5  # type: ignore[index]
    assert said["sponsor_type"]["accuracy"] == 0.75  # type: ignore[index]
    assert said["by_target"]["CD19"]["n"] == 2  # type: ignore[index]
    assert said["unknown"] == ["E"]
    assert {miss["nct_id"] for miss in said["misses"] if miss["label"] == "targets"} == {"B", "C"}  # type: ignore[attr-defined]


def test_a_score_of_values() -> None:
    """Two of four claimed are true, two of three true are claimed: 4/7; nothing at all is right."""
    score = Score(hits=2, wrong=2, missed=1)
    assert (score.precision, score.recall, score.f1) == pytest.approx((2 / 4, 2 / 3, 4 / 7))
    assert (Score().precision, Score().recall, Score().f1) == (1, 1, 1)
    assert Score(wrong=1, missed=1).f1 == 0


def test_intervals_are_wilsons() -> None:
    """The example of Wilson's interval for 8 of 10, and the ends of the scale."""
    low, high = interval(8, 10)
    assert (round(low, 3), round(high, 3)) == (0.49, 0.943)
    assert interval(0, 0) == (0.0, 1.0)
    assert interval(5, 5)[1] == 1.0


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"nct_id,targets\nA,CD19\n", "no column"), (b"\xff\xfe", "not a UTF-8"), (b"", "no column")],
)
def test_a_wrong_labels_file_is_refused(
    tmp_path: Path, records: Records, content: bytes, said: str
) -> None:
    """What is missing is named."""
    path = tmp_path / "labels.csv"
    path.write_bytes(content)
    with pytest.raises(RequestError, match=said):
        held_against(path, records, Problems())


def test_a_word_that_is_no_term_is_a_problem_at_its_cell(tmp_path: Path, records: Records) -> None:
    """Two slips of the pen are two errors, each with its place and what would be right."""
    path = tmp_path / "labels.csv"
    path.write_text(
        HEAD + "A,CD91,autologous,single,solid,academic,\n"
        "B,CD19,not stated,single,solid,academics,a note that is no label\n",
        "utf-8",
    )
    problems = Problems()
    held_against(path, records, problems)
    told = [(p.where.line, p.where.column, p.code, p.value) for p in problems]
    assert told == [(2, 3, "E205", "CD91"), (3, 32, "E205", "academics")]
    assert "did you mean" in list(problems)[1].hint
    command = ["classify", "-p", str(ROOT), "--evaluate", str(path)]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 1
    assert "labels.csv:2:3 E205 'CD91' is no term of targets" in done.output


def test_an_evaluation_says_what_it_measured(tmp_path: Path) -> None:
    """Stored labels where titles and summaries are missing, the rules where they are there."""
    path, full = tmp_path / "labels.csv", tmp_path / "full.csv"
    path.write_text(HEAD + "NCT02935153,CD22,not stated,single,hematologic,academic,\n", "utf-8")
    command = ["classify", "-p", str(ROOT), "--evaluate", str(path)]
    done = CliRunner().invoke(main, command)
    assert "Measured: the labels that the project holds" in done.output
    assert "on 1 of 1 trials" in done.output
    full.write_text(
        "id,sponsor,status,title,interventions\n"
        "NCT02935153,A Hospital,RECRUITING,CD22 CAR-T in leukaemia,CD22 CAR-T\n",
        "utf-8",
    )
    done = CliRunner().invoke(main, [*command, "--trials", str(full)])
    assert "Measured: the rules, without corrections, on 1 of 1 trials." in done.output
