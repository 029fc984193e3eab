"""The published tables of the second subject, counted again from its files by csv and yaml alone.

Nothing of the package counts here: it builds the edition, and the numbers are worked out from the
rows that people keep. Right answers that are short stand beside their test, counted by hand.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
import yaml

from cartreport.story import Options, build

HERE = Path(__file__).parent / "second"
DATA = HERE / "data"
Row = dict[str, str]
FOCUS, PEER = "United States", "United Kingdom"
ROLES = {"going": "active", "silent": "unknown", "over": "ended"}


def rows(path: Path) -> list[Row]:
    """The rows of a CSV."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def terms(name: str) -> dict[str, dict[str, str]]:
    """The terms of a vocabulary by id."""
    held = yaml.safe_load((DATA / "vocab" / f"{name}.yaml").read_text("utf-8"))
    return {term["id"]: term for term in held["terms"]}


def parts(row: Row, column: str) -> list[str]:
    """The parts of a list cell."""
    return [part for part in row[column].split("|") if part]


def group_of(row: Row) -> str:
    """Whether a programme is active, unknown or ended."""
    return ROLES[terms("programme-statuses")[row["status"]]["group"]]


def trials() -> dict[str, Row]:
    """The trials that give a conjugate, by number: 12 of the 15."""
    given = {
        row["trial"]
        for row in rows(DATA / "trials/labels.csv")
        if (row["label"], row["value"]) == ("what-is-given", "conjugate-given")
    }
    return {row["id"]: row for row in rows(DATA / "trials/trials.csv") if row["id"] in given}


def programmes() -> list[Row]:
    """The programmes of the landscape: all but the oligonucleotide."""
    return [row for row in rows(DATA / "programmes.csv") if row["warhead"] != "oligo-cargo"]


def approved() -> dict[str, str]:
    """Programme → the approved product that names it."""
    held = [yaml.safe_load(path.read_text("utf-8")) for path in DATA.glob("products/*.yaml")]
    return {one["programme"]: one["id"] for one in held if one["stage"] == "approved"}


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the published tables."""
    result = build(HERE, Options(out=tmp_path_factory.mktemp("out"), formats=("csv",)))
    return result.folder / "tables"


def published(tables: Path, name: str) -> dict[str, Row]:
    """A published table, by the id of its row."""
    return {row["id"]: row for row in rows(tables / f"{name}.csv")}


def profile(held: list[Row]) -> dict[str, int]:
    """What every table of programmes says of a row."""
    known, here = trials(), approved()
    found: dict[str, int] = defaultdict(int)
    found["programmes"] = len(held)
    for row in held:
        found[f"status:{group_of(row)}"] += 1
        found[f"phase:{row['phase']}"] += 1
    found["companies"] = len({row["company"] for row in held} - {""})
    found["approved"] = len({here[row["id"]] for row in held if row["id"] in here})
    listed = {number for row in held for number in parts(row, "trials")}
    found["trials"] = sum(
        FOCUS in parts(known[number], "countries") for number in listed & set(known)
    )
    return found


def same(line: Row, wanted: dict[str, int], where: str) -> None:
    """Every count that the table prints of a row is the one that was worked out."""
    for column, value in line.items():
        if column.startswith(("status:", "phase:")) or column in wanted:
            assert int(value or 0) == wanted.get(column, 0), (where, column)


def grouped(held: Iterable[Row], key: Callable[[Row], Iterable[str]]) -> dict[str, list[Row]]:
    """Rows by each of their keys; those without one are not stated."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in held:
        for name in list(key(row)) or ["not-stated"]:
            found[name].append(row)
    return found


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("by-target", lambda row: ["+".join(sorted(parts(row, "targets")))] * bool(row["targets"])),
        ("by-company", lambda row: parts(row, "company")),
        ("by-each-target", lambda row: parts(row, "targets")),
    ],
)
def test_programmes(tables: Path, name: str, key: Callable[[Row], Iterable[str]]) -> None:
    """Every row of the tables of programmes, every status, phase, company, product and trial."""
    wanted = grouped(programmes(), key)
    found = published(tables, name)
    assert set(found) == set(wanted)
    for id, held in wanted.items():
        same(found[id], profile(held), f"{name}/{id}")


def test_phases(tables: Path) -> None:
    """By hand: 2 in first dosing, 6 in response, 4 on sale, 14 of which no US phase was read."""
    found = {id: int(row["programmes"]) for id, row in published(tables, "by-phase").items()}
    assert found == {"first-dosing": 2, "response-2": 6, "sold": 4, "none-read": 14}
    wanted = grouped(programmes(), lambda row: [row["phase"]])
    for id, row in published(tables, "by-phase").items():
        same(row, profile(wanted[id]), f"by-phase/{id}")


def test_trials_by_place_and_status(tables: Path) -> None:
    """By hand: 7 still to open, 3 open, 1 done, 1 cut short; 4 in the US, 4 without a place."""
    codes = {alias: term["id"] for term in terms("statuses").values() for alias in term["aliases"]}
    wanted: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in trials().values():
        countries = parts(row, "countries")
        line = wanted[codes[row["status"]]]
        line["n"] += 1
        line["place:focus"] += FOCUS in countries
        line[f"place:{PEER}"] += PEER in countries
        line["place:rest"] += bool(countries) and not {FOCUS, PEER} & set(countries)
        line["place:not-stated"] += not countries
    found = published(tables, "trials-by-status")
    assert {id: int(row["n"]) for id, row in found.items()} == {
        "to-open": 7,
        "open-now": 3,
        "done": 1,
        "cut-short": 1,
    }
    assert sum(int(row["place:focus"]) for row in found.values()) == 4
    assert sum(int(row["place:not-stated"]) for row in found.values()) == 4
    for id, row in found.items():
        same(row, wanted[id], f"trials-by-status/{id}")


def test_countries(tables: Path) -> None:
    """A trial counts in each country of its sites: the US four, the UK two, eight others once."""
    wanted = grouped(trials().values(), lambda row: parts(row, "countries"))
    found = published(tables, "trials-by-country")
    assert {id: int(row["n"]) for id, row in found.items()} == {
        id: len(held) for id, held in wanted.items()
    }
    assert [len(wanted[name]) for name in (FOCUS, PEER, "not-stated")] == [4, 2, 4]


def test_started_trials_by_year(tables: Path) -> None:
    """By hand: one began in 2020, two in 2022, one each in 2023 and 2024, and none since.

    Seven have not begun, whatever start they state: five of these starts have passed by the day of
    the export, 22 August 2026.
    """
    found = published(tables, "trials-by-country-year")
    begun = {id: int(row["begun:started"]) for id, row in found.items()}
    assert {id: n for id, n in begun.items() if n} == {"2020": 1, "2022": 2, "2023": 1, "2024": 1}
    open_now = [row for row in trials().values() if row["status"] == "NOT_YET_RECRUITING"]
    assert len(open_now) == 7
    late = sum(row["start"] <= "2026-08-22" for row in open_now)
    assert sum(int(row["begun:waiting"]) for row in found.values()) == late == 5
    assert sum(int(row["begun:planned"]) for row in found.values()) == 2


def test_cells_of_target_and_group(tables: Path) -> None:
    """Each target set and group of diseases: its programmes, and those of them that are active."""
    groups = {id: term["group"] for id, term in terms("indications").items()}
    wanted: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in programmes():
        name = "+".join(sorted(parts(row, "targets"))) or "not-stated"
        for group in {groups[one] for one in parts(row, "indications")}:
            wanted[name, group].append(row)
    found = {(row["target"], row["group"]): row for row in rows(tables / "target-indication.csv")}
    assert set(found) == set(wanted)
    for cell, held in wanted.items():
        assert int(found[cell]["programmes"]) == len(held), cell
        assert int(found[cell]["active"]) == sum(group_of(row) == "active" for row in held), cell


def test_products_without_a_page_stand_as_approved(tables: Path) -> None:
    """Four products are approved, none by a page that was read: no day is printed, none is lost."""
    found = published(tables, "approved-products")
    assert set(found) == {"adcetris", "enhertu", "kadcyla", "polivy"} == set(approved().values())
    assert {row["approval"] for row in found.values()} == {""}
    access = published(tables, "access")
    told = {id: row["scheme:medicare-talks-3"] for id, row in access.items()}
    assert told == {"adcetris": "", "enhertu": "", "kadcyla": "not picked", "polivy": "not picked"}


def test_events_and_figures(tables: Path) -> None:
    """Eight events, one of them in the US; six figures as their source gives them."""
    events = published(tables, "policy")
    assert {id: row["date"] for id, row in events.items()} == {
        row["id"]: row["date"] for row in rows(DATA / "policy.csv")
    }
    assert sum(row["jurisdiction"] == "US" for row in events.values()) == 1
    wanted = sorted(float(row["value"]) for row in rows(DATA / "figures.csv"))
    assert sorted(float(row["value"]) for row in rows(tables / "market-figures.csv")) == wanted
