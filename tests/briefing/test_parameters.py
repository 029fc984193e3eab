"""Parameters: declared with a type, set by a command, named by texts, words and templates."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
import yaml
from small_landscape import small_landscape

from cartreport.briefing.compose import compose
from cartreport.briefing.measure import Measure
from cartreport.briefing.wording import read_words
from cartreport.errors import RequestError
from cartreport.landscape import Tables
from cartreport.sources.parameters import ParameterPlan, set_to
from cartreport.sources.section_plan import BriefingPlan

WORDS = Path(__file__).resolve().parents[2] / "templates" / "briefing" / "words.yaml"
PLANS = {
    name: ParameterPlan.model_validate(told)
    for name, told in {
        "client": {"default": "Acme"},
        "rows": {"type": "whole", "default": "12"},
        "until": {"type": "date", "default": "2026-06"},
        "reader": {"type": "choice", "default": "bd", "choices": ["bd", "access"]},
        "draft": {"type": "flag", "default": "true"},
        "where-to": {"type": "term", "of": "settings", "default": "wet"},
    }.items()
}


def test_a_text_prints_them_and_a_template_has_them_by_type(measure: Measure) -> None:
    """A date in words, a term by its label; of the type that each has for templates."""
    landscape = small_landscape()
    project = landscape.project.model_copy(update={"parameters": PLANS})
    read = read_words([(WORDS, "words.yaml")], {})
    told = {"section": "mine", "title": "{client}, {rows}, {until}, {where_to}", "intro": "I."}
    plan = BriefingPlan.model_validate({"sections": [told]})
    known = replace(landscape, project=project)
    terms = {"modality": "probe", "regulator": "FRA", "registry": "the register"}
    made = compose(known, Tables(known), "x", plan, read.knowing(**terms), measure)
    assert made.sections[0].finding == "Acme, 12, June 2026, Wet"
    assert made.parameters == {
        "client": "Acme",
        "rows": 12,
        "until": "2026-06",
        "reader": "bd",
        "draft": True,
        "where-to": "wet",
    }


def test_a_command_sets_them() -> None:
    """By name, of the type; a term by its label too."""
    vocabulary = small_landscape().vocabulary
    told = ("client=Bolt & Co = us", "rows=7", "draft=false", "where-to=Wet")
    found = {name: plan.value for name, plan in set_to(PLANS, told, vocabulary).items()}
    assert found["client"] == "Bolt & Co = us"
    assert (found["rows"], found["draft"], found["where-to"]) == (7, False, "wet")
    assert found["until"] == "2026-06"


def test_the_how_to_is_as_it_says() -> None:
    """The block of the page is parameters of four types; its table names every type."""
    page = (WORDS.parents[2] / "docs" / "how-to" / "parameters.md").read_text("utf-8")
    (block,) = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    told = yaml.load(block, yaml.BaseLoader)["parameters"]
    plans = {name: ParameterPlan.model_validate(plan) for name, plan in told.items()}
    assert plans["draft"].value is False
    (types,) = re.findall(r"\| type \|.*?\n\n", page, re.DOTALL)
    named = set(re.findall(r"^\| `(\w+)`", types, re.MULTILINE))
    assert named == set(get_args(ParameterPlan.model_fields["type"].annotation))


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ("clinet=Bolt", "there is no parameter 'clinet'"),
        ("client", "'client' sets nothing"),
        ("rows=seven", "rows is a whole number, such as 12, not 'seven'"),
        ("reader=bdd", "reader is 'bdd' is no choice: did you mean 'bd'?"),
        ("draft=yes", "draft is true or false, not 'yes'"),
        ("until=June", "until is a date is YYYY"),
        ("where-to=damp", "no settings is called 'damp'"),
    ],
)
def test_what_does_not_fit_is_told(told: str, message: str) -> None:
    """A misspelt name, a value of another type."""
    with pytest.raises(RequestError, match=message.replace("?", r"\?")):
        set_to(PLANS, (told,), small_landscape().vocabulary)
