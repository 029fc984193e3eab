"""What is suggested for a word that nothing answers to: the nearest few, or all where they are few."""

from __future__ import annotations

import pytest
from small_landscape import VOCABULARY, terms

from cartreport.errors import RequestError
from cartreport.sources.checks import nearest
from cartreport.sources.fields import Named, Of
from cartreport.sources.parameters import ParameterPlan, set_to
from cartreport.sources.records import Company, Product, Programme
from cartreport.sources.suggest import did_you_mean, slug
from cartreport.sources.worded import declared_at, words_of


def test_the_nearest_five_or_a_list_of_ten() -> None:
    """The likest first, of equals by the alphabet; none for what is like nothing among eleven."""
    few = [f"x{n:02}" for n in range(1, 12)]
    assert nearest.name("q", few[:10]) == "it is one of " + ", ".join(few[:10])
    assert nearest.name("q", few) == ""
    assert nearest.name("q", []) == "there are none yet"
    assert nearest.name("X011", few) == "did you mean 'x01' or 'x11'?"
    assert nearest.name("abc", [f"abc{n}" for n in "54321"]) == (
        "did you mean 'abc1', 'abc2', 'abc3', 'abc4' or 'abc5'?"
    )
    assert nearest.name("acme", {"ACME"}) == "did you mean 'ACME'?"
    assert nearest.name("abcdefgh", ["abcd"], cutoff=0.7) == "it is one of abcd"
    many = [f"abc{n}" for n in range(400)]
    assert nearest.name("xbc17", many).startswith("did you mean 'abc17',")
    assert nearest.name("xbc17", [*many, "abd"]) == "", "of very many only those that begin alike"
    assert nearest.name("ABC17", [*many, "abd"]).startswith("did you mean 'abc17',")


def test_a_term_is_found_by_its_label_and_alias() -> None:
    """An alias has its term; a label that is nearly right gives the id, once."""
    held = terms(
        "x", {"id": "wet", "label": "Damp", "aliases": ["W"]}, {"id": "dump", "label": "Dump"}
    )
    assert nearest.term("W", held) == "write its id, 'wet'"
    assert nearest.term("dimp", held) == "did you mean 'wet' or 'dump'?"
    assert nearest.term("zzz", held) == "it is one of wet, dump"
    assert nearest.term("opne", VOCABULARY["statuses"]) == "did you mean 'done' or 'open'?"


def test_one_or_the_first_five() -> None:
    """The closest as it is written; else five and how many there are."""
    assert did_you_mean("ABLE", ["Able", "cable"]) == "did you mean 'Able'?"
    assert did_you_mean("zz", "edcba") == "one of a, b, c, d, e"
    assert did_you_mean("zz", "fedcba") == "one of a, b, c, d, e … (6 in all)"
    assert did_you_mean("zz", []) == ""
    assert slug("  Ünder the_Sea 2! ") == "nder-the-sea-2"


def test_words_of_a_record_that_are_ids() -> None:
    """Each with its path, in lists and in the records within; what holds none is passed over."""
    use = {"indications": ["flood", "drought"], "short": "F", "disease": "F"}
    told = {"id": "p", "name": "P", "short": "P", "stage": "approved", "company": "acme"}
    made = Product.model_validate(
        {**told, "partners": ["bolt"], "targets": ["a"], "uses": [use, use]}
    )
    found = {one.path: (one.word, type(one.of)) for one in words_of(made)}
    assert found == {
        ("company",): ("acme", Named),
        ("partners", 0): ("bolt", Named),
        ("targets", 0): ("a", Of),
        **{("uses", at, "indications", n): (w, Of) for at in (0, 1) for n, w in enumerate(use["indications"])},
    }  # fmt: skip
    paths = {("uses", 0, "indications", 1): "indications", ("targets", 2): "targets"}
    assert {
        path: getattr(declared_at(Product, path), "vocabulary", None) for path in paths
    } == paths
    assert declared_at(Product, ("uses", 0, "short")) is None
    assert declared_at(Product, ("name",)) is None
    assert isinstance(declared_at(Programme, ("company",)), Named)
    assert declared_at(Company, ()) is None


def test_a_term_is_printed_by_its_label_or_short() -> None:
    """What is not stated has its own word; a term without a short form is printed whole."""
    held = terms("x", {"id": "wet", "label": "Damp", "short": "D"}, {"id": "dry", "label": "Dry"})
    assert [held.label(one) for one in ("wet", "dry", None, "")] == [
        "Damp",
        "Dry",
        *["not stated"] * 2,
    ]
    assert [held.short(one) for one in ("wet", "dry", None, "")] == ["D", "Dry", "n.s.", "n.s."]
    assert (held.label(None, "–"), held.short(None, "–")) == ("–", "–")


def test_a_parameter_is_set_to_a_term_by_its_label() -> None:
    """What is no term is told with what there is; a vocabulary that is missing judges nothing."""
    plans = {
        name: ParameterPlan.model_validate({"type": "term", "of": of, "default": "wet"})
        for name, of in (("where", "settings"), ("elsewhere", "nowhere"))
    }
    made = set_to(plans, ("where = Dry", "elsewhere=Fog"), VOCABULARY)
    assert [made[name].value for name in ("where", "elsewhere")] == ["dry", "Fog"]
    assert plans["where"].value == "wet"
    for told, said, hint in (
        ("where=damp", "no settings is called 'damp'", "one of dry, wet"),
        ("were=dry", "there is no parameter 'were'", "did you mean 'where'?"),
        ("where", "'where' sets nothing", "Write NAME=VALUE."),
    ):
        with pytest.raises(RequestError) as caught:
            set_to(plans, (told,), VOCABULARY)
        assert (str(caught.value), caught.value.hint) == (said, hint)
