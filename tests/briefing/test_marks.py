"""A reference mark beside a value is that value's own: the date's at the date, the type's at it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cartreport.briefing.briefing import Briefing, Cell
from cartreport.briefing.compose import compose
from cartreport.briefing.measure import Measure, shipped_faces
from cartreport.briefing.wording import read_words
from cartreport.landscape import Tables
from cartreport.landscape.model import landscape_of
from cartreport.problems import Problems
from cartreport.sources.load import load_records
from cartreport.sources.section_plan import BriefingPlan

ROOT = Path(__file__).resolve().parents[2]
SMALL = ROOT / "tests" / "project"
WORDS = ROOT / "templates" / "briefing" / "words.yaml"
DATE = "{what: approval, value: 2025-03-10, as_of: 2025-03-10, refs: [fra-1]"
TYPE = (
    "{what: approval-type, value: full, as_of: 2025-03-10, refs: [@], confidence: high, "
    "checked: 2026-01-15}"
)


def briefing(folder: Path, refs: str) -> Briefing:
    """The small project with the type of its approval stated by other pages than its date."""
    project = folder / "project"
    shutil.copytree(SMALL, project)
    product = project / "data/products/alphacel.yaml"
    text = product.read_text("utf-8")
    assert DATE in text
    kind = TYPE.replace("@", refs)
    product.write_text(text.replace(f"- {DATE}", f"- {kind}\n      - {DATE}"), "utf-8")
    types = "title: Types\nterms: [{id: full, label: Full}]\n"
    (project / "data/vocab/approval-types.yaml").write_text(types, "utf-8")
    declared = (project / "sources.yaml").read_text("utf-8")
    line = "  approval-types: data/vocab/approval-types.yaml\n"
    declared = declared.replace("  phases: ", f"{line}  phases: ", 1)
    (project / "sources.yaml").write_text(declared, "utf-8")
    problems = Problems()
    records = load_records(project, problems)
    assert records is not None
    assert list(problems) == []
    landscape = landscape_of(records)
    words = read_words([(WORDS, "words.yaml")], landscape.project.terms)
    plan = BriefingPlan(sections=["approved", "evidence"])
    measure = Measure(*shipped_faces())
    return compose(landscape, Tables(landscape), "landscape", plan, words, measure, "0" * 8)


def titles(made: Briefing, refs: tuple[int, ...]) -> list[str]:
    """The pages that marks lead to, by their titles in the list of evidence."""
    listed = next(section for section in made.sections if section.id == "evidence").evidence
    return [item.title for item in listed if item.number in refs]


def date_cell(made: Briefing) -> Cell:
    """The cell of the table of approvals with the date above and the type below."""
    section = next(section for section in made.sections if section.id == "approved")
    grid = next(item.grid for item in section.exhibits if item.grid)
    return next(
        cell for row in grid.rows for cell in row.cells if cell.text.startswith("10 Mar 2025")
    )


@pytest.mark.parametrize("page", ["press-1", "acme-report"])
def test_a_mark_beside_a_value_is_its_own(tmp_path: Path, page: str) -> None:
    """The date leads to the regulator's notice alone, the type to the page that states the type."""
    made = briefing(tmp_path, page)
    cell = date_cell(made)
    assert titles(made, cell.refs) == ["Notice of approval"]
    assert cell.second is not None
    assert cell.second.text == "full"
    records = load_records(tmp_path / "project", Problems())
    assert records is not None
    assert titles(made, cell.second.refs) == [records.references[page].title]
    assert set(cell.refs).isdisjoint(cell.second.refs)
