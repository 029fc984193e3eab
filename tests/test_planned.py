"""A planned section without data: a warning at its place in the plan, a line on the page."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from cartreport.briefing.briefing import Briefing
from cartreport.briefing.compose import compose
from cartreport.briefing.measure import Measure
from cartreport.briefing.wording import read_words
from cartreport.landscape import Tables
from cartreport.landscape.model import Landscape
from cartreport.render.look import open_look
from cartreport.sources.checks import run
from cartreport.sources.checks.roles import TOLD
from cartreport.sources.records import Records
from cartreport.sources.section_plan import BriefingPlan
from cartreport.story import load

sys.path.insert(0, str(Path(__file__).parent))
from small import PROJECT

ROOT = Path(__file__).resolve().parents[1]


def without(landscape: Landscape, *frames: str) -> Landscape:
    """The landscape as it were if nothing of these kinds had been read."""
    return replace(landscape, **{name: getattr(landscape, name).iloc[:0] for name in frames})


def composed(landscape: Landscape, sections: list[str], measure: Measure) -> Briefing:
    """A briefing of these sections."""
    file = ROOT / "templates/briefing/words.yaml"
    words = read_words([(file, "words.yaml")], landscape.project.terms)
    plan = BriefingPlan(sections=sections)
    return compose(landscape, Tables(landscape), "x", plan, words, measure, "0" * 8)


def test_the_bundled_landscape_without_its_deals(
    bundled_records: Records, bundled: Landscape
) -> None:
    """Both are said: W212 at the line of `deals` in sources.yaml, and its name in the method."""
    lines = (ROOT / "sources.yaml").read_text("utf-8").splitlines()
    line = lines.index("      - deals") + 1
    told = [p for p in run(replace(bundled_records, deals={}, disputes=())) if p.code == "W212"]
    assert [(p.where.file, p.where.line, p.value) for p in told] == [
        ("sources.yaml", line, "deals")
    ]
    measure = open_look(ROOT, bundled.project.brand).measure
    briefing = composed(without(bundled, "deals", "disputes"), ["deals", "method"], measure)
    assert [section.kind for section in briefing.sections] == ["method"]
    lead = briefing.sections[0].lead
    assert lead is not None
    assert lead.text.endswith("left out for want of sourced data: Deals and financing.")


def test_what_is_warned_of_is_left_out() -> None:
    """Each section that the check knows of is not there without records of its kind."""
    small = load(PROJECT)
    measure = open_look(ROOT, "ledger").measure
    frames = {"products": ("products", "uses", "facts"), "trials": ("trials", "trial_sites")}
    for kind in dict.fromkeys(TOLD.values()):
        empty = without(small, *frames.get(kind, (kind,)), "disputes")
        sections = [name for name, told in TOLD.items() if told == kind]
        assert composed(empty, sections, measure).sections == (), kind
