"""Whatever a project leaves out, either the check says what is missing or the briefing is made."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from cartreport.briefing.compose import compose
from cartreport.briefing.measure import Measure, shipped_faces
from cartreport.briefing.sections import SECTIONS
from cartreport.briefing.wording import read_words
from cartreport.landscape import Tables
from cartreport.landscape.model import landscape_of
from cartreport.problems import Problems
from cartreport.sources.checks import run
from cartreport.sources.load import load_records
from cartreport.sources.section_plan import BriefingPlan

MEASURE = Measure(*shipped_faces())
ROOT = Path(__file__).resolve().parents[1]
PROJECT = ROOT / "tests" / "project"
WORDS = ROOT / "templates" / "briefing" / "words.yaml"
ALL = tuple(module.__name__.rsplit(".", 1)[-1].replace("_", "-") for module in SECTIONS)
DECLARED = (PROJECT / "sources.yaml").read_text("utf-8")
VOCABULARIES = re.findall(r"^  ([a-z-]+): data/vocab/", DECLARED, re.MULTILINE)
SOURCES = re.findall(r"\bid: ([a-z]+)", DECLARED)
TABLES = sorted(path.name for path in (PROJECT / "data").glob("*.csv"))


def changed(folder: Path, pattern: str, text: str = "") -> Path:
    shutil.copytree(PROJECT, folder)
    declared, count = re.subn(pattern, text, DECLARED, flags=re.MULTILINE | re.DOTALL)
    assert count == 1, pattern
    (folder / "sources.yaml").write_text(declared, "utf-8")
    return folder


def told_or_made(folder: Path) -> None:
    """The checks have an error to tell, or all sections compose."""
    problems = Problems()
    records = load_records(folder, problems)
    if records is not None:
        problems.extend(run(records))
    if records is None or problems.errors:
        return
    landscape = landscape_of(records)
    words = read_words([(WORDS, "words.yaml")], landscape.project.terms)
    plan = BriefingPlan(sections=list(ALL))
    made = compose(landscape, Tables(landscape), "x", plan, words, MEASURE)
    assert made.sections


@pytest.mark.parametrize("name", VOCABULARIES)
def test_a_vocabulary_that_is_not_declared(name: str, tmp_path: Path) -> None:
    """A project without one vocabulary."""
    told_or_made(changed(tmp_path / "p", rf"^  {name}: [^\n]*\n"))


@pytest.mark.parametrize("name", VOCABULARIES)
def test_terms_without_groups_or_order(name: str, tmp_path: Path) -> None:
    """A vocabulary whose terms have nothing but an id and a label."""
    folder = tmp_path / "p"
    shutil.copytree(PROJECT, folder)
    path = folder / "data" / "vocab" / f"{name}.yaml"
    text = re.sub(
        r", (?:group|order|hue|short|aliases|unit): (?:\[[^\]]*\]|[^,}]+)",
        "",
        path.read_text("utf-8"),
    )
    path.write_text(text, "utf-8")
    told_or_made(folder)


@pytest.mark.parametrize("name", SOURCES)
def test_a_source_that_is_not_declared(name: str, tmp_path: Path) -> None:
    """A project without one of its sources."""
    told_or_made(
        changed(tmp_path / "p", rf"^  - (?:\{{id: {name}\b[^\n]*|id: {name}\n(?:    [^\n]*\n)+)")
    )


@pytest.mark.parametrize("name", TABLES)
def test_a_table_with_a_head_alone(name: str, tmp_path: Path) -> None:
    """A table in which nothing has been filled in yet."""
    folder = tmp_path / "p"
    shutil.copytree(PROJECT, folder)
    path = folder / "data" / name
    path.write_text(path.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    path.with_name(f"{path.stem}.source.yaml").unlink(missing_ok=True)
    told_or_made(folder)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r", peers: \[[^\]]*\]", ""),
        (r"^facets: [^\n]*\n", ""),
        (r"country: Freedonia", "country: Nowhere"),
        (r"^  - \{id: disputes[^\n]*\n", ""),
    ],
    ids=["no peers", "no facets", "nobody's country", "no disputes"],
)
def test_an_optional_part_left_out(pattern: str, text: str, tmp_path: Path) -> None:
    """What sources.yaml may leave out."""
    told_or_made(changed(tmp_path / "p", pattern, text))
