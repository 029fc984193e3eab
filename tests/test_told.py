"""What a project has no source of is not said: not as zero, not in a rule, not in a table."""

from __future__ import annotations

import csv
import html
import json
import re
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from cartreport.briefing.compose import ABOUT
from cartreport.briefing.sections import SECTIONS
from cartreport.cli.group import main
from cartreport.story import Options, build

sys.path.insert(0, str(Path(__file__).parent))
from small import edit, small_project
from test_start import put as guide

NAMES = [module.__name__.rsplit(".", 1)[-1].replace("_", "-") for module in SECTIONS]
ALL = tuple(name for name in NAMES if name != ABOUT)


def page_of(project: Path) -> tuple[str, list[str]]:
    """The words that a reader of the page sees, a line a run; and the names of the tables."""
    out = project.parent / "made"
    made = build(project, Options(out=out, formats=("html", "csv")))
    markup = (made.folder / "landscape.html").read_text("utf-8")
    bare = re.sub(r"<(script|style)\b.*?</\1>", "", markup, flags=re.DOTALL)
    words = html.unescape(re.sub(r"<[^>]+>", "\n", bare))
    tables = [name for name in made.files if name.startswith("tables/")]
    return words, [Path(name).stem for name in tables]


def lines(text: str, pattern: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if re.search(pattern, line, re.IGNORECASE)]


@pytest.fixture
def smallest(tmp_path: Path) -> Path:
    """The project of docs/tutorial/start.md, as it stands there."""
    guide(tmp_path / "smallest")
    return tmp_path / "smallest"


def test_the_smallest_project_speaks_of_what_it_has(smallest: Path) -> None:
    """Companies and programmes: no word of trials, registries or approved products anywhere."""
    text, tables = page_of(smallest)
    assert lines(text, r"\btrials?\b") == []
    assert lines(text, r"\bregistered\b|registry data|approved products") == []
    assert lines(text, r"n\.s\.\.") == []
    assert "2 programmes in Freedonia" in re.sub(r"\s+", " ", text)
    assert "data to 2026-11-20" in text
    assert [name for name in tables if "trial" in name or "site" in name] == []
    assert set(tables) & {"approved-products", "access", "deals", "policy", "evidence"} == set()
    assert {"by-company", "by-target", "programmes", "companies"} <= set(tables)


def test_no_column_counts_what_is_not_there(smallest: Path) -> None:
    """Columns of trials, approved products and deals are left out; others keep their zeros."""
    made = build(smallest, Options(out=smallest / "out", formats=("csv",)))
    with (made.folder / "tables/companies.csv").open(encoding="utf-8") as file:
        (company,) = csv.DictReader(file)
    assert {"approved", "sponsored", "deals"} & company.keys() == set()
    assert (company["programmes"], company["partnered"]) == ("2", "0")
    with (made.folder / "tables/by-target.csv").open(encoding="utf-8") as file:
        heads = next(csv.reader(file))
    assert {"approved", "trials"} & set(heads) == set()


def test_a_single_stated_indication_leads(smallest: Path) -> None:
    """Both programmes state one: it is the lead, on the page and in the table; no column is cut."""
    made = build(smallest, Options(out=smallest / "out", formats=("html", "csv")))
    with (made.folder / "tables/programmes.csv").open(encoding="utf-8") as file:
        assert [row["indication"] for row in csv.DictReader(file)] == ["Obesity", "Obesity"]
    page = (made.folder / "landscape.html").read_text("utf-8")
    table = page[page.index('id="programmes"') :]
    assert table.count(">Obesity</td>") == 2
    assert table.count(">Metabolic disease</td>") == 2
    assert "…</td>" not in table
    assert ">n.s.<" not in table


def test_several_indications_without_a_lead_are_printed(smallest: Path) -> None:
    """Not stated is said of an empty cell alone."""
    edit(
        smallest / "data/vocab/indications.yaml",
        r"group: weight}\]",
        "group: weight}, {id: gout, label: Gout, group: weight}]",
    )
    edit(
        smallest / "data/programmes.csv",
        r"metabolic,obesity,phase-2",
        "metabolic,obesity|gout,phase-2",
    )
    edit(smallest / "data/programmes.csv", r"metabolic,obesity,phase-1", "metabolic,,phase-1")
    made = build(smallest, Options(out=smallest / "out", formats=("html",)))
    page = (made.folder / "landscape.html").read_text("utf-8")
    table = page[page.index('id="programmes"') :]
    assert ">Obesity, Gout</td>" in table
    assert table.count(">n.s.<") == 1


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return small_project(tmp_path / "small", ALL)


LEFT_OUT = re.compile(r" Planned, and left out for want of sourced data: ([^.]*)\.")
"""What the method says of sections that are not there; nothing else names them."""


def test_without_trials_all_else_stands(small: Path) -> None:
    """Every section that needs no trial is there, the summary too; none says a number of trials."""
    edit(small / "sources.yaml", r"  - \{id: trials, .*\}\n", "")
    text, tables = page_of(small)
    assert "Executive summary" in text
    assert "Commercial access" in text
    left = LEFT_OUT.search(text)
    assert left is not None
    assert "Landscape at a glance" in left[1]
    assert "Landscape at a glance" not in LEFT_OUT.sub("", text)
    assert lines(text, r"\d trials?\b|trials active|linked trials|Trials sponsored") == []
    assert lines(text, r"registry data|registered site") == []
    assert not any(name.startswith("trials-") for name in tables)


def test_without_products_none_is_approved(small: Path) -> None:
    """No figure of approved products, no designations, no product facts."""
    edit(small / "sources.yaml", r"  - \{id: products, .*\}\n", "")
    text, tables = page_of(small)
    left = LEFT_OUT.search(text)
    assert left is not None
    assert "Approved products" in left[1]
    text = LEFT_OUT.sub("", text)
    assert lines(text, r"approved products|approved uses|approvals|designation|product facts") == []
    assert set(tables) & {"approved-products", "access", "designations"} == set()
    assert re.search(r"\btrials? active\b", text)


def test_an_empty_source_is_an_answer(small: Path) -> None:
    """A table of trials with a head alone was read on a day that is stated: its zero is printed."""
    path = small / "data/trials.csv"
    path.write_text(path.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    (small / "data/trials.source.yaml").unlink()
    edit(
        small / "sources.yaml",
        "title: Registry export",
        "title: Registry export, searched_to: 2026-01-20",
    )
    edit(small / "data/programmes.csv", r"NCT\S*?(?=,)", "") if "NCT" in (
        small / "data/programmes.csv"
    ).read_text("utf-8") else None
    text, tables = page_of(small)
    assert "trials active" in text
    assert "trials-by-phase" in tables


def test_the_list_of_tables_and_one_of_them(smallest: Path) -> None:
    """`tables` lists what is counted; a table without a source says why it is empty."""
    given = ["tables", "-p", str(smallest)]
    listed = json.loads(CliRunner().invoke(main, [*given, "--format", "json"]).stdout)
    assert "trials-by-phase" not in {row["name"] for row in listed["rows"]}
    shown = CliRunner().invoke(main, [*given, "trials-by-phase", "--format", "csv"])
    assert shown.exit_code == 0
    assert "no source of trials" in shown.stderr


def test_what_a_source_writes_is_no_markup(small: Path) -> None:
    """Stars, a link and a bracket in the title of a source and in a term: printed as they stand."""
    label = "Red **a** [b](c) <i>"
    edit(small / "sources.yaml", "title: Registry export", f"title: '{label}'")
    edit(small / "sources.yaml", "modality: probe", f"modality: '{label}'")
    text, _ = page_of(small)
    assert text.count(label) > 1
    assert text.count("**") == 2 * text.count(label)
