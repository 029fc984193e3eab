"""What a label rests on is said as it is, and printed counts say which they count."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from cartreport.classify.label import BASES, Label
from cartreport.classify.labels import Classifier
from cartreport.classify.programmes import _named, _windows
from cartreport.classify.rules import rules_of
from cartreport.problems import Where
from cartreport.sources.records import Entry, Programme, Records, Trial
from cartreport.sources.rules_file import FromProgrammes

ROOT = Path(__file__).resolve().parents[2]
HERE = Where("programmes.csv", 2, 1)


@pytest.fixture
def records(bundled_records: Records) -> Records:
    """The bundled project."""
    return bundled_records


def _trial(number: int, title: str, summary: str = "") -> Trial:
    return Trial(
        id=f"NCT9200000{number}",
        sponsor="A Hospital",
        status="RECRUITING",
        title=title,
        interventions=["CAR-T cells"],
        summary=summary or None,
    )


def _labels(records: Records, name: str, *trials: Trial) -> list[Label]:
    """One label of the last trial."""
    found = Classifier(records, rules_of(records)).classify(trials)
    return [one for one in found if one.label == name and one.trial == trials[-1].id]


def test_a_product_name_is_not_the_records_words(records: Records) -> None:
    """What a name stands for is known from elsewhere; words anywhere in the record go before it."""
    (named,) = _labels(records, "targets", _trial(1, "Tisagenlecleucel in lymphoma"))
    assert (named.value, named.rule, named.basis) == ("cd19", "name", "name")
    told = _trial(1, "Tisagenlecleucel in lymphoma", "The cells are directed at CD19.")
    (worded,) = _labels(records, "targets", told)
    assert (worded.rule, worded.basis, worded.field, worded.span) == (
        "words",
        "words",
        "summary",
        "CD19",
    )
    (source,) = _labels(records, "cell-source", _trial(1, "Zolacabtagene autoleucel in lupus"))
    assert (source.value, source.basis) == ("autologous", "name")


def test_a_sibling_is_named(records: Records) -> None:
    """The record that says it, and the code that both name."""
    told = _trial(1, "XYZ901 in lymphoma", "XYZ901 is an allogeneic CD19 CAR-T.")
    silent = _trial(2, "A study of XYZ901 in lupus")
    (source,) = _labels(records, "cell-source", told, silent)
    assert (source.basis, source.record, source.span) == ("sibling", "NCT92000001", "XYZ901")


def test_a_name_is_a_product_s_from_eight_signs_or_with_two_digits(records: Records) -> None:
    """Shorter ones without are common words; case, blanks and hyphens are read over."""
    row = next(iter(records.programmes.values())).record
    source = FromProgrammes(column="cell-source", names=True)
    names = ["Autocell", "Zellner", "AB-12", "A-1", "Gamma Cells"]
    told = row.model_copy(
        update={"name": "Longname 1", "short": None, "aliases": names, "confidence": "high"}
    )
    assert isinstance(told, Programme)
    assert set(_named([told], source)) == {"longname1", "autocell", "ab12", "gammacells"}
    assert [*_windows("a b c", 2)] == ["a b", "b c", "a", "b", "c"]
    assert [*_windows("one-two three")][:2] == ["one-two three", "one-two"]


def test_a_code_of_exactly_the_signs_that_are_asked_for_carries_a_label(records: Records) -> None:
    """The rules ask for five signs of the whose-cells label: `XY901` has them, `XY90` has not."""
    for code, sources in (("XY901", ["allogeneic"]), ("XY90", [])):
        told = _trial(1, f"{code} in lymphoma", f"{code} is an allogeneic CD19 CAR-T.")
        found = _labels(records, "cell-source", told, _trial(2, f"A study of {code} in lupus"))
        assert [one.value for one in found] == sources


@pytest.mark.parametrize(
    ("note", "basis"),
    [
        (None, "programme-stated"),
        ("In vivo inferred from the developer's platform.", "programme-guessed"),
    ],
)
def test_a_programme_is_named_and_says_whether_it_guesses(
    records: Records, note: str | None, basis: str
) -> None:
    """The row's id stands beside the label; its own note says that the source is a guess."""
    row = next(iter(records.programmes.values())).record.model_copy(
        update={
            "id": "the-row",
            "trials": ["NCT92000001"],
            "facets": {"cell-source": "in-vivo"},
            "note": note,
        }
    )
    assert isinstance(row, Programme)
    told = replace(records, programmes={"the-row": Entry(row, {(): HERE})})
    (source,) = _labels(told, "cell-source", _trial(1, "A study of it in lupus"))
    assert (source.value, source.basis, source.record) == ("in-vivo", basis, "the-row")


def test_every_bundled_label_says_what_it_rests_on() -> None:
    """A basis from the list; a record where it is another one's; words where it is words."""
    path = ROOT / "data" / "trials" / "2026-08-22-labels.csv"
    seen: Counter[str] = Counter()
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert row["basis"] in BASES, row
            elsewhere = row["basis"] in ("sibling", "programme-stated", "programme-guessed")
            assert bool(row["record"]) == elsewhere, row
            if row["basis"] == "name":
                assert row["rule"] == "name"
                assert row["span"]
            seen[row["basis"]] += 1
    assert set(seen) == set(BASES)


def test_the_engine_names_no_label_of_the_subject(records: Records) -> None:
    """Labels beyond those of the engine's own columns stand in the project's rules alone."""
    own = {"targets", "indications", "settings"}
    assert records.rules is not None
    names = {rule.id for rule in records.rules.labels} - own
    names |= {name.replace("-", "_") for name in names}
    terms = {"not-car", "no-cells", "not stated "}
    for path in sorted((ROOT / "cartreport" / "classify").glob("*.py")):
        text = path.read_text("utf-8")
        for name in names | terms:
            assert f'"{name}"' not in text, (path.name, name)
