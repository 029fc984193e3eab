"""Kinds of error that the rules made in many records at once, each with the records that had it."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from cartreport.classify.labels import Classifier
from cartreport.classify.rules import rules_of
from cartreport.sources.records import Records, Trial

ROOT = Path(__file__).resolve().parents[2]
LABELS = ROOT / "data" / "trials" / "2026-08-22-labels.csv"


@pytest.fixture(scope="module")
def classifier(bundled_records: Records) -> Classifier:
    """The rules of the bundled project."""
    return Classifier(bundled_records, rules_of(bundled_records))


@pytest.fixture(scope="module")
def bundled() -> dict[tuple[str, str], set[str]]:
    """Trial and label → values of the bundled table."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    with LABELS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["trial"], row["label"]].add(row["value"])
    return found


HUMANISED = "NCT03054298 NCT03323944 NCT03620058 NCT03684889 NCT04684563 NCT05057715 NCT05623488"
HUMANISED += " NCT07020260 NCT07343934"
METABOLIC = "NCT05715606 NCT05747157 NCT06120166 NCT06277011 NCT06393335 NCT06711146 NCT06716164"
METABOLIC += " NCT07085559 NCT07244666 NCT07487402 NCT07689604"


@pytest.mark.parametrize(
    ("trials", "label", "values"),
    [
        (HUMANISED, "cell-source", ""),
        ("NCT03549442 NCT03792633 NCT05480449 NCT05674175", "cell-source", "autologous"),
        (METABOLIC, "construct", "armored"),
        ("NCT05349266 NCT05640713", "cell-source", "allogeneic"),
        ("NCT03366350", "cell-source", ""),
        ("NCT03648697", "cell-source", "autologous"),
        ("NCT07696481", "cell-source", "in-vivo"),
        ("NCT06717022 NCT07246096", "cell-source", "allogeneic"),
        ("NCT03932565", "construct", "armored dual"),
        ("NCT03310619", "cell-source", "autologous"),
        ("NCT04855136", "cell-source", ""),
        ("NCT03570892 NCT05632380", "lines", "relapsed-refractory"),
        ("NCT07139600", "settings", "autoimmune"),
        ("NCT05302037", "settings", ""),
        ("NCT03389230", "targets", "her2"),
        ("NCT03873805 NCT05805371", "targets", "psca"),
    ],
)
def test_the_bundled_labels_hold_the_records_that_were_wrong(
    bundled: dict[tuple[str, str], set[str]], trials: str, label: str, values: str
) -> None:
    """Each record that was read wrongly has what its text says, and nothing where it says nothing."""
    for trial in trials.split():
        assert bundled[trial, label] == set(values.split()), trial


def _trial(number: int, title: str, summary: str = "", **fields: object) -> Trial:
    given = {"interventions": ["CAR-T cells"], "status": "RECRUITING", "sponsor": "A Hospital"}
    trial = f"NCT9100000{number}"
    return Trial.model_validate(
        {**given, "id": trial, "title": title, "summary": summary or None, **fields}
    )


def _values(classifier: Classifier, label: str, *trials: Trial) -> set[str]:
    found = classifier.classify(trials)
    values = [one.value for one in found if one.label == label and one.trial == trials[-1].id]
    assert len(values) == len(set(values)), values  # each value is said once
    return set(values)


@pytest.mark.parametrize(
    ("title", "summary", "source"),
    [
        ("huCART19 in leukaemia", "", ""),
        ("SCRI-huCAR19 in leukaemia", "", ""),
        ("UCART of CD19 in leukaemia", "", "allogeneic"),
        ("BCMA/CD19 U CAR-T in lupus", "", "allogeneic"),
        ("CD7-UCAR cells in leukaemia", "", "allogeneic"),
        ("CD19 CAR-T after failure of autologous chimeric antigen receptor T cells", "", ""),
        ("CD19 CAR-T in patients who failed autologous CAR-T therapy", "", ""),
        ("Safety in the month after the autologous CAR-T infusion", "", "autologous"),
        ("CAR-T bridging to allogeneic hematological stem cell transplantation", "", ""),
        ("CAR-T after hematopoietic cell transplantation from a matched related donor", "", ""),
        ("CD19 CAR-T", "For those with autologous and allogeneic stem cell transplants.", ""),
        ("CD19 CAR-T", "It is given in the absence of a suitable donor.", ""),
        ("CD19 CAR-T", "Donor-specific antibodies are measured.", ""),
        ("CD19 CAR-T", "Autoantibodies attack the patient's own tissues.", ""),
        ("CD19 CAR-T", "The patients' own T cells are changed.", "autologous"),
        (
            "TCR-T cells",
            "The receptor was screened from a healthy donor and put into autologous T cells.",
            "autologous",
        ),
        ("In vivo CAR-T", "The vector works in patients, enabling their own T cells.", "in-vivo"),
        ("An in vivo CD19/BCMA tandem CAR-T product", "", "in-vivo"),
        ("An in vivo circular RNA chimeric receptor", "", "in-vivo"),
        ("CD19 CAR-T", "We study in vivo persistence and activity of CAR-T cells.", ""),
    ],
)
def test_whose_cells_they_are_is_read_of_the_product(
    classifier: Classifier, title: str, summary: str, source: str
) -> None:
    """Letters inside a name, earlier cells, grafts, donors of receptors say nothing of the cells."""
    assert _values(classifier, "cell-source", _trial(1, title, summary)) == set(source.split())


@pytest.mark.parametrize(
    ("title", "construct"),
    [
        ("Metabolically armed CD19 CAR-T cells", {"armored"}),
        ("CD19 CAR-T cells (Meta10-19)", {"armored"}),
        ("Meta10-TIL beside CD19 CAR-T cells", {"single"}),
        ("Embolisation therapy sequential with CAR-T targeting Nectin4/FAP", {"dual"}),
        ("CD19/CD22 CAR-T sequential allogeneic transplantation", {"dual"}),
        ("CAR-T cells for CD19 and sequential CAR-T cells for CD22", {"cocktail"}),
    ],
)
def test_armour_and_sequence_are_read_of_the_product(
    classifier: Classifier, title: str, construct: set[str]
) -> None:
    """Armed cells are armoured; one product after another therapy is no sequence of products."""
    assert _values(classifier, "construct", _trial(1, title)) == construct


@pytest.mark.parametrize(
    ("summary", "line"),
    [
        ("Patients after failure of frontline immunochemotherapy.", {"relapsed-refractory"}),
        ("Defined as failed or unsatisfied response to front line drugs.", {"relapsed-refractory"}),
        ("It is given as first-line therapy.", {"first-line"}),
    ],
)
def test_a_line_that_failed_is_not_the_line_that_is_tested(
    classifier: Classifier, summary: str, line: set[str]
) -> None:
    """After a failed first line the disease is relapsed or refractory."""
    assert _values(classifier, "lines", _trial(1, "CD19 CAR-T", summary)) == line


@pytest.mark.parametrize(
    ("summary", "settings"),
    [
        ("CAR-T has demonstrated efficacy in hematologic malignancies.", set()),
        ("Cells of a donor bring a risk of graft-versus-host disease.", set()),
        ("Stem cells of the blood, hematopoietic stem cells, are destroyed.", set()),
        ("CAR-T in patients with hematologic malignancies.", {"hematologic"}),
        ("Patients with blood cancers get a vaccine.", {"hematologic"}),
    ],
)
def test_a_background_sentence_gives_no_setting(
    classifier: Classifier, summary: str, settings: set[str]
) -> None:
    """What such cells did elsewhere, or might do, is not the disease that is treated."""
    assert _values(classifier, "settings", _trial(1, "CAR-T cells", summary)) == settings


@pytest.mark.parametrize(
    ("title", "settings"),
    [
        ("CAR-T cells in solid tumours and sarcoma", {"solid"}),
        ("CAR-T cells in lupus nephritis", {"autoimmune"}),
        ("CAR-T cells in lupus and multiple myeloma", {"autoimmune", "hematologic"}),
        ("CAR-T cells in lupus and a solid tumour", {"autoimmune", "solid"}),
        ("CAR-T cells in COVID", {"infectious"}),
        ("CAR-T cells in volunteers", set()),
    ],
)
def test_a_setting_is_read_of_diseases_and_of_its_own_words(
    classifier: Classifier, title: str, settings: set[str]
) -> None:
    """The title's diseases lead to their settings; words of a setting itself add theirs."""
    read = _trial(1, title, interventions=["cells"])
    assert _values(classifier, "settings", read) == settings


def test_the_code_of_a_drug_given_beside_the_cells_carries_nothing(classifier: Classifier) -> None:
    """Of several codes that of the title is the product's; drugs that the rules list are none."""
    told = _trial(1, "QX771 before leukapheresis for CAR-T", interventions=["QX771", "CAR-T"])
    silent = _trial(2, "ZZ9014 in combination", interventions=["ZZ9014", "QX771"])
    assert _values(classifier, "cell-source", told, silent) == set()
    both = [_trial(n, "ZZ9014, autologous CD19 CAR-T", interventions=["ZZ9014"]) for n in (3, 4)]
    assert _values(classifier, "cell-source", told, *both, silent) == {"autologous"}
    listed = _trial(5, "CC-220 before leukapheresis for CAR-T", interventions=["CAR-T"])
    alone = _trial(6, "A CAR-T trial with CC-220", interventions=["CC-220"])
    assert _values(classifier, "cell-source", listed, alone) == set()
