"""The trial counts of the bundled data agree with counts that others made from the same extract.

The oracle counts every record of the search; the landscape counts those that its labels make a
trial of it. So the tables are held against the oracle without that gate, and the gate is held
against the labels' own file, record by record.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median

import pytest

from cartreport.landscape import Tables
from cartreport.landscape.begun import PLANNED, STARTED, UNDATED, WAITING
from cartreport.landscape.model import Landscape, landscape_of
from cartreport.landscape.table import Table
from cartreport.sources.records import Records

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT.parent / "shared" / "registry"
ORACLE = FOLDER / "oracle.md"
COUNTS = FOLDER / "oracle-counts.csv"
NEEDS_ORACLE = pytest.mark.skipif(
    not COUNTS.is_file(), reason="needs ../shared/registry/oracle-counts.csv to compare with"
)
Row = dict[str, object]
PLACES: dict[str, Callable[[Row], bool]] = {
    "world": lambda trial: True,
    "China": lambda trial: bool(trial["in_focus"]),
    "US": lambda trial: bool(trial["peers"]),
    "no place named": lambda trial: not trial["countries"],
}


@pytest.fixture(scope="module")
def whole(bundled_records: Records) -> Landscape:
    """The bundled landscape of every record of the search, whatever its labels say."""
    project = bundled_records.project.model_copy(update={"landscape": None})
    return landscape_of(replace(bundled_records, project=project))


@pytest.fixture(scope="module")
def whole_tables(whole: Landscape) -> dict[str, Table]:
    """Its tables."""
    return Tables(whole)


def counts(name: str) -> dict[tuple[str, str], int]:
    """(row, column) → count of one table of the oracle."""
    with COUNTS.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["table"] == name]
    assert rows, name
    return {(row["row"], row["column"]): int(row["count"]) for row in rows}


def by_place(
    landscape: Landscape, key: Callable[[Row], str], states: tuple[str, ...] = ()
) -> dict[tuple[str, str], int]:
    """(key, place) → trials, those alone that are in one of the states."""
    held: Counter[tuple[str, str]] = Counter()
    for trial in landscape.rows("trials"):
        if not states or trial["begun"] in states:
            for place, there in PLACES.items():
                held[key(trial), place] += there(trial)
    return dict(held)


def section(name: str) -> str:
    """The text of one table of the oracle."""
    parts = re.split(r"^### ", ORACLE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return next(part for part in parts if part.startswith(name))


def rows(text: str) -> Iterator[list[str]]:
    """The cells of every line of the tables in a text, heads and rules left out."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        if not re.fullmatch(r"[|\- ]+", line) and not re.fullmatch(r"\|[|\- ]+", after):
            yield [cell.strip() for cell in line.strip("|").split(" | ")]


def pairs(name: str) -> dict[str, int]:
    """A two-column table of the oracle."""
    return {cells[0]: int(cells[1]) for cells in rows(section(name)) if len(cells) == 2}


def focus(landscape: Landscape) -> list[Row]:
    return [trial for trial in landscape.rows("trials") if trial["in_focus"]]


def by(table: Table, key: str) -> dict[str, int]:
    return dict(zip(table.frame["id"], table.frame[key], strict=True))


def start(trial: Row) -> str:
    return str(trial["start_year"] or "(none)")


def test_totals_and_bands(whole: Landscape, whole_tables: dict[str, Table]) -> None:
    """C1, C1b, C1c: the world, China, the US, both, each country, and four bands that add up."""
    row = {column: n for (day, column), n in counts("C1").items() if day == "2026-08-22"}
    total = whole_tables["trials-by-country-year"].total
    assert total is not None
    assert (
        total["n"],
        *(total[f"place:{p}"] for p in ("focus", "United States", "not-stated")),
    ) == (*(row["union"], row["China"], row["US"], row["blank"]),)
    assert sum(bool(trial["peers"]) for trial in focus(whole)) == row["both"]
    bands = counts("C1c")
    assert total["place:rest"] == bands["other places only", "all"]
    assert total["place:not-stated"] == bands["no place named", "all"]
    shared = sum(bool(trial["peers"]) for trial in focus(whole))
    assert (
        int(str(total["place:United States"])) - shared
        == bands["United States (no China site)", "all"]
    )
    found = by(whole_tables["trials-by-country"], "n")
    assert {(name, "all"): found[name] for name, _ in counts("C1b")} == counts("C1b")


@pytest.mark.parametrize(
    ("table", "states"),
    [
        ("C2", ()),
        ("C2a", None),
        ("C2b", (STARTED, WAITING, PLANNED, UNDATED)),
        ("C2c", (STARTED,)),
        ("C2f", (STARTED, WAITING)),
    ],
)
def test_start_years(whole: Landscape, table: str, states: tuple[str, ...] | None) -> None:
    """C2: stated starts, up to the snapshot, without the withdrawn, started, in every place.

    C2a counts starts up to the snapshot with the withdrawn: their state hides the date, so it is
    read here.
    """
    if states is None:
        trials = [t for t in whole.rows("trials") if t["start"] and str(t["start"]) <= "2026-08-22"]
        held: Counter[tuple[str, str]] = Counter()
        for trial in trials:
            for place, there in PLACES.items():
                held[start(trial), place] += there(trial)
        found = dict(held)
    else:
        found = by_place(whole, start, states)
    expected = {key: n for key, n in counts(table).items() if key[0] != "total"}
    assert found == expected


def test_the_table_of_years_closes_on_the_oracle(whole_tables: dict[str, Table]) -> None:
    """C2 and C2c in the columns of the table, with the share over known places."""
    table = whole_tables["trials-by-country-year"]
    stated, started = counts("C2"), counts("C2c")
    names = {"China": "focus", "US": "United States", "no place named": "not-stated"}
    for row in table.frame.to_dict("records"):
        year = str(row["id"]).replace("not-stated", "(none)")
        assert row["n"] == stated.get((year, "world"), 0), year
        assert row["begun:started"] == started.get((year, "world"), 0)
        for place, key in names.items():
            assert row[f"place:{key}"] == stated.get((year, place), 0), (year, place)
            assert row[f"started:{key}"] == started.get((year, place), 0), (year, place)
    shares = {
        str(row["id"]): row["once:focus"] / (row["begun:started"] - row["once:not-stated"])
        for row in table.frame.to_dict("records")
        if row["id"] in ("2016", "2025", "2026")
    }
    assert [f"{share:.0%}" for share in shares.values()] == ["70%", "68%", "65%"]


def test_phases(whole: Landscape) -> None:
    """C3: China, the US, no place and the world by registry phase."""
    names = {"not-applicable": "Not applicable (NA)", None: "No phase field"}
    label = whole.vocabulary["phases"].label

    def phase(trial: Row) -> str:
        held = trial["phase"]
        return names.get(held) or label(str(held))  # type: ignore[call-overload]

    assert by_place(whole, phase) == counts("C3")


def test_statuses_and_sponsor_classes(whole: Landscape) -> None:
    """C4 and C7: every place by the registry's status codes and sponsor classes."""
    assert by_place(whole, lambda trial: str(trial["status_code"])) == counts("C4")
    assert by_place(whole, lambda trial: str(trial["sponsor_class"])) == counts("C7")


def test_enrolment(whole: Landscape) -> None:
    """C16: trials by the enrolment that they state, and China's median of those above none."""
    bands = [(0, "0"), (9, "1-9"), (19, "10-19"), (29, "20-29"), (49, "30-49"), (99, "50-99")]
    bands += [(199, "100-199"), (10**9, "200 and more")]

    def band(trial: Row) -> str:
        held = trial["enrolment"]
        if held is None:
            return "not stated"
        return next(name for most, name in bands if int(str(held)) <= most)

    expected = {key: n for key, n in counts("C16").items() if key[0] in dict(map(reversed, bands))}
    found = by_place(whole, band)
    assert {key: found[key] for key in expected} == expected
    sizes = [int(str(t["enrolment"])) for t in focus(whole) if t["enrolment"]]
    assert (median(sizes), sum(sizes)) == (20, 45334)


def firsts(trials: list[Row], names: Callable[[Row], tuple[str, ...]]) -> dict[str, int]:
    """First stated start year → names that are new in it."""
    found: dict[str, str] = {}
    for trial in trials:
        for name in names(trial):
            found[name] = min(found.get(name, "never dated"), str(trial["start_year"] or "never"))
    return Counter(found.values())


def test_entrants(whole: Landscape) -> None:
    """C17, C17b: sponsors by the year of their first stated start, verbatim and brought together.

    The oracle's list of names and ours part in a few: 226 sponsors there, as many here.
    """
    verbatim = {key[0]: n for key, n in counts("C17").items() if key[0] != "total" and n}
    assert firsts(focus(whole), lambda t: (str(t["sponsor"]),)) == verbatim
    joined = firsts(focus(whole), lambda t: (str(t["sponsor_id"] or t["sponsor"]),))
    expected = {key[0]: n for key, n in counts("C17b").items() if key[0] != "total" and n}
    assert joined == expected


def test_settings_by_year(whole: Landscape) -> None:
    """C5c: China by start year and the settings that the product's own labels give, several as such.

    The oracle reads the table of labels of an hour before: since then NCT07139600 (start 2024) is
    autoimmune alone and no blood cancer too. All else is equal.
    """
    held = dict(zip(whole.trials["id"], whole.labelled("settings"), strict=True))
    assert held["NCT07139600"] == ("autoimmune",)
    held["NCT07139600"] = ("autoimmune", "hematologic")
    found = Counter(
        (start(trial), " + ".join(sorted(held.get(str(trial["id"]), ()))) or "(none)")
        for trial in focus(whole)
    )
    assert dict(found) == counts("C5c")
    assert sum(found.values()) == 1438


def test_entrants_among_antigens(whole: Landscape) -> None:
    """C17c: the targets of China's trials by the year of the first stated start.

    Since the oracle's labels NCT07164560 (start 2026) binds TRBC2 beside TRBC1: 90 targets, not 89.
    """
    held = dict(zip(whole.trials["id"], whole.labelled("targets"), strict=True))
    assert held["NCT07164560"] == ("trbc1", "trbc2")
    held["NCT07164560"] = ("trbc1",)
    found = firsts(focus(whole), lambda trial: tuple(held.get(str(trial["id"]), ())))
    expected = {year: int(repaired) for year, _, repaired in rows(section("C17c."))}
    total = expected.pop("total")
    assert dict(found) == {year: n for year, n in expected.items() if n}
    assert sum(found.values()) == total


def test_no_place_but_a_sponsor_from_here(whole_tables: dict[str, Table]) -> None:
    """C13b: 173 records name no country; the lead sponsors of 109 run trials in China too.

    The oracle goes by names as they are written; the table by sponsors, and finds four more of 113.
    """
    first = next(rows(section("C13b.")))
    assert first == ["records", "173", "109"]
    total = whole_tables["trials-by-country-year"].total or {}
    assert (total["place:not-stated"], total["home"]) == (173, 109 + 4)


REDATED = "geno-immune"


def test_without_the_doubtful(whole: Landscape, whole_tables: dict[str, Table]) -> None:
    """C18: without both unidentified sponsors and without the re-dated trials, by year.

    The oracle puts the re-dated trials back to their old years; here they are left out. So the
    years that they left agree, and the older ones differ by the trials put back, named here.
    """
    held = counts("C18")
    put_back = {"2016": 1, "2017": 8, "2019": 3, "2020": 8, "2022": 10, "2023": 2}
    table = whole_tables["trials-by-country-year"].frame.to_dict("records")
    firm = {row["id"]: row["place:focus"] - row["doubtful"] for row in table}
    for year in map(str, range(2015, 2028)):
        assert firm[year] == held["all three", year] - put_back.get(year, 0), year
    for sponsor, name in (
        ("beijing-biotech", "Beijing Biotech"),
        ("essen-biotech", "Essen Biotech"),
    ):
        left = Counter(start(t) for t in focus(whole) if t["sponsor_id"] != sponsor)
        for year in map(str, range(2015, 2028)):
            assert left[year] == held[f"without {name}", year]
    doubtful = Counter(str(t["sponsor_id"]) for t in focus(whole) if t["doubt"])
    assert doubtful == {"beijing-biotech": 32, "essen-biotech": 11, REDATED: 32}


def test_the_gate_is_the_labels_own(bundled: Landscape) -> None:
    """Out is what the table of labels calls no CAR product, or cells that are no T cells.

    Counted from the file, not by the engine: every record is in or out, none lost.
    """
    labels: dict[str, dict[str, set[str]]] = {}
    with (ROOT / "data/trials/2026-08-22-labels.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            labels.setdefault(row["trial"], {}).setdefault(row["label"], set()).add(row["value"])
    no_t_cells = {"nk", "nk-92-line", "macrophage"}
    out = {
        trial
        for trial, held in labels.items()
        if held.get("study-kinds") == {"other"}
        or (held.get("cell-type") and held["cell-type"] <= no_t_cells)
    }
    assert {row["id"] for row in bundled.rows("outside")} == out
    assert len(bundled.rows("trials")) + len(out) == 2587
    here = sum(row["in_focus"] for row in bundled.rows("outside"))
    assert len(focus(bundled)) + here == 1438


MENGCHAO = "Shanghai Mengchao Cancer Hospital"


def test_sponsor_types(whole: Landscape, whole_tables: dict[str, Table]) -> None:
    """C7b: China by sponsor type after the company list, two trials apart, by name.

    The facts list a hospital among the names of the company that owns it; the oracle counted its
    two trials as academic.
    """
    found = by(whole_tables["trials-by-sponsor-type"], "n")
    moved = sum(trial["sponsor"] == MENGCHAO for trial in focus(whole))
    expected = pairs("C7b.")
    assert moved == 2
    assert found["industry"] == expected["industry"] + moved
    assert found["academic"] == expected["academic"] - moved
    assert found["other"] == expected["other (private institute)"]


def test_sponsor_names(whole: Landscape) -> None:
    """C8: the 25 most frequent lead sponsors verbatim, and how many names there are."""
    found = Counter(str(trial["sponsor"]) for trial in focus(whole))
    expected = pairs("C8.")
    assert len(expected) == 25
    assert {name: found[name] for name in expected} == expected
    names, industry = map(
        int, re.findall(r"China (\d+) ; of class INDUSTRY (\d+)", section("C8."))[0]
    )
    assert len(found) == names
    held = {trial["sponsor"] for trial in focus(whole) if trial["sponsor_class"] == "INDUSTRY"}
    assert len(held) == industry


def test_sponsors_brought_together(whole_tables: dict[str, Table]) -> None:
    """C8b: the 25 largest sponsors after their names are brought together."""
    text = section("C8b.").split("| hospital groups")[0]
    expected = [int(cells[1]) for cells in rows(text) if len(cells) == 2]
    assert len(expected) == 25
    table = whole_tables["trials-by-sponsor"]
    assert list(table.frame["n"][:25]) == expected


def test_late_phases(whole: Landscape) -> None:
    """C14: the trials in phase 2/3 or 3, with phase and status."""
    lines = [
        line.strip("|").split(" | ") for line in section("C14.").splitlines() if "NCT0" in line
    ]
    expected = {line[0].strip(): (line[1].strip(), line[2].strip()) for line in lines}
    found = {
        str(trial["id"]): (trial["phase_code"], trial["status_code"])
        for trial in focus(whole)
        if trial["phase"] in {"phase-2-3", "phase-3"}
    }
    assert found == expected
    assert len(found) == 13


def test_anchors(whole_tables: dict[str, Table], bundled_tables: dict[str, Table]) -> None:
    """Counts of the extract, repaired, that hold whatever stands beside the project.

    70 % in 2016 (59 of 84 stated starts) and 65 % in 2025 (264 of 406): China passed the US in 2015.
    """
    table = whole_tables["trials-by-country-year"]
    total = table.total
    assert total is not None
    assert (total["n"], total["place:focus"], total["place:United States"]) == (2587, 1438, 745)
    years = by(table, "place:focus")
    assert (years["2015"], years["2016"], years["2025"], years["2026"]) == (24, 59, 264, 194)
    world = by(table, "n")
    assert (world["2016"], world["2025"], world["not-stated"]) == (84, 406, 10)
    us = by(table, "place:United States")
    ahead = [year for year in years if year.isdigit() and years[year] > us[year]]
    assert ahead[0] == "2015"
    phases = by(whole_tables["trials-by-phase"], "place:focus")
    assert (phases["phase-1"], phases["phase-3"], phases["not-applicable"]) == (529, 10, 137)
    total = whole_tables["trials-by-status"].total or {}
    groups = ("active", "unknown", "ended")
    assert [total[f"status-group:{group}"] for group in groups] == [728, 534, 176]
    assert len(bundled_tables["approved-products"].frame) == 9
    assert len(bundled_tables["programmes"].frame) == 174
