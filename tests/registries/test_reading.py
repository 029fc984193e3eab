"""Small exports of our own in each shape, with the traps that were measured on real ones."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from cartreport.errors import RequestError
from cartreport.problems import Where
from cartreport.registries import rows_of
from cartreport.registries.json_text import items
from cartreport.registries.reading import Reading
from cartreport.registries.row import RegistryRow

STATUS = {"overallStatus": "RECRUITING", "startDateStruct": {"date": "2024-03"}}


def study(number: str = "NCT00000001", **modules: Any) -> dict[str, Any]:
    section = {
        "identificationModule": {"nctId": number, "briefTitle": "A trial"},
        "statusModule": STATUS,
        "sponsorCollaboratorsModule": {"leadSponsor": {"name": "A Person, MD", "class": "OTHER"}},
        **modules,
    }
    return {"protocolSection": section, "hasResults": False}


def write(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def read(
    *paths: Path, kind: str = "auto", focus: str = "China"
) -> tuple[list[RegistryRow], Reading]:
    reading = Reading(focus=focus)
    return [located.row for located in rows_of(kind, paths, reading)], reading


def codes(reading: Reading) -> list[str]:
    return [problem.code for problem in reading.found()]


SHAPES = {
    "page.json": json.dumps({"studies": [study(), study("NCT00000002")], "nextPageToken": "x"}),
    "counted.json": json.dumps({"totalCount": 2, "studies": [study(), study("NCT00000002")]}),
    "array.json": "[\n" + ",\n".join(map(json.dumps, [study(), study("NCT00000002")])) + "\n]\n",
    "lines.ndjson": "\n".join(map(json.dumps, [study(), study("NCT00000002")])),
    "crlf.json": json.dumps([study(), study("NCT00000002")], indent=1).replace("\n", "\r\n"),
    "bom.json": "\ufeff" + json.dumps([study(), study("NCT00000002")]),
    "page.md": json.dumps({"studies": [study(), study("NCT00000002")]}, indent=2),
}


@pytest.mark.parametrize("name", SHAPES)
def test_every_envelope_gives_its_studies(tmp_path: Path, name: str) -> None:
    """A page, an array, lines, with BOM or CRLF, under any name: the same two studies."""
    rows, reading = read(write(tmp_path, name, SHAPES[name]))
    assert [row.id for row in rows] == ["NCT00000001", "NCT00000002"]
    assert codes(reading) == []
    assert rows[0].sponsor == "A Person, MD"
    assert rows[0].start == "2024-03"


def test_values_larger_than_a_chunk_and_the_place_of_each(tmp_path: Path) -> None:
    """A study that is larger than the buffer is read whole; each has the line where it begins."""
    big = study("NCT00000002", descriptionModule={"briefSummary": "x" * 300_000})
    path = write(
        tmp_path, "a.json", "[\n" + ",\n".join(map(json.dumps, [study(), big, study()])) + "]"
    )
    with path.open() as file:
        found = list(items(file, "a.json"))
    assert [item.where for item in found] == [Where("a.json", line, 1) for line in (2, 3, 4)]
    assert len(found[1].value["protocolSection"]["descriptionModule"]["briefSummary"]) == 300_000


def test_a_broken_line_costs_one_record(tmp_path: Path) -> None:
    """In lines of JSON a broken one is named with its place and the next one is read."""
    lines = [json.dumps(study()), '{"protocolSection": {oops}}', json.dumps(study("NCT00000003"))]
    rows, reading = read(write(tmp_path, "a.ndjson", "\n".join(lines)))
    assert [row.id for row in rows] == ["NCT00000001", "NCT00000003"]
    assert codes(reading) == ["E030"]
    assert reading.problems[0].where.line == 2
    assert reading.bad == 1


def test_a_page_that_is_cut_off_is_said_to_be(tmp_path: Path) -> None:
    """The studies before the cut are read; the end is a problem where the text ends."""
    text = json.dumps({"studies": [study(), study("NCT00000002")]}, indent=1)
    rows, reading = read(write(tmp_path, "a.json", text[: len(text) - 200]))
    assert [row.id for row in rows] == ["NCT00000001"]
    assert "ends in the middle" in reading.problems[0].message


@pytest.mark.parametrize("text", ["[" * 100_000, "{" * 100_000, '{"studies":' * 5000, "[1,2,"])
def test_hostile_json_is_a_problem(tmp_path: Path, text: str) -> None:
    """Brackets without end neither crash nor hang."""
    rows, reading = read(write(tmp_path, "a.json", text))
    assert rows == []
    assert reading.errors


def test_objects_that_are_no_study_are_named(tmp_path: Path) -> None:
    """Within a page, an entry that is none says what it is; the others are read."""
    rows, reading = read(write(tmp_path, "a.json", json.dumps({"studies": [study(), {"a": 1}, 7]})))
    assert len(rows) == 1
    assert codes(reading) == ["E031", "E031"]
    assert "an object with 'a'" in reading.problems[0].message


def test_fields_of_the_wrong_kind_are_absent(tmp_path: Path) -> None:
    """A list where an object should be, a null, a number: nothing crashes, nothing is invented."""
    odd = study(
        designModule={"phases": None, "enrollmentInfo": []},
        contactsLocationsModule={"locations": {"country": "China"}},
        conditionsModule=["x"],
        eligibilityModule="no",
    )
    rows, reading = read(write(tmp_path, "a.json", json.dumps(odd)))
    assert rows[0].phase == rows[0].enrolment == rows[0].min_age == ""
    assert rows[0].countries == rows[0].conditions == ()
    assert codes(reading) == []


def test_fields_of_a_study(tmp_path: Path) -> None:
    """Zero is a value, sites give countries once, cities are the focus country's, no contact."""
    full = study(
        designModule={"phases": ["PHASE1", "PHASE2"], "enrollmentInfo": {"count": 0}},
        contactsLocationsModule={
            "centralContacts": [{"name": "Nobody", "email": "nobody@example.org"}],
            "locations": [
                {"city": "Wuhan", "country": "China", "contacts": [{"name": "Nobody"}]},
                {"city": "Beijing", "country": "China"},
                {"city": "Seoul", "country": "Korea, Republic of"},
            ],
            "locations_nested": [{"country": "Narnia"}],
        },
    )
    (row,), _ = read(write(tmp_path, "a.json", json.dumps(full)))
    assert (row.phase, row.enrolment) == ("PHASE1|PHASE2", "0")
    assert row.countries == ("China", "South Korea")
    assert row.cities == ("Beijing", "Wuhan")
    assert "Nobody" not in repr(row)


def test_folder_and_zip_are_read_whole(tmp_path: Path) -> None:
    """A folder and a zip give what is in them; each problem names the file inside."""
    write(tmp_path, "in/a.json", json.dumps(study()))
    write(tmp_path, "in/sub/b.csv", "NCT Number,Study Status,Sponsor\nNCT00000002,COMPLETED,X\n")
    write(tmp_path, "in/readme.md", "not data")
    rows, reading = read(tmp_path / "in")
    assert [row.id for row in rows] == ["NCT00000001", "NCT00000002"]
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("a.json", json.dumps(study()))
        archive.writestr("b.json", "<!DOCTYPE html><html></html>")
    rows, reading = read(tmp_path / "all.zip")
    assert len(rows) == 1
    (problem,) = reading.problems
    assert problem.where.file.endswith("all.zip!b.json")
    assert "web page" in problem.message


MODERN = """NCT Number,Study Title,Study Status,Phases,Enrollment,Sponsor,Start Date,Locations,Interventions,
NCT00000001,"A ""quoted"" title
over two lines",RECRUITING,PHASE1|PHASE2,19.0,"Inst, Inc.",6/20/2023,"A, Beijing, Beijing, 100000, China|B, Seoul, Korea, Republic of|C, Wuhan, China",BIOLOGICAL: cells|DRUG: Other: thing,
NCT00000002,T,COMPLETED,NA,0,X,2019-03,,,
NCT00000003,T,UNKNOWN,,,X,"September 20, 2018",,,
"""
LEGACY = """Rank,NCT Number,Title,Status,Sponsor/Collaborators,Phases,Study Type,Start Date,Age,Funded Bys
1,"NCT00000001","T","Available","A Hospital|B Corp","null","Expanded Access":Treatment IND/Protocol","null","18 Years to 75 Years \u00a0 (Adult, Older Adult)","Other|Industry"
2,"NCT00000002","T","Active, not recruiting","X","Phase 1|Phase 2","Interventional","November 1, 2013","80 Years and older \u00a0 (Older Adult)","Industry"
3,"NCT00000003","T","Unknown status","X","Not Applicable","Interventional","April 2006","up to 21 Years (Child)","U.S. Fed"
"""
PIECES = (
    "\ufeffNCTId,BriefTitle,OverallStatus,Phase,LeadSponsorName,EnrollmentCount,StartDate,LocationCountry,Condition\r\n"
    'NCT00000001,T,Active Not Recruiting,"Phase2, Phase3",X,105,"June 3, 2020","China, China, Japan","Lymphoma, B-Cell"\r\n'
    "NCT00000002,T,Recruiting,Na,X,10.0,2020-05,,\r\n"
    "NCT00000003,T,Recruiting,Early Phase1,X,,,,\r\n"
)


def test_the_websites_csv(tmp_path: Path) -> None:
    """Any subset of columns; cells over lines; resaved dates; an empty last column; comma names."""
    rows, reading = read(write(tmp_path, "anything.txt", MODERN))
    assert codes(reading) == []
    assert [row.start for row in rows] == ["2023-06-20", "2019-03", "2018-09-20"]
    assert [row.phase for row in rows] == ["PHASE1|PHASE2", "NA", ""]
    assert [row.enrolment for row in rows] == ["19", "0", ""]
    assert rows[0].countries == ("China", "South Korea")
    assert rows[0].interventions == ("cells", "Other: thing")
    assert rows[0].title == 'A "quoted" title over two lines'
    assert rows[0].sponsor == "Inst, Inc."


def test_the_csv_of_before_2024(tmp_path: Path) -> None:
    """Broken quoting, the word null, ages in words, sponsor and collaborators in one cell."""
    rows, reading = read(write(tmp_path, "a.csv", LEGACY))
    assert codes(reading) == []
    assert [row.status for row in rows] == ["AVAILABLE", "ACTIVE_NOT_RECRUITING", "UNKNOWN"]
    assert [row.phase for row in rows] == ["", "PHASE1|PHASE2", "NA"]
    assert [row.start for row in rows] == ["", "2013-11-01", "2006-04"]
    assert [(row.min_age, row.max_age) for row in rows] == [
        ("18 Years", "75 Years"),
        ("80 Years", ""),
        ("", "21 Years"),
    ]
    assert (rows[0].sponsor, rows[0].collaborators) == ("A Hospital", ("B Corp",))
    assert [row.sponsor_class for row in rows] == ["OTHER", "INDUSTRY", "FED"]


def test_piece_names(tmp_path: Path) -> None:
    """Third parties' exports: BOM, ``Phase2, Phase3``, ``Na``; a condition's comma parts nothing."""
    rows, reading = read(write(tmp_path, "a.csv", PIECES))
    assert codes(reading) == []
    assert [row.phase for row in rows] == ["PHASE2|PHASE3", "NA", "EARLY_PHASE1"]
    assert rows[0].countries == ("China", "Japan")
    assert rows[0].conditions == ("Lymphoma, B-Cell",)
    assert [row.enrolment for row in rows] == ["105", "10", ""]


def test_a_third_partys_flat_table(tmp_path: Path) -> None:
    """``trial_id,title,status,phase`` with ``Phase 1/2``, 105.0 and lists with blanks."""
    text = "trial_id,title,status,phase,sponsor,enrollment,conditions\nNCT00000001,T,Recruiting,Phase 1/2,X,105.0,a | b\n"
    (row,), reading = read(write(tmp_path, "a.csv", text))
    assert codes(reading) == []
    assert (row.phase, row.enrolment, row.conditions) == ("PHASE1|PHASE2", "105", ("a", "b"))


def test_a_cell_beyond_the_csv_modules_limit(tmp_path: Path) -> None:
    """Hundreds of sites in one cell are read."""
    sites = "|".join(f"Hospital {n}, City, State, 1000, France" for n in range(6000))
    text = f'NCT Number,Study Status,Sponsor,Locations\nNCT00000001,COMPLETED,X,"{sites}"\n'
    (row,), _ = read(write(tmp_path, "a.csv", text))
    assert len(sites) > 131_072
    assert row.countries == ("France",)


def test_bad_rows_have_their_line(tmp_path: Path) -> None:
    """A ragged row, an open quote, and the record that it would swallow: three bad ones, by line."""
    text = (
        "NCT Number,Study Status,Sponsor\nNCT00000001,COMPLETED\n"
        'NCT00000002,COMPLETED,"X\nNCT00000003,COMPLETED,Y"\nNCT00000004,COMPLETED,Z\n'
    )
    rows, reading = read(write(tmp_path, "a.csv", text))
    assert [row.id for row in rows] == ["NCT00000004"]
    assert [(p.code, p.where.line) for p in reading.problems] == [
        ("E021", 2),
        ("E020", 3),
        ("E020", 4),
    ]


def test_a_table_without_the_sponsor_is_refused_once(tmp_path: Path) -> None:
    """The missing column is named, not every row of it."""
    text = "NCT Number,Study Title,Study Status\n" + "NCT00000001,T,COMPLETED\n" * 50
    rows, reading = read(write(tmp_path, "a.csv", text))
    assert rows == []
    assert codes(reading) == ["E022"]


def test_a_wrong_byte_deep_in_a_table_has_its_line(tmp_path: Path) -> None:
    """The header is ASCII, row 400 is not UTF-8: the line is named, nothing is mojibake."""
    text = (
        b"NCT Number,Study Status,Sponsor\n" + b"NCT00000001,COMPLETED,Xxxxxxxxxxxxxxxxxxx\n" * 400
    )
    path = write(tmp_path, "a.csv", text + "NCT00000002,COMPLETED,\u7b2c\u4e00\n".encode("gb18030"))
    _, reading = read(path)
    assert [(p.code, p.where.line) for p in reading.problems] == [("E005", 402)]
    reading = Reading(encoding="gb18030")
    rows = [located.row for located in rows_of("auto", [path], reading)]
    assert rows[-1].sponsor == "\u7b2c\u4e00"


ICTRP = """<?xml version="1.0" encoding="UTF-8"?><Trials_downloaded_from_ICTRP>
<Trial><TrialID>EUCTR2020-000001-11-ES</TrialID><Primary_sponsor>X &#x0D;
   </Primary_sponsor><Recruitment_Status>Authorised</Recruitment_Status>
<Contact_Firstname>Nobody</Contact_Firstname><Contact_Email>nobody@example.org</Contact_Email>
<Date_enrollement>08/07/2026</Date_enrollement><Countries>Spain;Chian;Spain</Countries>
<Phase>Human pharmacology (Phase I): no
Therapeutic exploratory (Phase II): yes</Phase><Condition>a &lt;br&gt; b;c</Condition>
<Target_size>Arm:3;Other:4;</Target_size><Secondary_ID>NCT00000001;  U1111-1</Secondary_ID></Trial>
<Trial><TrialID>ChiCTR2000000001</TrialID><Primary_sponsor>Y</Primary_sponsor>
<Recruitment_Status/><Phase>0</Phase><Inclusion_agemin>18</Inclusion_agemin></Trial>
</Trials_downloaded_from_ICTRP>"""


def test_ictrp_xml(tmp_path: Path) -> None:
    """Day-first dates, matrices, repeats and typing errors, markup within text, phase 0, ids."""
    rows, reading = read(write(tmp_path, "a.xml", ICTRP))
    assert codes(reading) == ["W033"]
    first, second = rows
    assert (first.id, first.other_ids) == (
        "EUCTR2020-000001-11",
        ("EUCTR2020-000001-11-ES", "NCT00000001", "U1111-1"),
    )
    assert (first.start, first.phase, first.enrolment) == ("2026-07-08", "PHASE2", "7")
    assert first.countries == ("Spain", "China")
    assert first.conditions == ("a b", "c")
    assert first.sponsor == "X"
    assert "Nobody" not in repr(first)
    assert (second.status, second.phase, second.min_age) == ("NOT_STATED", "", "18 Years")


def test_the_portals_copy_of_a_trial(tmp_path: Path) -> None:
    """A ClinicalTrials.gov trial in a WHO export: no date of the portal's, no types before names."""
    text = (
        "TrialID,Last Refreshed on,Primary sponsor,Recruitment Status,Intervention,Contact Email\n"
        "NCT00000001,17 February 2020,X,Recruiting,Drug: Arbidol;Biological: cells,n@example.org\n"
        "DRKS00000001,17 February 2020,X,Recruiting,Drug: Arbidol,n@example.org\n"
    )
    (first, second), _ = read(write(tmp_path, "a.csv", text))
    assert (first.updated, second.updated) == ("", "2020-02-17")
    assert first.interventions == ("Arbidol", "cells")
    assert "example" not in repr(first)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (ICTRP[:-60], "ends before its elements are closed"),
        (ICTRP.replace("</Phase>", "</Phase", 1), "not XML"),
        (ICTRP.replace("?>", '?><!DOCTYPE a [<!ENTITY b "c">]>', 1), "refused"),
    ],
)
def test_broken_xml_is_a_problem(tmp_path: Path, text: str, told: str) -> None:
    """XML that is cut, wrong or declares entities is a located problem, never a crash."""
    _, reading = read(write(tmp_path, "a.xml", text))
    assert [problem.code for problem in reading.problems] == ["E034"]
    assert told in reading.problems[0].message


def test_the_line_of_an_xml_record(tmp_path: Path) -> None:
    """A record that lacks its sponsor is named with the line of its opening tag."""
    _, reading = read(
        write(tmp_path, "a.xml", ICTRP.replace("<Primary_sponsor>Y</Primary_sponsor>", ""))
    )
    assert [(p.code, p.where.line) for p in reading.problems] == [("E102", 9)]


def test_aact(tmp_path: Path) -> None:
    """The tables are joined by study; a removed country is none; month precision is kept."""
    tables = {
        "studies.txt": "nct_id|brief_title|overall_status|phase|enrollment|start_month_year|start_date|study_type\n"
        'NCT00000001|"A|B"|RECRUITING|PHASE1/PHASE2|10|2020-03|2020-03-31|INTERVENTIONAL\n'
        "NCT00000002|T|COMPLETED|||||OBSERVATIONAL\n",
        "sponsors.txt": "id|nct_id|agency_class|lead_or_collaborator|name\n"
        "1|NCT00000001|OTHER|lead|X\n2|NCT00000001|INDUSTRY|collaborator|Y\n3|NCT00000002|NIH|lead|Z\n",
        "conditions.txt": "id|nct_id|name|downcase_name\n1|NCT00000001|Lymphoma|lymphoma\n",
        "countries.txt": "id|nct_id|name|removed\n1|NCT00000001|China|f\n2|NCT00000001|France|t\n",
        "facilities.txt": "id|nct_id|name|city|state|zip|country\n1|NCT00000001|H|Wuhan||1|China\n",
        "central_contacts.txt": "id|nct_id|name|phone\n1|NCT00000001|Nobody|1\n",
    }
    for name, text in tables.items():
        write(tmp_path, f"aact/{name}", text)
    rows, reading = read(tmp_path / "aact", kind="aact")
    assert codes(reading) == []
    first, second = rows
    assert (first.sponsor, first.collaborators) == ("X", ("Y",))
    assert (first.phase, first.start, first.title) == ("PHASE1|PHASE2", "2020-03", "A|B")
    assert (first.countries, first.cities) == (("China",), ("Wuhan",))
    assert (second.sponsor, second.phase) == ("Z", "")
    assert "Nobody" not in repr(rows)


def test_the_wrong_kind_is_named(tmp_path: Path) -> None:
    """An ICTRP export given as ctgov says what it is; an empty file is empty."""
    _, reading = read(write(tmp_path, "a.xml", ICTRP), kind="ctgov")
    assert "one of ictrp" in reading.problems[0].message
    _, reading = read(write(tmp_path, "b.json", "  \n"))
    assert codes(reading) == ["E013"]
    _, reading = read(tmp_path / "nothing.json")
    assert codes(reading) == ["E001"]


def test_xlsx(tmp_path: Path) -> None:
    """A spreadsheet of the WHO's names: whole numbers, a phase that became a date, blank rows."""
    import datetime

    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(
        [
            "TrialID",
            "Primary sponsor",
            "Recruitment Status",
            "Phase",
            "Target size",
            "Contact Email",
        ]
    )
    book.active.append([])
    book.active.append(
        [
            "NCT00000001",
            "X",
            "Recruiting",
            datetime.datetime(2020, 2, 1),  # noqa: DTZ001 - a spreadsheet has no zones
            19.0,
            "nobody@example.org",
        ]
    )
    book.save(tmp_path / "a.xlsx")
    (row,), reading = read(tmp_path / "a.xlsx")
    assert (row.phase, row.enrolment) == ("PHASE1|PHASE2", "19")
    assert codes(reading) == ["W033"]
    assert "nobody" not in repr(row)


def test_xlsx_without_the_extra_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without openpyxl the message names the extra."""
    import sys

    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(RequestError) as raised:
        read(write(tmp_path, "a.xlsx", b"PK\x03\x04rest"))
    assert "cartreport[xlsx]" in raised.value.hint


def zipped(folder: Path, **members: str) -> Path:
    with zipfile.ZipFile(folder / "all.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name.replace("_", "."), text)
    return folder / "all.zip"


def test_tables_in_a_zip_are_joined(tmp_path: Path) -> None:
    """AACT's zip is read as its folder is."""
    studies = "nct_id|overall_status|source\nNCT00000001|COMPLETED|X\n"
    conditions = "id|nct_id|name\n1|NCT00000001|A\n"
    (row,), reading = read(zipped(tmp_path, conditions_txt=conditions, studies_txt=studies))
    assert codes(reading) == []
    assert row.conditions == ("A",)


def test_a_damaged_zip_is_a_problem(tmp_path: Path) -> None:
    """Cut off, or with wrong bytes inside: named, never a crash."""
    path = zipped(tmp_path, a_json=json.dumps([study(f"NCT{n:08d}") for n in range(2000)]))
    whole = path.read_bytes()
    for raw in (whole[:200], whole[:400] + b"\0" * 60 + whole[460:], whole[:-30]):
        _, reading = read(write(tmp_path, "b.zip", raw))
        assert reading.errors
        assert set(codes(reading)) <= {"E002", "E030", "E031", "E102"}


def test_nothing_that_is_changed_at_random_crashes(tmp_path: Path) -> None:
    """Two hundred changed exports: rows and located problems, no exception."""
    import random

    chance = random.Random(7)
    page = json.dumps({"studies": [study(), study("NCT00000002")]}, indent=1)
    whole = [
        text.encode() for text in (page, SHAPES["lines.ndjson"], MODERN, LEGACY, PIECES, ICTRP)
    ]
    for number in range(200):
        raw = bytearray(chance.choice(whole))
        for _ in range(chance.randrange(1, 6)):
            place = chance.randrange(len(raw))
            sort = chance.randrange(3)
            if sort == 0:
                raw[place] = chance.choice(b"\"',|<>{}[]\n\r\t\x00\xff\\/:9")
            elif sort == 1:
                del raw[place : place + chance.randrange(1, 40)]
            else:
                raw[place:place] = bytes(chance.randrange(256) for _ in range(3))
        rows, reading = read(write(tmp_path, "x", bytes(raw)))
        for problem in reading.found():
            assert problem.where.file.endswith("/x"), number
        assert all(row.id and row.sponsor and row.status for row in rows), number


class Endless:
    """A text of many studies that is made while it is read."""

    def __init__(self, count: int) -> None:
        self.left, self.held = count, ""

    def read(self, size: int) -> str:
        while len(self.held) < size and self.left:
            self.held += json.dumps(study(f"NCT{self.left:08d}")) + "\n"
            self.left -= 1
        found, self.held = self.held[:size], self.held[size:]
        return found


def test_memory_does_not_grow_with_the_export() -> None:
    """Four times the studies (1.6 MB after 0.4) pass through the same memory."""
    import tracemalloc

    peaks = []
    for size in (1_000, 4_000):
        tracemalloc.start()
        count = sum(1 for _ in items(Endless(size), "x"))  # type: ignore[arg-type]
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert count == size
    assert peaks[1] < 1.1 * peaks[0]
    assert peaks[1] < 500_000


def test_remarks_are_bounded(tmp_path: Path) -> None:
    """Thousands of different unknown words are counted, not kept."""
    lines = [f"NCT{n:08d},COMPLETED,X,so {n}" for n in range(3000)]
    path = write(
        tmp_path, "a.csv", "NCT Number,Study Status,Sponsor,Enrollment\n" + "\n".join(lines)
    )
    rows, reading = read(path)
    assert len(rows) == 3000
    assert len(reading.found()) <= 1001
    assert sum(reading.notes.values()) == 3000
