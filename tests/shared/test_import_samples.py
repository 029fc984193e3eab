"""Every sample of a real export gives correct rows or a problem that a person finds fair."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from cartreport.registries import rows_of
from cartreport.registries.reading import Reading
from cartreport.registries.row import NEEDED, Located, RegistryRow
from cartreport.registries.settings import settings_of

HERE = Path(__file__).parent
SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"
OUTCOMES = list(csv.DictReader((HERE / "outcomes.csv").read_text(encoding="utf-8").splitlines()))
CASES = list(csv.DictReader((HERE / "cases.csv").read_text(encoding="utf-8").splitlines()))
CODES = ("PHASE1", "PHASE2", "PHASE3", "PHASE4", "EARLY_PHASE1", "NA")


def read(*paths: Path, kind: str = "auto", name: str = "") -> tuple[list[Located], Reading]:
    mappings = (
        settings_of(HERE.parent / "registries/project", name, needed=True).mappings if name else {}
    )
    reading = Reading(focus="China", mappings=mappings)
    return list(rows_of(kind, paths, reading)), reading


def sample(name: str) -> Path:
    return SAMPLES / name


def one(name: str) -> dict[str, str]:
    rows, _ = read(sample(name))
    assert len(rows) == 1
    return rows[0].row.cells()


def untrue(line: dict[str, str]) -> Iterator[str]:
    """What is not as the table of outcomes says, of one sample."""
    rows, reading = read(sample(line["file"]), kind=line["kind"], name=line["map"])
    found = reading.found()
    said = " ".join(sorted({problem.code for problem in found}))
    outcome = (str(len(rows)), str(reading.bad), said)
    if outcome != (line["rows"], line["bad"], line["codes"]):
        yield f"rows, bad and codes are {outcome}"
    if not rows and not found.errors:
        yield "neither a row nor an error"
    for problem in found:
        if not problem.where.file.startswith(str(SAMPLES)) or not problem.message:
            yield f"{problem} has no place or no words"
        if not problem.hint and not problem.code.startswith("W"):
            yield f"{problem} gives no hint"
    for located in rows:
        yield from faulty(located.row)


def faulty(row: RegistryRow) -> Iterator[str]:
    """What no row may be, whatever it comes from."""
    if not all(getattr(row, name) for name in NEEDED):
        yield f"{row.id} lacks a field that is needed"
    if not all(part in CODES for part in row.phase.split("|") if part):
        yield f"{row.id} has the phase {row.phase}"
    if row.enrolment and not row.enrolment.isdigit():
        yield f"{row.id} has the enrolment {row.enrolment}"
    if len(set(row.countries)) != len(row.countries):
        yield f"{row.id} names a country twice"


def test_each_sample_has_its_outcome() -> None:
    """The rows, the bad records and the kinds of problem are those of the table; each row holds."""
    assert len(OUTCOMES) > 100
    found = [f"{line['file']}: {text}" for line in OUTCOMES for text in untrue(line)]
    assert found == []


@pytest.mark.parametrize("line", CASES, ids=lambda line: line["file"])
def test_each_case_has_its_outcome(line: dict[str, str]) -> None:
    """Inputs after public bug reports; the same kinds on own input stand in test_nothing_lost.py."""
    path = SAMPLES.parent / "cases" / line["file"]
    if not path.exists():
        pytest.skip("needs ../shared/cases")
    rows, reading = read(path)
    codes = " ".join(sorted({problem.code for problem in reading.found()}))
    assert (len(rows), reading.bad, codes) == (int(line["rows"]), int(line["bad"]), line["codes"])
    if line["file"].startswith("01"):
        assert {located.row.id for located in rows} == {"EUCTR2015-001234-28"}


def test_the_table_names_every_sample() -> None:
    """No file of the folder is left out, but those that are no data at all."""
    there = {
        path.relative_to(SAMPLES).as_posix()
        for path in SAMPLES.rglob("*")
        if path.is_file()
        and path.parent != SAMPLES
        and not path.relative_to(SAMPLES).parts[0].startswith("yaml_")
    }
    assert there == {line["file"] for line in OUTCOMES}


def test_no_contact_is_read() -> None:
    """Nothing that stands in a contact's field of an export comes into a row."""
    names = ("ctgov_v2_json/cart_single", "ictrp_who", "ctgov_legacy", "chictr")
    rows, _ = read(*(sample(name) for name in names))
    assert len(rows) > 500
    text = "\n".join("\t".join(located.row.cells().values()) for located in rows)
    assert "@example.org" not in text
    assert "+00 0000" not in text


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("ctgov_v2_json/edge_cases/phases_absent__NCT00444327.json", "phase", ""),
        ("ctgov_v2_json/edge_cases/phases_NA__NCT02839811.json", "phase", "NA"),
        (
            "ctgov_v2_json/edge_cases/phases_PHASE1-PHASE2__NCT06911827.json",
            "phase",
            "PHASE1|PHASE2",
        ),
        (
            "ctgov_v2_json/edge_cases/phases_EARLY_PHASE1__NCT06454955.json",
            "phase",
            "EARLY_PHASE1",
        ),
        ("ctgov_v2_json/edge_cases/enrollment_0__NCT01741805.json", "enrolment", "0"),
        ("ctgov_v2_json/edge_cases/startdate_absent__NCT01199484.json", "start", ""),
        ("ctgov_v2_json/edge_cases/no_locations__NCT01480427.json", "countries", ""),
        ("ctgov_legacy/xml/NCT00466531.xml", "phase", "PHASE1|PHASE2"),
    ],
)
def test_traps_of_single_records(name: str, field: str, value: str) -> None:
    """Absent is not NA, 0 is a value, no site is no country."""
    assert one(name)[field] == value


def test_a_month_stays_a_month() -> None:
    """A start date with seven characters is kept as year and month."""
    assert len(one("ctgov_v2_json/edge_cases/startdate_7__NCT00298376.json")["start"]) == 7


def test_repeated_sites_give_each_country_once() -> None:
    """Many sites in one country are one country."""
    countries = one("ctgov_v2_json/edge_cases/many_countries__NCT03629782.json")["countries"]
    parts = countries.split("|")
    assert len(parts) == len(set(parts)) > 3


def test_ictrp_csv_and_xml_agree() -> None:
    """A trial in both exports of the same month has the same facts."""
    of_csv, _ = read(sample("ictrp_who/ICTRP_COVID19-927-trials_a.csv"))
    of_xml, _ = read(sample("ictrp_who/ICTRP-Results_18Mar2020_a.xml"))
    other = {located.row.id: located.row for located in of_xml}
    both = [(located.row, other[located.row.id]) for located in of_csv if located.row.id in other]
    assert len(both) > 20
    for mine, theirs in both:
        assert mine.sponsor == theirs.sponsor
        assert mine.countries == theirs.countries
        assert mine.start == theirs.start
