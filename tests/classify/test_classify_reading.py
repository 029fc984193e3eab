"""What the rules make of single records: the traps that a reader of registry text falls into."""

from __future__ import annotations

from pathlib import Path

import pytest

from cartreport.classify.labels import Classifier
from cartreport.classify.rules import rules_of
from cartreport.sources.records import Records, Trial

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def classifier(bundled_records: Records) -> Classifier:
    """The rules of the bundled project."""
    return Classifier(bundled_records, rules_of(bundled_records))


def _trial(number: int, title: str, interventions: list[str], summary: str = "") -> Trial:
    return Trial(
        id=f"NCT9000000{number}",
        sponsor="A Hospital",
        status="RECRUITING",
        title=title,
        interventions=interventions,
        summary=summary or None,
    )


def _values(classifier: Classifier, label: str, *trials: Trial) -> set[str]:
    last = trials[-1].id
    found = classifier.classify(trials)
    values = [one.value for one in found if one.label == label and one.trial == last]
    assert len(values) == len(set(values)), values  # each value is said once
    return set(values)


@pytest.mark.parametrize(
    ("title", "interventions", "targets"),
    [
        ("CD22 CAR-T in B-ALL relapsed after CD19 CAR-T therapy", ["CD22 CAR-T"], {"cd22"}),
        ("BAFF-R CAR-T in CD19-negative lymphoma", ["BAFF-R CAR-T"], {"baff-r"}),
        ("BCMA CAR-T then GPRC5D/CD3 BiTEs in myeloma", ["BCMA CAR-T"], {"bcma"}),
        ("CD3-CD20 bispecific antibody with CD19 CAR-T", ["CAR-T cells"], {"cd19"}),
        ("CAR-T in chronic lymphocytic leukaemia (CLL)", ["CAR-T cells"], set()),
        ("CLL-1 CAR-T in AML", ["CLL1 CAR-T"], {"cll1"}),
        ("CD123 CAR with EGFRt tag in AML", ["CD123CAR-41BB-CD3zeta-EGFRt T cells"], {"cd123"}),
        ("MSLN CAR-T secreting PD-1 nanobodies", ["MSLN CAR-T"], {"msln"}),
        (
            "4SCAR20/22/70/PSMA/13/79b/GD2 in lymphoma",
            ["CAR-T"],
            {"cd20", "cd22", "cd70", "psma", "cd13", "cd79b", "gd2"},
        ),
        ("NKG2D-NKp44 CAR-T in solid tumours", ["CAR-T"], {"nkg2d-ligands", "nkp44-ligands"}),
        ("CAR-T targeting either CD19 or BCMA in lupus", ["CD19 CAR-T"], {"cd19", "bcma"}),
        (
            "HER2 CAR-NK by antigen profiling for MUC1 and ROR1",
            ["CAR-NK"],
            {"her2", "muc1", "ror1"},
        ),
    ],
)
def test_only_what_the_cells_bind_is_a_target(
    classifier: Classifier, title: str, interventions: list[str], targets: set[str]
) -> None:
    """Earlier therapy, engagers, markers, tags and armour are no targets."""
    assert _values(classifier, "targets", _trial(1, title, interventions)) == targets


@pytest.mark.parametrize(
    ("summary", "source"),
    [
        ("Patients get CAR-T cells.", set()),
        ("Autologous stem cell transplantation is followed by CAR-T cells.", set()),
        ("The CAR-T cells are made from healthy donors.", {"allogeneic"}),
        ("Patients undergo leukapheresis before CAR-T infusion.", {"autologous"}),
        ("Off-the-shelf cells; donors undergo apheresis.", {"allogeneic"}),
        ("CUCART19 is made on site.", set()),
        ("Patients who lack suitable donors get CAR-T cells.", set()),
    ],
)
def test_a_cell_source_is_never_a_default(
    classifier: Classifier, summary: str, source: set[str]
) -> None:
    """What the record does not say is not stated; a graft's source is not that of the cells."""
    trial = _trial(1, "BCMA CAR-T in myeloma", ["BCMA CAR-T"], summary)
    assert _values(classifier, "cell-source", trial) == source


def test_a_sibling_of_the_same_code_says_whose_cells(classifier: Classifier) -> None:
    """A full product code carries the source from one record to the other; a short one does not."""
    told = _trial(1, "XYZ901 in lymphoma", ["XYZ901"], "XYZ901 is an allogeneic CD19 CAR-T.")
    silent = _trial(2, "A study of XYZ901 in lupus", ["XYZ901"])
    assert _values(classifier, "cell-source", told, silent) == {"allogeneic"}
    assert _values(classifier, "targets", told, silent) == {"cd19"}
    short = _trial(3, "A study of XY12 in lupus", ["XY12"])
    named = _trial(4, "XY12 in lymphoma", ["XY12"], "XY12 is an allogeneic CD19 CAR-T.")
    assert _values(classifier, "cell-source", named, short) == set()


@pytest.mark.parametrize(
    ("title", "summary", "construct"),
    [
        ("CD19 and CD22 CAR-T in B-ALL", "", {"dual"}),
        ("CD30, CD5, or CD7 CAR-NK by the antigen of the tumour", "", {"single"}),
        ("Sequential CD19 and CD22 CAR-T in B-ALL", "", {"cocktail"}),
        (
            "CD19/CD22 dual CAR-T",
            "A sequential infusion of CD19 CAR-T and CD22 CAR-T.",
            {"cocktail"},
        ),
        ("CD7 CAR-T after a transplant", "Then a sequential infusion of CD7 CAR-T.", {"single"}),
        ("GPC3 CAR-DC and CAR-T in liver cancer", "", {"cocktail"}),
        (
            "CD19 CAR-T for cytokine release syndrome",
            "Cytokine release syndrome (by IL-6).",
            {"single"},
        ),
        ("CD19/CD22 CAR-T secreting IL-15", "", {"armored", "dual"}),
        ("CAR-T in lymphoma", "", set()),
    ],
)
def test_several_products_are_not_one_that_binds_several(
    classifier: Classifier, title: str, summary: str, construct: set[str]
) -> None:
    """Sequence counts where targets differ; alternatives are single; armour stands beside both."""
    assert _values(classifier, "construct", _trial(1, title, ["CAR-T"], summary)) == construct


def test_a_label_names_its_rule_and_words(classifier: Classifier) -> None:
    """Every target found in words says in which field and which words they were."""
    trial = _trial(1, "Anti-CD19 CAR-T in lymphoma", ["CAR-T"])
    (found,) = [one for one in classifier.classify([trial]) if one.label == "targets"]
    assert (found.rule, found.field) == ("words", "title")
    assert "CD19" in found.span


def _one(classifier: Classifier, label: str, **fields: object) -> tuple[str, str] | None:
    """Value and rule of a label that a trial with these fields has once."""
    trial = _trial(1, "CD19 CAR-T in lymphoma", ["CAR-T"]).model_copy(update=fields)
    found = [one for one in classifier.classify([trial]) if one.label == label]
    return (found[0].value, found[0].rule) if found else None


@pytest.mark.parametrize(
    ("fields", "label", "expected"),
    [
        ({"sponsor_class": "OTHER"}, "routes", ("investigator-initiated", "academic-sponsor")),
        (
            {"sponsor_class": "INDUSTRY", "phase": "PHASE2"},
            "routes",
            ("drug", "industry-later-phase"),
        ),
        ({"sponsor_class": "INDUSTRY", "phase": "PHASE1|PHASE2"}, "routes", None),
        (
            {"sponsor_class": "OTHER", "other_ids": ["CTR20210001"]},
            "routes",
            ("drug", "regulator-number"),
        ),
        (
            {"sponsor_class": "INDUSTRY", "summary": "An investigator-initiated study."},
            "routes",
            ("investigator-initiated", "words"),
        ),
        ({"min_age": "18 Years", "max_age": "70 Years"}, "age-groups", ("adults", "none-under-18")),
        ({"max_age": "17 Years"}, "age-groups", ("children", "none-over-18")),
        (
            {"min_age": "6 Months", "max_age": "18 Years"},
            "age-groups",
            ("children", "none-over-18"),
        ),
        (
            {"min_age": "3 Years", "max_age": "70 Years"},
            "age-groups",
            ("children-and-adults", "from-under-18"),
        ),
        ({"max_age": "65 Years"}, "age-groups", ("children-and-adults", "to-over-18")),
        ({}, "age-groups", None),
        ({}, "study-kinds", ("car", "words")),
        (
            {"title": "NY-ESO-1 TCR-T cells", "interventions": ["TCR-T"]},
            "study-kinds",
            ("other", "other-cells"),
        ),
        ({"title": "Ibrutinib in lymphoma", "interventions": ["Ibrutinib"]}, "study-kinds", None),
        (
            {"title": "CD19 CAR-T secreting IL-15", "interventions": ["CAR-T"]},
            "armour",
            ("il-15", "words"),
        ),
        ({"summary": "IL-15 levels are measured."}, "armour", None),
        ({"title": "CAR-T as first-line therapy"}, "lines", ("first-line", "words")),
        ({"title": "CAR-T in r/r lymphoma"}, "lines", ("relapsed-refractory", "words")),
    ],
)
def test_what_follows_from_other_fields_names_its_rule(
    classifier: Classifier, fields: dict[str, object], label: str, expected: tuple[str, str] | None
) -> None:
    """Route, ages, kind of study and line: by words, else by the first rule that holds, or not."""
    assert _one(classifier, label, **fields) == expected
