"""A briefing about one company or one target: its own numbers beside those of all, small ones too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from small_landscape import changed, entries, small_landscape, small_records

from cartreport.briefing.briefing import Briefing
from cartreport.briefing.compose import compose
from cartreport.briefing.measure import Measure
from cartreport.briefing.numbers import untraced
from cartreport.briefing.trace import numbers_in
from cartreport.briefing.wording import read_words
from cartreport.editions.asked import plans_of, usual
from cartreport.errors import RequestError
from cartreport.landscape import Tables
from cartreport.landscape.model import Landscape, landscape_of
from cartreport.landscape.narrowed import Narrowing
from cartreport.render.formats import USUAL
from cartreport.sources.records import Company
from cartreport.sources.section_plan import BriefingPlan

WORDS = Path(__file__).resolve().parents[2] / "templates" / "briefing" / "words.yaml"
SECTIONS = ["cover", "profile", "approved", "programmes", "evidence"]


def about(
    measure: Measure,
    sections: Sequence[Any] = SECTIONS,
    landscape: Landscape | None = None,
    **focus: str,
) -> Briefing:
    """The profile of a place over the small landscape, or over another."""
    landscape = landscape or small_landscape()
    terms = {"modality": "probe", "regulator": "FRA", "registry": "the register"}
    words = read_words([(WORDS, "words.yaml")], terms).knowing(**terms)
    plan = BriefingPlan.model_validate({"sections": [*sections], "focus": focus})
    made = compose(landscape, Tables(landscape), "x", plan, words, measure)
    assert made.trace is not None
    assert made.trace.lost == {}
    return made


def said(made: Briefing) -> dict[str, str]:
    """The sentences of the section on the place, by id."""
    (section,) = (section for section in made.sections if section.id == "profile")
    return {one.id.partition(".")[2]: untraced(one.body.text) for one in section.statements}


def test_a_company_is_told_by_its_own_numbers(measure: Measure) -> None:
    """Acme: programmes one and two of five, trials T1 and T2 of the five at home, one deal."""
    made = about(measure, company="acme")
    told = said(made)
    assert told["pipeline"].startswith("2 of 5 programmes in the landscape")
    # What it leads is not all that its programmes list; no status is nought.
    assert told["trials"] == "Lead sponsor of 2 of 5 trials with a site in Home: 2 active."
    finding = untraced(made.sections[1].finding)
    assert finding.endswith(", 2 programmes, lead sponsor of 2 trials with a site in Home")
    # Both bind a, one of them b too: a leads, and no programme of it states none.
    assert told["company"] == "2 targets; A has the most programmes (2)."
    assert told["deals"].startswith("1 deal in our sources")
    assert made.title.startswith("Acme: ")


def test_a_company_that_deals_alone_name_is_called_by_its_name(measure: Measure) -> None:
    """Dell has no programme and no trial, one deal: it is Dell, not `dell-ltd`."""
    dell = {"id": "dell-ltd", "name": "Dell Ltd", "short": "Dell", "confidence": "high"}
    records = small_records()
    (deal, *rest) = records.deals.values()
    named = changed(deal, companies=["dell-ltd"])
    companies = {**records.companies, **entries(Company, dell)}
    deals = {entry.record.id: entry for entry in (named, *rest)}
    landscape = landscape_of(replace(records, companies=companies, deals=deals))
    assert Narrowing({"company": "dell-ltd"}).labels(landscape) == ["Dell"]
    made = about(measure, landscape=landscape, company="dell-ltd")
    # Others' programmes may name it as a partner: that it has none at all is not known.
    assert untraced(made.sections[1].finding).startswith("Dell: no programme or product of its own")


def test_a_target_is_told_with_its_companies(measure: Measure) -> None:
    """A: four programmes, two of Acme and two of Bolt: a tie of all leads nothing."""
    told = said(about(measure, target="a"))
    assert told["pipeline"].startswith("4 of 5 programmes in the landscape")
    assert told["target"] == "2 named companies."
    assert "deals" not in told  # deals name no target


def test_every_number_of_a_profile_says_where_it_stands(measure: Measure) -> None:
    """What is counted of the place stands in narrowed tables; the rest is beside it, of all."""
    made = about(measure, company="acme")
    found = {address for section in made.sections for address, _ in numbers_in(section)}
    narrowed = {address for address in found if "@company=acme/" in address}
    assert len(narrowed) > len(found) / 2
    assert {address.split("/")[0] for address in found - narrowed} <= {
        *("trials-by-setting", "programmes-by-setting", "approved-products")
    }


def test_the_how_to_is_as_it_says(measure: Measure) -> None:
    """The plans of the page compose, over another company; its first one is the bundled project's."""
    root = WORDS.parents[2]
    page = (root / "docs" / "how-to" / "profiles.md").read_text("utf-8")
    first, second = (
        yaml.load(block, yaml.BaseLoader)["briefings"]
        for block in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    )
    ours = yaml.load((root / "sources.yaml").read_text("utf-8"), yaml.BaseLoader)["briefings"]
    assert first == {name: ours[name] for name in first}
    made = about(measure, second["company"]["sections"], company="acme")
    assert untraced(made.sections[1].finding) == "Acme: 2 of 8 of all trials"


def test_which_briefings_a_build_makes() -> None:
    """Those of the whole by themselves; one about a place when it or its axis is asked for."""
    plan = BriefingPlan(sections=["cover"])
    project = small_landscape().project.model_copy(
        update={
            "briefings": {
                "whole": plan,
                "firm": plan.about({"company": "acme"}),
                "target": plan.about({"target": "a"}),
            }
        }
    )

    def made(*names: str, focus: str | None = None) -> list[str]:
        return list(plans_of(project, names, focus, USUAL))

    assert list(usual(project)) == made() == ["whole"]
    assert made("firm") == ["firm-acme"]
    assert made(focus="company=Bolt") == ["firm-bolt"]
    assert made("whole", "target") == ["whole", "target-a"]
    for asked, message in (
        (lambda: made("frim"), "there is no briefing 'frim'"),
        (lambda: made("whole", focus="company=acme"), "'whole' is not about one company"),
        (lambda: made(focus="city=x"), "no briefing is about one city"),
    ):
        with pytest.raises(RequestError, match=message):
            asked()
