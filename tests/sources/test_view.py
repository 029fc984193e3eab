"""The view of an earlier day: what happened later is left out, and is no error."""

from __future__ import annotations

from pathlib import Path

import pytest

from cartreport.landscape.model import landscape_of
from cartreport.problems import Problems
from cartreport.sources.load import load_records
from cartreport.sources.records import Records
from cartreport.sources.view import seen_on
from cartreport.story import check
from tests.small import edit, put, small_project

DAY = "2025-02-28"
TRIALS = """id,sponsor,phase,status,updated
REG00000001,"Acme Biologics Co., Ltd.",PHASE2,COMPLETED,2024-10-02
REG00000002,North Hospital of Freedonia,NA,RECRUITING,2024-12-01
"""
PRODUCT = "data/products/alphacel.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The small project with the export of an earlier day beside the one that it has."""
    folder = small_project(tmp_path / "project")
    edit(folder / "sources.yaml", r"path: data/trials\.csv", "path: 'data/{date}-reg.csv'")
    (folder / "data/trials.csv").rename(folder / "data/2026-01-20-reg.csv")
    (folder / "data/trials.source.yaml").rename(folder / "data/2026-01-20-reg.source.yaml")
    put(folder / "data/2025-02-15-reg.csv", TRIALS)
    put(
        folder / "data/2025-02-15-reg.source.yaml",
        "producer: Example Registry\nsnapshot: 2025-02-15\n",
    )
    return folder


def seen(project: Path, as_of: str = DAY) -> Records:
    """The view of a day of a project."""
    records = load_records(project, Problems(), as_of=as_of)
    assert records is not None
    return seen_on(records)


def test_later_facts_are_left_out_and_listed_once(project: Path) -> None:
    """By hand from tests/project, where all pages were read in January 2026.

    Dated after 28 February 2025: the approval, the price, the deal. The figure has no date, and its
    page is of December. BX-2 is as of 2026, on that page, by a trial that the export has not.
    """
    view = seen(project)
    assert {(later.kind, later.record, later.date) for later in view.left_out} == {
        ("facts", "alphacel list-price", "2025-06"),
        ("facts", "alphacel approval", "2025-03-10"),
        ("programmes", "bx-2", "2026-01-10"),
        ("deals", "deal-1", "2025-07"),
        ("figures", "size-1", None),
    }
    assert set(view.policy) == {"policy-1"}
    assert view.disputes == ()
    assert set(view.references) == {"acme-report", "press-1"}, "a page that nothing left cites"
    assert landscape_of(view).left_out == view.left_out


def test_a_product_is_no_further_than_its_facts(project: Path) -> None:
    """Without its approval it is filed, if it was by then, else in late stage; its programme follows.

    The programme's own trial is of phase 2. It was last shown on the day itself, by its product.
    """
    view = seen(project)
    assert (view.products["alphacel"].record.stage, view.products["alphacel"].record.uses) == (
        "late-stage",
        [],
    )
    programme = view.programmes["alphacel"].record
    assert (programme.phase, programme.as_of) == ("phase-2", DAY)
    filing = (
        "  - {what: filing, value: accepted, as_of: 2024-12, refs: [acme-report],"
        " confidence: high, checked: 2026-01-15}\n"
    )
    edit(
        project / PRODUCT, r"facts:\n  - what: list-price", f"facts:\n{filing}  - what: list-price"
    )
    assert seen(project).products["alphacel"].record.stage == "filed"
    after = seen(project, "2025-03-10")
    assert after.products["alphacel"].record.stage == "approved"
    assert after.programmes["alphacel"].record.phase == "approved"


def test_what_held_before_and_was_looked_at_later_is_of_its_beginning(project: Path) -> None:
    """A price that is known since January holds in February, though last looked at in June."""
    edit(project / PRODUCT, r"    as_of: 2025-06", "    since: 2025-01\n    as_of: 2025-06")
    (price,) = (
        f for f in seen(project).products["alphacel"].record.facts if f.what == "list-price"
    )
    assert (price.since, price.as_of) == ("2025-01", "2025-01")


def test_what_was_read_or_happened_later_is_no_error(project: Path) -> None:
    """Of the day that is asked for; where sources.yaml states the day, a later date is one."""
    assert [problem for problem in check(project, DAY) if problem.code == "E301"] == []
    edit(project / "sources.yaml", r"as_of: 2026-02-01", f"as_of: {DAY}")
    told = [str(problem) for problem in check(project) if problem.code == "E301"]
    assert any("'press-1' was read on 2026-01-15" in line for line in told)
    assert any("date 2025-07 is after the as-of date, " in line for line in told)


def test_an_export_of_a_later_day_alone_is_an_error(project: Path) -> None:
    """What the registry held before is not known then: nothing is made of the later one."""
    edit(project / "sources.yaml", r"data/\{date\}-reg\.csv", "data/2026-01-20-reg.csv")
    assert any("the export is of 2026-01-20" in str(problem) for problem in check(project, DAY))


def test_a_page_that_is_not_there_shows_nothing(project: Path) -> None:
    """A programme that cites one is left out, and the reference is for `check` to tell."""
    edit(project / "data/programmes.csv", "2026-01-10,press-1,medium", "2026-01-10,press-9,medium")
    assert "bx-2" not in seen(project).programmes
