"""An export of each real shape gives correct rows, or a problem that a person finds fair."""

from __future__ import annotations

from pathlib import Path

import pytest
from exports import ALONE, EXPORTS, Export, ictrp_xml, legacy_xml, portal, portal_xlsx

from cartreport.registries import rows_of
from cartreport.registries.reading import Reading
from cartreport.registries.row import NEEDED, RegistryRow
from cartreport.registries.settings import settings_of

HERE = Path(__file__).parent
CODES = {"PHASE1", "PHASE2", "PHASE3", "PHASE4", "EARLY_PHASE1", "NA"}
BY_NAME = {export.name: export for export in EXPORTS}


def read(*paths: Path, kind: str = "auto", mapping: str = "") -> tuple[list[RegistryRow], Reading]:
    mappings = settings_of(HERE / "project", mapping, needed=True).mappings if mapping else {}
    reading = Reading(focus="China", mappings=mappings)
    return [located.row for located in rows_of(kind, paths, reading)], reading


def cells(name: str, folder: Path) -> list[dict[str, str]]:
    """The rows of one export, as the table has them."""
    export = BY_NAME[name]
    rows, _ = read(export.write(folder), kind=export.kind, mapping=export.mapping)
    return [row.cells() for row in rows]


def well_formed(rows: list[RegistryRow]) -> None:
    """What holds of every row, whatever it comes from."""
    for row in rows:
        assert all(getattr(row, name) for name in NEEDED)
        assert set(row.phase.split("|")) - {""} <= CODES
        assert row.enrolment == "" or row.enrolment.isdigit()
        assert len(set(row.countries)) == len(row.countries)


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.name)
def test_an_export_has_its_outcome(export: Export, tmp_path: Path) -> None:
    """The rows, the bad records and the codes are those that stand beside the shape."""
    path = export.write(tmp_path)
    rows, reading = read(path, kind=export.kind, mapping=export.mapping)
    found = reading.found()
    said = " ".join(sorted({problem.code for problem in found}))
    assert (len(rows), said, reading.bad) == (export.rows, export.codes, export.bad)
    assert rows or found.errors
    assert all(problem.where.file == str(path) for problem in found)
    assert all(problem.message for problem in found)
    assert all(problem.hint or problem.code.startswith("W") for problem in found)
    well_formed(rows)


def test_a_spreadsheet_of_the_portal(tmp_path: Path) -> None:
    """Phase 0, a size in words and a record without a sponsor: two rows, each remark by its code."""
    pytest.importorskip("openpyxl")
    rows, reading = read(portal_xlsx(tmp_path))
    assert [(row.id, row.phase, row.enrolment) for row in rows] == [
        ("ChiCTR2000000001", "", "20"),
        ("ChiCTR2000000003", "PHASE1|PHASE2", ""),
    ]
    assert sorted({problem.code for problem in reading.found()}) == ["E102", "W032", "W033"]
    assert reading.bad == 1
    well_formed(rows)


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("phase-absent", "phase", ""),
        ("phase-NA", "phase", "NA"),
        ("phase-1-2", "phase", "PHASE1|PHASE2"),
        ("phase-EARLY_PHASE1", "phase", "EARLY_PHASE1"),
        ("enrolment-0", "enrolment", "0"),
        ("start-month", "start", "2024-03"),
        ("start-absent", "start", ""),
        ("no-sites", "countries", ""),
        ("many-sites", "countries", "China|France|Japan|Spain"),
        ("old-names", "countries", "South Korea|Turkey"),
        ("status-UNKNOWN", "status", "UNKNOWN"),
    ],
)
def test_a_record_of_the_api_keeps_what_it_says(
    name: str, field: str, value: str, tmp_path: Path
) -> None:
    """Absent is not NA, 0 is a value, a month stays a month, a country is named once."""
    assert name in ALONE
    (row,) = cells(f"{name}.json", tmp_path)
    assert "|".join(sorted(row[field].split("|"))) == value


def test_each_vintage_says_the_same_of_a_trial(tmp_path: Path) -> None:
    """XML, the old API, the old and the new website: phase, start, status and sponsor."""
    (xml,) = cells("old-1.xml", tmp_path)
    assert (xml["phase"], xml["start"], xml["status"]) == ("PHASE1|PHASE2", "2006-04", "COMPLETED")
    assert (xml["enrolment"], xml["countries"], xml["cities"]) == ("30", "China", "Wuhan")
    (other,) = cells("old-2.xml", tmp_path)
    assert (other["phase"], other["start"]) == ("NA", "2013-11-01")
    api, _ = cells("old-api.json", tmp_path)
    assert (api["phase"], api["start"], api["status"]) == (
        "PHASE1|PHASE2",
        "2021-07-03",
        "RECRUITING",
    )
    assert [row["phase"] for row in cells("old.csv", tmp_path)] == ["PHASE2", ""]
    assert [row["phase"] for row in cells("website.csv", tmp_path)] == ["NA", ""]
    assert legacy_xml() != legacy_xml("N/A")


def test_tables_without_an_importer_are_read_by_a_mapping(tmp_path: Path) -> None:
    """The Chinese platform without a header, the European one with statuses between its countries."""
    first, second = cells("cde-mapped.csv", tmp_path)
    assert (first["id"], first["phase"], first["status"]) == ("CTR20230001", "PHASE1", "RECRUITING")
    assert (first["enrolment"], first["countries"], first["other_ids"]) == ("45", "China", "")
    assert (second["phase"], second["status"]) == ("PHASE2", "COMPLETED")
    (row,) = cells("ctis-mapped.csv", tmp_path)
    assert (row["phase"], row["start"], row["updated"]) == ("PHASE3", "2024-04-24", "2025-09-01")
    assert row["countries"] == "Italy|Spain"


def test_the_portals_csv_and_xml_agree(tmp_path: Path) -> None:
    """The same record by either way has the same facts."""
    record = portal(Countries="Chian;China;Japan", Phase="1-2", Target_size="a:3;b:4;")
    record["Date_enrollement"] = "08/07/2026"
    xml = tmp_path / "a.xml"
    xml.write_text(ictrp_xml(record), "utf-8")
    table = tmp_path / "a.csv"
    head = ",".join(name.replace("_", " ") for name in record)
    table.write_text(f"{head}\n{','.join(record.values())}\n", "utf-8")
    (of_xml,), _ = read(xml)
    (of_csv,), _ = read(table)
    assert of_csv == of_xml
    assert (of_xml.countries, of_xml.phase) == (("China", "Japan"), "PHASE1|PHASE2")
    assert (of_xml.enrolment, of_xml.start) == ("7", "2026-07-08")


def test_no_contact_is_read(tmp_path: Path) -> None:
    """Nothing that stands in a contact's field of any export comes into a row."""
    for export in EXPORTS:
        export.write(tmp_path)
    rows, _ = read(*(tmp_path / e.name for e in EXPORTS if e.rows and e.kind == "auto"))
    text = "\n".join("\t".join(row.cells().values()) for row in rows)
    assert len(rows) > 40
    assert "nobody@example.org" not in text
    assert "Nobody" not in text
    assert "nobody@example.org" in str(BY_NAME["contacts.json"].content)
