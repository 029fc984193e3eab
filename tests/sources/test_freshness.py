"""How fresh a source is: measured by its entries and by the day searched to, never as typed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cartreport.problems import Problems
from cartreport.sources.freshness import Freshness, freshness
from cartreport.sources.load import load_records

SMALL = Path(__file__).resolve().parents[1] / "project"
DEALS = "title: Deals, searched_to: 2026-01-31"


def measured(folder: Path, *edits: tuple[str, str, str]) -> dict[str, Freshness]:
    """How fresh the sources of the small project are, after edits `(file, old, new)`."""
    project = folder / "project"
    shutil.copytree(SMALL, project)
    for name, old, new in edits:
        text = (project / name).read_text("utf-8")
        assert old in text, name
        (project / name).write_text(text.replace(old, new, 1), "utf-8")
    records = load_records(project, Problems())
    assert records is not None
    return freshness(records)


def test_the_newest_entry_is_read_from_the_entries(tmp_path: Path) -> None:
    """By hand from tests/project: the largest date of each kind; an export's day is its sidecar's.

    Age on 1 February 2026: one day from 31 January, 12 from 20 January, the trials' snapshot.
    """
    found = {
        name: (fresh.newest, fresh.searched_to, fresh.age)
        for name, fresh in measured(tmp_path).items()
    }
    assert found == {
        "companies": ("2025-12-20", "2026-01-31", 1),  # the page that both cite
        "institutions": (None, "2026-01-31", 1),
        "products": ("2025-06", "2026-01-31", 1),  # the list price
        "programmes": ("2026-01-10", "2026-01-31", 1),
        "trials": ("2025-12-01", "2026-01-20", 12),
        "deals": ("2025-07", "2026-01-31", 1),
        "policy": ("2025-01-15", "2026-01-31", 1),
        "market": ("2025-12-20", "2026-01-31", 1),
        "disputes": (None, "2026-01-31", 1),
        "references": (None, None, None),
    }


def test_what_is_typed_makes_nothing_fresh(tmp_path: Path) -> None:
    """With `as_of` alone the age is that of the newest entry: July 2025, 215 days before."""
    typed = ("sources.yaml", DEALS, "title: Deals, as_of: 2026-01-31, max_age_days: 90")
    fresh = measured(tmp_path, typed)["deals"]
    assert (fresh.searched_to, fresh.age, fresh.state) == (None, 215, "late")


@pytest.mark.parametrize(
    ("limit", "state"), [(90, "quiet"), (213, "quiet"), (214, "in time"), (400, "in time")]
)
def test_a_search_that_finds_nothing_is_said(tmp_path: Path, limit: int, state: str) -> None:
    """1 July 2025 to 31 January 2026 are 214 days: quiet where the limit is less, never late."""
    edit = ("sources.yaml", DEALS, f"{DEALS}, max_age_days: {limit}")
    fresh = measured(tmp_path, edit)["deals"]
    assert (fresh.gap, fresh.state) == (214, state)


def test_what_is_planned_is_no_newest_entry(tmp_path: Path) -> None:
    """An entry after the briefing's date does not count; one on the day does."""
    later = ("data/programmes.csv", "REG00000001,2026-01-10", "REG00000001,2026-02-03")
    assert measured(tmp_path / "a", later)["programmes"].newest == "2026-01-10"
    today = ("data/programmes.csv", "REG00000001,2026-01-10", "REG00000001,2026-02-01")
    assert measured(tmp_path / "b", today)["programmes"].newest == "2026-02-01"


def test_sources_of_one_kind_are_measured_apart(tmp_path: Path) -> None:
    """Two files of deals: each is as old as its own entries."""
    head, row = (SMALL / "data/deals.csv").read_text("utf-8").splitlines()[:2]
    second = "  - {id: more, kind: deals, path: data/more.csv, title: More}\n"
    project = tmp_path / "project"
    shutil.copytree(SMALL, project)
    more = row.replace("deal-1,2025-07", "deal-2,2025-11")
    (project / "data/more.csv").write_text(f"{head}\n{more}\n", "utf-8")
    text = (project / "sources.yaml").read_text("utf-8")
    at = text.index("  - {id: policy")
    (project / "sources.yaml").write_text(text[:at] + second + text[at:], "utf-8")
    records = load_records(project, Problems())
    assert records is not None
    found = freshness(records)
    assert (found["deals"].newest, found["more"].newest) == ("2025-07", "2025-11")
