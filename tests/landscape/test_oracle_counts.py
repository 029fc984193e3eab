"""The trial counts of the bundled data agree with counts that others made from the same extract."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from cartreport.landscape.model import Landscape
from cartreport.landscape.table import Table

ORACLE = Path(__file__).resolve().parents[3] / "shared" / "registry" / "oracle.md"
COUNTS = ORACLE.with_name("oracle-counts.csv")
NEEDS_ORACLE = pytest.mark.skipif(
    not ORACLE.is_file(), reason="needs ../shared/registry/oracle.md to compare with"
)


def counted(table: str) -> dict[str, dict[str, int]]:
    """A table of the oracle's counts: row → column → count."""
    found: dict[str, dict[str, int]] = {}
    with COUNTS.open(encoding="utf-8", newline="") as file:
        for cell in csv.DictReader(file):
            if cell["table"] == table:
                found.setdefault(cell["row"], {})[cell["column"]] = int(cell["count"])
    return found


def in_focus(table: str) -> dict[str, int]:
    """What a table of the oracle counts in China, by row, none left out."""
    return {row: cells["China"] for row, cells in counted(table).items() if cells["China"]}


def section(name: str) -> str:
    """The text of one numbered table of the oracle."""
    parts = re.split(r"^### ", ORACLE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return next(part for part in parts if part.startswith(f"{name}. "))


def rows(text: str) -> Iterator[list[str]]:
    """The cells of every line of the tables in a text, heads and rules left out."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        if not re.fullmatch(r"[|\- ]+", line) and not re.fullmatch(r"\|[|\- ]+", after):
            yield [cell.strip() for cell in line.strip("|").split(" | ")]


def pairs(name: str) -> dict[str, int]:
    """A two-column table of the oracle."""
    return {cells[0]: int(cells[1]) for cells in rows(section(name)) if len(cells) == 2}


def focus(landscape: Landscape) -> list[dict[str, object]]:
    return [trial for trial in landscape.rows("trials") if trial["in_focus"]]


def by(table: Table, key: str) -> dict[str, int]:
    return dict(zip(table.frame["id"], table.frame[key], strict=True))


@NEEDS_ORACLE
def test_totals(bundled: Landscape, bundled_tables: dict[str, Table]) -> None:
    """C1: trials in the world, in China, in the US, in both, and without a country."""
    cells = counted("C1")["2026-08-22"]
    total = bundled_tables["trials-by-country-year"].total
    assert total is not None
    assert total["world"] == cells["union"] == 2587
    assert (total["focus"], total["peer:United States"]) == (cells["China"], cells["US"])
    assert sum(bool(trial["peers"]) for trial in focus(bundled)) == cells["both"]
    blank = sum(not trial["countries"] for trial in bundled.rows("trials"))
    assert blank == cells["blank"]


@NEEDS_ORACLE
def test_start_years(bundled_tables: dict[str, Table]) -> None:
    """C2: world, China and US by start year, the undated ones too."""
    table = bundled_tables["trials-by-country-year"]
    expected = {
        year.replace("(none)", "not-stated"): (cells["world"], cells["China"], cells["US"])
        for year, cells in counted("C2").items()
        if year != "total"
    }
    found = {
        row["id"]: (row["world"], row["focus"], row["peer:United States"])
        for row in table.frame.to_dict("records")
    }
    assert found == expected


@NEEDS_ORACLE
def test_phases(bundled_tables: dict[str, Table]) -> None:
    """C3: China by registry phase, and the US beside it."""
    table = bundled_tables["trials-by-phase"]
    names = {"Not applicable (NA)": "Not applicable", "No phase field": "not stated"}
    expected = {
        names.get(phase, phase): (cells["China"], cells["US"])
        for phase, cells in counted("C3").items()
    }
    columns = (table.frame[key] for key in ("label", "focus", "peer:United States"))
    found = {label: (china, us) for label, china, us in zip(*columns, strict=True)}
    assert found == expected


@NEEDS_ORACLE
def test_statuses(bundled: Landscape) -> None:
    """C4: China by the registry's status codes."""
    assert Counter(trial["status_code"] for trial in focus(bundled)) == in_focus("C4")


@NEEDS_ORACLE
def test_sponsor_classes(bundled: Landscape) -> None:
    """C7: China by the registry's sponsor class."""
    assert Counter(trial["sponsor_class"] for trial in focus(bundled)) == in_focus("C7")


MENGCHAO = "Shanghai Mengchao Cancer Hospital"


@NEEDS_ORACLE
def test_sponsor_types(bundled: Landscape, bundled_tables: dict[str, Table]) -> None:
    """C7b: China by sponsor type after the company list, two trials apart, by name.

    The facts list a hospital among the names of the company that owns it; the oracle counted its
    two trials as academic.
    """
    found = by(bundled_tables["trials-by-sponsor-type"], "trials")
    moved = sum(trial["sponsor"] == MENGCHAO for trial in focus(bundled))
    expected = pairs("C7b")
    assert moved == 2
    assert found["industry"] == expected["industry"] + moved
    assert found["academic"] == expected["academic"] - moved
    assert found["other"] == expected["other (private institute)"]


@NEEDS_ORACLE
def test_sponsor_names(bundled: Landscape) -> None:
    """C8: the 25 most frequent lead sponsors verbatim, and how many names there are."""
    found = Counter(str(trial["sponsor"]) for trial in focus(bundled))
    expected = pairs("C8")
    assert len(expected) == 25
    assert {name: found[name] for name in expected} == expected
    names, industry = map(
        int, re.findall(r"China (\d+) ; of class INDUSTRY (\d+)", section("C8"))[0]
    )
    assert len(found) == names
    held = {trial["sponsor"] for trial in focus(bundled) if trial["sponsor_class"] == "INDUSTRY"}
    assert len(held) == industry


@NEEDS_ORACLE
def test_sponsors_brought_together(bundled_tables: dict[str, Table]) -> None:
    """C8b: the 25 largest sponsors after their names are brought together."""
    text = section("C8b").split("| hospital groups")[0]
    expected = [int(cells[1]) for cells in rows(text) if len(cells) == 2]
    assert len(expected) == 25
    table = bundled_tables["trials-by-sponsor"]
    assert list(table.frame["trials"][:25]) == expected


@NEEDS_ORACLE
def test_late_phases(bundled: Landscape) -> None:
    """C14: the trials in phase 2/3 or 3, with phase and status."""
    lines = [line.strip("|").split(" | ") for line in section("C14").splitlines() if "NCT0" in line]
    expected = {line[0].strip(): (line[1].strip(), line[2].strip()) for line in lines}
    found = {
        str(trial["id"]): (trial["phase_code"], trial["status_code"])
        for trial in focus(bundled)
        if trial["phase"] in {"phase-2-3", "phase-3"}
    }
    assert found == expected
    assert len(found) == 13


def test_anchors(bundled_tables: dict[str, Table]) -> None:
    """The counts that the briefing leads with, whatever stands beside the project."""
    total = bundled_tables["trials-by-country-year"].total
    assert total is not None
    assert (total["world"], total["focus"], total["peer:United States"]) == (2587, 1438, 745)
    years = by(bundled_tables["trials-by-country-year"], "focus")
    assert (years["2015"], years["2024"], years["2025"], years["2026"]) == (24, 184, 264, 194)
    phases = by(bundled_tables["trials-by-phase"], "focus")
    assert (phases["phase-1"], phases["phase-3"], phases["not-applicable"]) == (529, 10, 137)
    assert bundled_tables["trials-by-status"].facts == {"active": 728, "unknown": 534, "ended": 176}
    assert len(bundled_tables["approved-products"].frame) == 9
    assert len(bundled_tables["programmes"].frame) == 181


def test_programme_counts_agree_between_tables(bundled_tables: dict[str, Table]) -> None:
    """Every table of programmes closes on the same number, and on the same phases."""
    names = (
        "by-company",
        "by-target",
        "by-each-target",
        "by-phase",
        "company-phase",
        "target-phase",
    )
    totals = [bundled_tables[name].total or {} for name in names]
    assert {total["programmes"] for total in totals} == {181}
    approved = [total["phase:approved"] for total in totals if "phase:approved" in total]
    assert approved == [9] * 5
