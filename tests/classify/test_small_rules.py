"""A subject of a few words and rules, read by hand: every way in which a label comes about."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_landscape import VOCABULARY, entries, terms

from cartreport.classify.labels import Classifier
from cartreport.classify.rules import rules_of
from cartreport.sources.project import Project
from cartreport.sources.records import Company, Programme, Records, Trial
from cartreport.sources.rules_file import RulesFile
from cartreport.sources.vocabulary import Vocabulary

WORDS = Vocabulary(
    {
        **{name: VOCABULARY[name] for name in ("settings", "indication-groups", "indications")},
        **{name: VOCABULARY[name] for name in ("sponsor-types", "sponsor-classes")},
        "targets": terms(
            "targets",
            {"id": "a", "group": "near", "patterns": ["alpha", "a12"]},
            {"id": "b", "group": "near", "patterns": ["beta"]},
            {"id": "c", "group": "far", "patterns": ["gamma"], "product_names": ["cirrus"]},
            {"id": "d", "patterns": ["delta"]},
        ),
        "target-classes": terms("target-classes", {"id": "near", "group": "wet"}, {"id": "far"}),
        "build": terms(
            "build",
            {"id": "one", "least_targets": 1},
            {"id": "pair", "least_targets": 2, "patterns": ["twin"]},
            {"id": "couple", "least_targets": 2},
            {"id": "three", "least_targets": 3},
            {"id": "mix", "least_targets": 0, "patterns": ["mixture"]},
            {"id": "armed", "patterns": ["armed"]},
        ),
        "make": terms(
            "make",
            {"id": "own", "group": "sure", "patterns": ["own cells"]},
            {"id": "donor", "group": "other", "patterns": ["donor"]},
            {"id": "line", "group": "other", "patterns": ["cell line"]},
        ),
        "stage": terms("stage", {"id": "late", "patterns": ["late"]}, {"id": "early"}),
    }
)
FIELDS = [["title", "interventions"], ["summary"]]
RULES = {
    "title": "Rules",
    "exclude": [{"id": "not", "labels": ["targets"], "pattern": "after alpha", "why": "Before."}],
    "offers": [{"id": "any", "label": "targets", "pattern": "one of [^.]*", "why": "All."}],
    "derive": [
        {"id": "young", "label": "stage", "term": "early", "when": {"build": "one", "text": "new"}, "why": "W."},
        {"id": "big", "label": "stage", "term": "late", "when": {"title": "big"}, "why": "W."},
        {"id": "arms", "label": "build", "term": "armed", "when": {"title": "weapon"}, "why": "W."},
    ],
    "not_codes": "ISO",
    "labels": [
        {
            "id": "targets",
            "fields": FIELDS,
            "in_codes": True,
            "siblings": {"signs": 5},
            "programmes": {"column": "targets", "completes": True, "names": True, "guessed": "guess"},
        },
        {"id": "build", "fields": FIELDS, "counts": "targets"},
        {
            "id": "make",
            "fields": FIELDS,
            "siblings": {"signs": 6, "short": ["sure"]},
            "programmes": {"column": "make", "groups": ["sure"], "confidence": ["high"]},
        },
        {"id": "stage", "fields": FIELDS, "only": {"targets": "a|b"}},
        {"id": "settings", "fields": FIELDS},
        {"id": "indications", "fields": FIELDS},
    ],
}  # fmt: skip


def programme(id: str, **fields: object) -> dict[str, object]:
    """A programme with the fields that every one has."""
    told = {"name": id, "phase": "p1", "status": "active", "as_of": "2026", "confidence": "high"}
    return {"id": id, **told, **fields}


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    """The rules over eight programmes and one company."""
    project = {"title": "T", "vocabulary": {"sponsor-types": "x"}, "sources": [], "briefings": {}}
    rows = (
        programme("ab", targets=["a", "b"], trials=["L1", "L2", "L3"], facets={"make": "own"}),
        programme("c1", targets=["c"], trials=["L4"], note="A GUESS.", facets={"make": "donor"}),
        programme("c2", targets=["c"], trials=["L4"], facets={"make": "donor"}),
        programme("b1", targets=["b"], trials=["L5"], confidence="low", facets={"make": "own"}),
        programme("b2", targets=["a"], trials=["L5"], settings=["dry"], facets={"make": "own"}),
        programme("bare", trials=["L6"], settings=["dry"], facets={"make": "own"}),
        programme("name", name="Rain Drop", short="RD-77", aliases=["Fog"], targets=["b"]),
        programme("a12", name="A12-99", targets=["c"]),
    )
    acme = {
        "id": "acme",
        "name": "Acme",
        "short": "Acme",
        "sponsors": ["ACME"],
        "confidence": "high",
    }
    records = Records(
        Path(),
        Project.model_validate(project),
        WORDS,
        programmes=entries(Programme, *rows),
        companies=entries(Company, acme),
        rules=RulesFile.model_validate(RULES),
    )
    return Classifier(records, rules_of(records))


def said(classifier: Classifier, label: str, *trials: dict[str, object]) -> list[str]:
    """Values and rules of a label of the last of some trials, with what it was read from."""
    made = [Trial.model_validate({"sponsor": "X", "status": "open", **one}) for one in trials]
    found = [
        one for one in classifier.classify(made) if one.label == label and one.trial == made[-1].id
    ]
    return [
        " ".join(
            filter(
                None, (one.value, one.rule, one.field, one.span, one.record, one.guessed and "?")
            )
        )
        for one in found
    ]


def by_title(
    classifier: Classifier, label: str, titles: dict[str, list[str]]
) -> dict[str, list[str]]:
    """What a label is for each title; one of `number: title` is the trial of that number."""
    read = {title: title.rpartition(": ") for title in titles}
    return {
        title: said(classifier, label, {"id": number or "N1", "title": text})
        for title, (number, _, text) in read.items()
    }


def test_targets(classifier: Classifier) -> None:
    """By words, not the excluded ones; by a list that knows more; by a name; an offer adds to words."""
    told = {
        "Alpha in flood": ["a words title Alpha"],
        "gamma after alpha": ["c words title gamma"],
        "Cirrus": ["c name title Cirrus"],
        "beta after alpha and alpha": ["a words title alpha", "b words title beta"],
        "beta, then one of alpha or gamma": ["a words title alpha", "b words title beta", "c words title gamma"],
        "L1: nothing": ["a programme-lists ab", "b programme-lists ab"],
        "L1: alpha": ["a programme-completes ab", "b programme-completes ab"],
        "L1: alpha and beta": ["a words title alpha", "b words title beta"],
        "L1: alpha and gamma": ["a words title alpha", "c words title gamma"],
        "L4: nothing": ["c programme-lists c1|c2"],
        "L5: nothing": [],
        "L6: nothing": [],
        "a rain-drop trial": ["b programme-name title rain-drop name"],
        "of RD 77": ["b programme-name title RD 77 name"],
        "in fog": [],
        "": [],
    }  # fmt: skip
    assert by_title(classifier, "targets", told) == told
    product = {"id": "L1", "title": "x", "interventions": ["alpha"]}
    assert said(classifier, "targets", product) == ["a words interventions alpha"]
    later = {"id": "N1", "title": "x", "summary": "beta. One of gamma and delta."}
    assert said(classifier, "targets", later) == [
        *("b words summary beta", "c words summary gamma", "d words summary delta")
    ]
    named = {"id": "N1", "title": "Cirrus", "summary": "of gamma"}
    assert said(classifier, "targets", named) == ["c words summary gamma"]


def test_how_many_targets_there_are(classifier: Classifier) -> None:
    """The last term of the most that they reach, unless words say a number; a mixture is no build.

    One target adds nothing to what is said already; several are said beside what says no number.
    """
    told = {
        "alpha": ["one number-of-targets"],
        "alpha, beta": ["couple number-of-targets"],
        "alpha, beta, gamma": ["three number-of-targets"],
        "alpha, beta, gamma, delta": ["three number-of-targets"],
        "twin alpha, beta, gamma": ["pair words title twin"],
        "armed alpha": ["armed words title armed"],
        "armed alpha, beta": ["armed words title armed", "couple number-of-targets"],
        "twin mixture": ["mix words title mixture"],
        "armed mixture, alpha, beta": ["mix words title mixture", "armed words title armed"],
        "weapon": ["armed arms title weapon"],
        "armed weapon": ["armed words title armed"],
        "nothing": [],
    }
    assert by_title(classifier, "build", told) == told


def test_what_follows(classifier: Classifier) -> None:
    """The first rule whose conditions all hold, where no words say it; not of other targets."""
    told = {
        "late alpha": ["late words title late"],
        "late gamma": [],
        "new alpha": ["early young title new"],
        "big new alpha": ["early young title new"],
        "big new alpha, beta": ["late big title big"],
        "new alpha, beta": [],
    }
    assert by_title(classifier, "stage", told) == told
    summary = {"id": "N1", "title": "alpha", "summary": "A new one."}
    assert said(classifier, "stage", summary) == ["early young summary new"]


def test_programmes_that_complete_nothing(classifier: Classifier) -> None:
    """Of groups and grades that the rule names, where the rows agree and the words say nothing."""
    told = {
        "L1: nothing": ["own programme-lists ab"],
        "L1: donor": ["donor words title donor"],
        "L4: nothing": [],
        "L5: nothing": [],
        "L6: nothing": ["own programme-lists bare"],
    }
    assert by_title(classifier, "make", told) == told


def test_siblings(classifier: Classifier) -> None:
    """What all others of one code say; of short codes some groups; a code of several says nothing.

    A number of a target is a code where a programme is called so, and makes no code several. Codes
    of the title go before those of other products, the one that most records name before others.
    """
    asked = {
        "AB1234 | AB-1234 donor": ["donor sibling AB1234 S1"],
        "AB123 | AB-123 donor": [],
        "AB123 | AB-123 own cells": ["own sibling AB123 S1"],
        "AB-1234 | AB-1234 donor | AB-1234 own cells": [],
        "AB-1234 | AB-1234 donor | AB-1234 donor": ["donor sibling AB1234 S1"],
        "AB-1234 | AB-1234, CD-5678 donor": [],
        "A12 | A12 own cells": [],
        "A12-99 | A12-99 own cells": ["own sibling A1299 S1"],
        "AB-1234 | A12-99, AB-1234 own cells": ["own sibling AB1234 S1"],
        "ISO-13485 | ISO-13485 own cells": [],
        "AB-1234 | AB-1234": [],
        "AB-1234 cell line | AB-1234 donor": ["line words title cell line"],
    }
    found = {}
    for text in asked:
        mine, *others = text.split(" | ")
        siblings = [{"id": f"S{n}", "title": title} for n, title in enumerate(others, 1)]
        found[text] = said(classifier, "make", *siblings, {"id": "N1", "title": mine})
    assert found == asked
    others = [
        {"id": "S1", "title": "AB-1234 donor"},
        *({"id": f"S{n}", "title": "CD-56789 own cells"} for n in (3, 2)),
    ]
    products = {"id": "N1", "interventions": ["AB-1234", "CD-56789"]}
    assert said(classifier, "make", *others, products) == ["own sibling CD56789 S2"]
    titled = {"id": "N1", "title": "AB-1234", "interventions": ["CD-56789"]}
    assert said(classifier, "make", *others, titled) == ["donor sibling AB1234 S1"]


def test_settings(classifier: Classifier) -> None:
    """Of the extract, the conditions, a programme; then of diseases and words; then of the target."""
    told = {
        "flood, then rain": ["wet words title flood"],
        "drought and rain": ["dry words title drought", "wet words title rain"],
        "rain": ["wet words title rain"],
        "L5: flood": ["dry programme b1|b2"],
        "L6: nothing": ["dry programme bare"],
        "alpha": ["wet target-class"],
        "alpha, beta": [],
        "gamma": [],
        "delta": [],
    }
    assert by_title(classifier, "settings", told) == told
    fields = {
        "wet extract": {"scope": "Wet", "conditions": ["drought"]},
        "wet conditions": {"scope": "elsewhere", "conditions": ["Floods"]},
        "dry conditions": {"conditions": ["drought", "rain"]},
        "": {"conditions": ["drought", "flood"]},
    }
    assert {
        " ".join(said(classifier, "settings", {"id": "N1", **held})): held
        for held in fields.values()
    } == fields


def test_sponsors(classifier: Classifier) -> None:
    """By the lists, else by the registry's class."""
    acme = {"id": "N1", "sponsor": "ACME", "sponsor_class": "REST"}
    assert said(classifier, "sponsor", acme) == ["acme sponsor-list sponsor ACME"]
    assert said(classifier, "sponsor-types", acme) == ["industry sponsor-list sponsor ACME"]
    other = {"id": "N1", "sponsor_class": "REST"}
    assert said(classifier, "sponsor", other) == []
    assert said(classifier, "sponsor-types", other) == ["academic sponsor-class sponsor X"]
