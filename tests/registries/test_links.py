"""One trial in several registries is counted once, by number; by title a person decides."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from cartreport.errors import RequestError
from cartreport.registries.kept import Kept
from cartreport.registries.links import decisions, folded
from cartreport.registries.numbers import numbers, register
from cartreport.registries.row import RegistryRow

LONG = "Safety and efficacy of a long-named therapy in adults"


def row(id: str, *others: str, **more: object) -> RegistryRow:
    return RegistryRow(id=id, sponsor="X", status="COMPLETED", other_ids=others, **more)  # type: ignore[arg-type]


def kept(
    folder: Path, *rows: RegistryRow, people: str = ""
) -> tuple[list[RegistryRow], list[tuple[str, ...]]]:
    path = folder / "trial_links.csv"
    path.write_text("id,same_as,decision,reason\n" + people, encoding="utf-8")
    with closing(Kept(folder)) as held:
        for one in rows:
            held.add(one)
        links = held.link(decisions(path))
        found = list(held)
    return found, [(link.id, link.same_as, link.basis, link.decision) for link in links]


def test_numbers_in_words() -> None:
    """Numbers are found within texts, each in one form, and known by their register."""
    text = "EudraCT 2020-001366-11; see NCT00000001, isrctn 12345678 (U1111-1234-5678)"
    assert list(numbers(text)) == [
        "2020-001366-11",
        "NCT00000001",
        "ISRCTN12345678",
        "U1111-1234-5678",
    ]
    assert list(numbers("protocol 2020-01, ABC-123")) == []
    assert register("ChiCTR2000029953") == "ChiCTR"
    assert register("ChiCTR-OIC-17011310") == "ChiCTR"
    assert register("EUCTR2020-001366-11") == "EU register"
    assert register("2022-501027-25-01") == "EU portal"
    assert register("something") == ""


def test_a_number_puts_two_registers_together(tmp_path: Path) -> None:
    """The row that stays is ClinicalTrials.gov's; countries and numbers of both are kept."""
    rows, links = kept(
        tmp_path,
        row("ChiCTR2000000001", "NCT00000001", countries=("China",), enrolment="9"),
        row("NCT00000001", countries=("Japan",), phase="PHASE1"),
    )
    (one,) = rows
    assert (one.id, one.phase, one.enrolment) == ("NCT00000001", "PHASE1", "9")
    assert one.countries == ("Japan", "China")
    assert one.other_ids == ("ChiCTR2000000001",)
    assert links == [("ChiCTR2000000001", "NCT00000001", "number", "same")]


def test_a_third_number_does_so_too(tmp_path: Path) -> None:
    """Two records that name the same European number are one trial."""
    rows, _ = kept(
        tmp_path,
        row("ISRCTN00000001", "2020-001366-11"),
        row("NCT00000001", "EudraCT 2020-001366-11"),
    )
    assert [one.id for one in rows] == ["NCT00000001"]


def test_two_of_one_register_stay_two(tmp_path: Path) -> None:
    """A study and its extension share a number: they are candidates, not one trial."""
    rows, links = kept(
        tmp_path,
        row("NCT00000001", "2020-001366-11"),
        row("NCT00000002", "2020-001366-11"),
        row("EUCTR2020-001366-11"),
    )
    assert len(rows) == 3
    assert {link[3] for link in links} == {""}


def test_titles_are_for_a_person(tmp_path: Path) -> None:
    """The same title in two registers is a candidate; a short one is nothing."""
    both = (row("NCT00000001", title=LONG), row("ChiCTR2000000001", title=LONG.upper() + "."))
    rows, links = kept(
        tmp_path,
        *both,
        row("ISRCTN00000001", title="A study"),
        row("DRKS00000001", title="A study"),
    )
    assert len(rows) == 4
    assert links == [("ChiCTR2000000001", "NCT00000001", "title", "")]


def test_thirty_letters_make_a_title() -> None:
    """What is no letter and no digit does not count; 29 tell nothing."""
    assert folded("A-" * 30) == "a" * 30
    assert folded("A-" * 29) == ""


@pytest.mark.parametrize(("decision", "count"), [("same", 1), ("different", 2)])
def test_a_person_decides(tmp_path: Path, decision: str, count: int) -> None:
    """What trial_links.csv says goes before numbers and titles."""
    rows, _ = kept(
        tmp_path,
        row("NCT00000001", *(["ChiCTR2000000001"] if decision == "different" else []), title=LONG),
        row("ChiCTR2000000001", title=LONG),
        people=f"ChiCTR2000000001,NCT00000001,{decision},read both\n",
    )
    assert len(rows) == count


def test_a_wrong_decision_has_its_line(tmp_path: Path) -> None:
    """A word that is neither same nor different is named with file and line."""
    with pytest.raises(RequestError, match=r"trial_links.csv:2"):
        kept(tmp_path, people="a,b,maybe,\n")
