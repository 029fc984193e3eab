"""What people do to exports before they import them: nothing is lost, nothing taken in silence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cartreport.registries import rows_of
from cartreport.registries.reading import Reading
from cartreport.registries.row import RegistryRow

HEADER = "NCT Number,Study Title,Study Status,Sponsor,Phases,Start Date,Locations\n"
ICTRP = "TrialID,Public title,Primary sponsor,Recruitment Status,Phase,Countries,Date enrollement\n"


def line(number: int = 1, **cells: str) -> str:
    """A row of the website's table; its number is the trial's."""
    held = {"id": f"NCT{number:08d}", "title": "Cells", "status": "RECRUITING", "sponsor": "Acme"}
    held |= {"phase": "PHASE1", "start": "2024-03", "sites": '"A, Lyon, France"'} | cells
    return ",".join(held.values()) + "\n"


def read(path: Path, text: str | bytes, **kept: Any) -> tuple[list[RegistryRow], Reading]:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    reading = Reading(**kept)
    return [located.row for located in rows_of("auto", [path], reading)], reading


def said(reading: Reading) -> list[tuple[str, int]]:
    return [(problem.code, problem.where.line) for problem in reading.found()]


def ids(rows: list[RegistryRow]) -> list[int]:
    return [int(row.id[3:]) for row in rows]


def xml(*records: str) -> str:
    kept = (
        "<Primary_sponsor>Acme</Primary_sponsor><Recruitment_Status>Recruiting</Recruitment_Status>"
    )
    body = "\n".join(f"<Trial>{record}{kept}</Trial>" for record in records)
    return f"<?xml version='1.0'?>\n<Trials_downloaded_from_ICTRP>\n{body}\n</Trials_downloaded_from_ICTRP>"


def studies(*titles: str) -> str:
    """An API page on one line; titles are JSON texts as they stand."""
    study = (
        '{"protocolSection":{"identificationModule":{"nctId":"NCT0000000N","briefTitle":TITLE},'
        '"statusModule":{"overallStatus":"RECRUITING"},"sponsorCollaboratorsModule":'
        '{"leadSponsor":{"name":"Acme"}}}}'
    )
    numbered = enumerate(titles, 1)
    parts = [study.replace("0N", f"0{n}").replace("TITLE", title) for n, title in numbered]
    return '{"totalCount":3,"studies":[' + ",".join(parts) + '],"nextPageToken":"x"}'


@pytest.mark.parametrize(
    "suffix", ["", "-DE", "-3rd", "-3RD", "-Outside-EU/EEA", "-Outside EU/EEA", "-GB", "-Non-EU"]
)
def test_a_european_trial_is_one_whatever_follows_its_number(tmp_path: Path, suffix: str) -> None:
    """A state, a third country or the rest of the world: the number before it is the trial's."""
    trial = f"<TrialID>EUCTR2015-001234-28{suffix}</TrialID>"
    (row,), reading = read(tmp_path / "a.xml", xml(trial))
    assert (row.id, said(reading)) == ("EUCTR2015-001234-28", [])


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("NCT1234567", "E203"),
        ("nct00000003", "E203"),
        ("NCT 00000003", "E203"),
        ("NCT000000031", "E203"),
        ("see below", "E203"),
        ("ChiCTR12", "E203"),
        ("NEWREG-2031-7", "W033"),
        ("PER-001-20", ""),
        ("TCTR20230901001", ""),
        ("ChiCTR-OIC-17011310", ""),
        ("JPRN-jRCT2031230001", ""),
        ("CTIS2023-508411-60-00", ""),
    ],
)
def test_an_id_is_a_registrys_number(tmp_path: Path, number: str, code: str) -> None:
    """What is nearly one or none is an error; a form that nobody knows is kept with a remark."""
    rows, reading = read(tmp_path / "a.csv", ICTRP + f"{number},T,Acme,Recruiting,,,\n")
    assert [problem.code for problem in reading.found()] == ([code] if code else [])
    assert len(rows) == (code != "E203")


def test_a_header_within_the_table_is_no_trial(tmp_path: Path) -> None:
    """Two downloads joined: the second header is told; other columns below it are read by it."""
    other = "Study Status,NCT Number,Study Title,Sponsor,Phases,Start Date,Locations\n"
    moved = "COMPLETED,NCT00000003,Cells,Acme,PHASE2,2020,\n"
    rows, reading = read(tmp_path / "a.csv", HEADER + line() + HEADER + line(2) + other + moved)
    assert ids(rows) == [1, 2, 3]
    assert (rows[2].status, rows[2].phase) == ("COMPLETED", "PHASE2")
    assert (said(reading), reading.notes.total()) == ([("W033", 3)], 2)


def test_two_pages_and_two_documents_joined(tmp_path: Path) -> None:
    """The records of both are read, whatever the format."""
    rows, reading = read(tmp_path / "a.json", studies('"a"') + studies('"a"', '"b"'))
    assert (ids(rows), said(reading)) == ([1, 1, 2], [])
    text = xml("<TrialID>NCT00000001</TrialID>") + xml("<TrialID>NCT00000002</TrialID>")
    rows, reading = read(tmp_path / "a.xml", text)
    assert (ids(rows), said(reading)) == ([1, 2], [])


@pytest.mark.parametrize(
    ("cell", "start", "codes"),
    [
        ("Mar-24", "2024-03", ["W033"]),
        ("5-Mar-24", "2024-03-05", ["W033"]),
        ("05-Mar-2024", "2024-03-05", ["W033"]),
        ("Mar-97", "1997-03", ["W033"]),
        ("Sept-24", "2024-09", ["W033"]),
        ("3/5/2024", "", ["E036"]),
        ("3/15/2024", "2024-03-15", []),
        ("5-Mar", "", ["W032"]),
        ("45356", "", ["W032"]),
        ("31/12/9999", "", ["W032"]),
        ("1900-01-01", "", ["W032"]),
        ("1970-01-01", "", ["W032"]),
        ("6/20/2023 or later", "", ["W032"]),
        ("2024-02-30", "", ["W032"]),
        ("2024-03-05T00:00:00Z", "2024-03-05", []),
    ],
)
def test_dates_of_spreadsheets_and_forms(
    tmp_path: Path, cell: str, start: str, codes: list[str]
) -> None:
    """What Excel made of a month is that month and told; a placeholder is no date and told."""
    (row,), reading = read(tmp_path / "a.csv", HEADER + line(start=cell))
    assert row.start == start
    assert [problem.code for problem in reading.found()] == codes


@pytest.mark.parametrize(
    ("dates", "starts", "told"),
    [
        # a plain date before or behind: 20 is no month, so the others of the column are day first
        (["3/5/2024", "20/7/2018"], ["2024-05-03", "2018-07-20"], ["W033 2"]),
        (["7-20-2018", "3-5-2024"], ["2018-07-20", "2024-03-05"], ["W033 3"]),
        (["20.07.2018", "01.09.2026", "02.09.2026"], ["2018-07-20", "2026-09-01", "2026-09-02"], ["W033 3"]),
        # none is plain: the same day and month, an ISO date and a month show no order
        (["3/5/2024", "4/4/2024", "2024-05-13", "2024-05"], ["", "2024-04-04", "2024-05-13", "2024-05"], ["E036 2"]),
        # both orders are there
        (["3/5/2024", "20/7/2018", "7/20/2018"], ["", "2018-07-20", "2018-07-20"], ["E036 2"]),
        # both are there, and none that is in doubt
        (["20/7/2018", "7/20/2018"], ["2018-07-20", "2018-07-20"], []),
        # what is no date proves nothing
        (["3/5/2024", "20/7/9999", "31/2/2024"], ["", "", ""], ["E036 2", "W032 3", "W032 4"]),
    ],
)  # fmt: skip
def test_the_order_of_day_and_month_is_that_of_the_column(
    tmp_path: Path, dates: list[str], starts: list[str], told: list[str]
) -> None:
    """One order a column, as its plain dates prove it; else no such date is taken."""
    rows = [line(number, start=cell) for number, cell in enumerate(dates, 1)]
    found, reading = read(tmp_path / "a.csv", HEADER + "".join(rows))
    assert [row.start for row in found] == starts
    assert sorted(f"{code} {at}" for code, at in said(reading)) == told


def test_dates_of_a_column_without_a_plain_one_are_as_the_others_of_the_table(
    tmp_path: Path,
) -> None:
    """Each column by its own plain dates first, else by the other; a remark a column, with its count."""
    header = HEADER.replace("Start Date", "Start Date,Last Update Posted")
    cells = ["3/5/2024,1/2/2026", "4/5/2024,1/3/2026", "20/7/2018,2026-01-02"]
    rows = [line(number, start=cell) for number, cell in enumerate(cells, 1)]
    found, reading = read(tmp_path / "a.csv", header + "".join(rows))
    assert [row.start for row in found] == ["2024-05-03", "2024-05-04", "2018-07-20"]
    assert [row.updated for row in found] == ["2026-02-01", "2026-03-01", "2026-01-02"]
    update, start = sorted(problem.message for problem in reading.found())
    assert update == "a date of the last update such as 3/5/2024 is read day first (2 records)"
    assert start == "a start date such as 3/5/2024 is read day first (2 records)"
    rows.append(line(4, start="21/7/2018,7/20/2026"))
    found, _ = read(tmp_path / "b.csv", header + "".join(rows))
    assert [row.start for row in found[:2]] == ["2024-05-03", "2024-05-04"]
    assert [row.updated for row in found[:2]] == ["2026-01-02", "2026-01-03"]


def test_what_is_no_table_shows_no_order(tmp_path: Path) -> None:
    """A slashed date in JSON is told at each study: nothing beside it says which it is."""
    text = studies('"a"', '"b"').replace(
        '"statusModule":{', '"statusModule":{"startDateStruct":{"date":"3/5/2024"},'
    )
    rows, reading = read(tmp_path / "a.json", text)
    assert [row.start for row in rows] == ["", ""]
    assert [code for code, _ in said(reading)] == ["E036", "E036"]


@pytest.mark.parametrize(
    "mark", ["sep=,\n", "sep=,\r\n", "\ufeffsep=,\r\n", '"sep=,"\n', "SEP=,\n"]
)
def test_excels_note_of_its_separator_is_passed_over(tmp_path: Path, mark: str) -> None:
    """The table below it is read; lines are counted as an editor counts them."""
    rows, reading = read(tmp_path / "a.csv", mark + HEADER + line() + "NCT00000002,ragged\n")
    assert ids(rows) == [1]
    assert said(reading) == [("W023", 1), ("E021", 4)]


def test_half_a_character_in_json(tmp_path: Path) -> None:
    """Text cut within an emoji is U+FFFD and told with its place; the other studies are read."""
    rows, reading = read(tmp_path / "a.json", studies('"Cells \\ud83d!"', '"whole"'))
    assert [row.title for row in rows] == ["Cells \ufffd!", "whole"]
    (problem,) = reading.found()
    assert (problem.code, problem.where.line) == ("W033", 1)


def test_a_remark_can_be_printed_whatever_it_speaks_of(tmp_path: Path) -> None:
    """Half characters and control characters of a value stand in no message."""
    text = studies('"a"').replace(
        '"overallStatus":"RECRUITING"', '"overallStatus":"\\ud83d\\u001b[2J"'
    )
    _, reading = read(tmp_path / "a.json", text)
    for problem in reading.found():
        assert str(problem).isprintable()
        str(problem).encode()


def test_a_character_that_xml_forbids(tmp_path: Path) -> None:
    """A control character, by itself or by its number, costs itself alone."""
    trials = [f"<TrialID>NCT0000000{n}</TrialID><Public_title>{t}</Public_title>" for n, t in
              ((1, "a\x0bb"), (2, "a&#xD83D;b"), (3, "a&#11;b"), (4, "a&#65;b"))]  # fmt: skip
    rows, reading = read(tmp_path / "a.xml", xml(*trials))
    assert [row.title for row in rows] == ["a\ufffdb"] * 3 + ["aAb"]
    assert said(reading) == [("W033", 3)]


def test_a_wrong_byte_costs_itself(tmp_path: Path) -> None:
    """Each line with a byte that is not UTF-8 is a problem with its column; all rows are read."""
    text = (HEADER + line() + line(2, title="caf\xe9") + line(3)).encode("latin-1")
    rows, reading = read(tmp_path / "a.csv", text)
    assert ids(rows) == [1, 2, 3]
    assert rows[1].title == "caf\ufffd"
    (problem,) = reading.problems
    assert (problem.code, problem.where.line, problem.where.column) == ("E005", 3, 16)
    assert "cp1252" in problem.hint


@pytest.mark.parametrize("broken", ['"a', '"a" oops', "{oops}", '"a\\x"'])
def test_a_broken_study_costs_itself(tmp_path: Path, broken: str) -> None:
    """On one line with the others, in the middle: the studies after it are read."""
    rows, reading = read(tmp_path / "a.json", studies('"x"', broken, '"y"'))
    assert ids(rows) == [1, 3]
    assert said(reading) == [("E030", 1)]
    assert reading.bad == 1


def test_a_broken_element_costs_itself(tmp_path: Path) -> None:
    """A record that is not XML is named at its line; those after it are read."""
    trials = [f"<TrialID>NCT0000000{n}</TrialID>" for n in range(1, 4)]
    trials[1] += "<Public_title>a & b</Public_title>"
    rows, reading = read(tmp_path / "a.xml", xml(*trials))
    assert ids(rows) == [1, 3]
    assert (said(reading), reading.bad) == ([("E034", 4)], 1)


def test_an_open_quote_costs_its_record(tmp_path: Path) -> None:
    """Where a quote is never closed, even to the end of the file, the records after it are read."""
    text = HEADER + line() + line(2, title='"Cells') + line(3, sites="") + line(4, sites="")
    rows, reading = read(tmp_path / "a.csv", text.replace('"A, Lyon, France"', ""))
    assert ids(rows) == [1, 3, 4]
    assert (said(reading), reading.bad) == ([("E020", 3)], 1)


@pytest.mark.parametrize(
    ("phase", "kept", "code"),
    [
        ("Phase 3 extension of 2 years", "", "W032"),
        ("Phase 1 (dose escalation)", "", "W032"),
        ("phase five", "", "W032"),
        ("Phase 1b/2a", "PHASE1|PHASE2", ""),
        ("Phase I and Phase II (Integrated)- First administration to humans", "PHASE1|PHASE2", ""),
        ("Therapeutic confirmatory  (Phase III)", "PHASE3", ""),
    ],
)
def test_a_phase_is_understood_whole_or_not_at_all(
    tmp_path: Path, phase: str, kept: str, code: str
) -> None:
    """Words that no rule reads are told, and nothing is made of the rest."""
    (row,), reading = read(tmp_path / "a.csv", HEADER + line(phase=phase))
    assert row.phase == kept
    assert [problem.code for problem in reading.found()] == ([code] if code else [])


@pytest.mark.parametrize(
    ("cell", "kept", "code"),
    [
        ("Germany;Deutschland;Korea, Republic of", ("Germany", "South Korea"), ""),
        ("Narnia;France", ("Narnia", "France"), "W032"),
        ("Asia(except Japan);Japan", ("Japan",), "W032"),
        ("Lyon", ("Lyon",), "W032"),
        ("UNITED STATES", ("United States",), ""),
    ],
)
def test_countries_are_those_of_iso(
    tmp_path: Path, cell: str, kept: tuple[str, ...], code: str
) -> None:
    """A name that is no country's is kept as it stands and told, a region left out and told."""
    text = ICTRP + f'NCT00000001,T,Acme,Recruiting,,"{cell}",\n'
    (row,), reading = read(tmp_path / "a.csv", text)
    assert row.countries == kept
    assert [problem.code for problem in reading.found()] == ([code] if code else [])


def test_files_of_a_folder_that_are_no_exports(tmp_path: Path) -> None:
    """Hidden, system and lock files are passed over; other files are named, once an ending."""
    (tmp_path / "in/__MACOSX").mkdir(parents=True)
    (tmp_path / "in/.git").mkdir()
    for name in (
        "._a.csv",
        "__MACOSX/._a.csv",
        ".git/a.csv",
        "~$a.xlsx",
        "desktop.ini",
        "x.ndjson.state.json",
    ):
        (tmp_path / "in" / name).write_bytes(b"\x00\x05\x16\x07 no export")
    (tmp_path / "in/readme.md").write_text("words", encoding="utf-8")
    (tmp_path / "in/old.zip").write_bytes(b"PK\x05\x06")
    (tmp_path / "in/a.csv").write_text(HEADER + line(), encoding="utf-8")
    reading = Reading()
    assert len(list(rows_of("auto", [tmp_path / "in"], reading))) == 1
    assert [(p.code, Path(p.where.file).name) for p in reading.found()] == [
        ("W033", "old.zip"),
        ("W033", "readme.md"),
    ]


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"\x1f\x8b\x08\0\0\0\0\0", "gzip"),
        (b"SQLite format 3\0" + b"\0" * 90, "SQLite"),
        (b"%PDF-1.7\n", "PDF"),
        (bytes(range(256)) * 8 + b"\0" * 200, "binary"),
    ],
)
def test_a_container_is_named(tmp_path: Path, raw: bytes, told: str) -> None:
    """A file that holds no text is never read as text."""
    rows, reading = read(tmp_path / "a.csv", raw)
    assert rows == []
    assert [problem.code for problem in reading.problems] == ["E031"]
    assert told in reading.problems[0].message


def test_a_number_longer_than_any(tmp_path: Path) -> None:
    """An enrolment of five thousand digits is a remark, not a crash."""
    text = json.loads(studies('"a"'))
    text["studies"][0]["protocolSection"]["designModule"] = {"enrollmentInfo": {"count": 0}}
    raw = json.dumps(text).replace('"count": 0', '"count": ' + "9" * 5000)
    (row,), reading = read(tmp_path / "a.json", raw)
    assert row.enrolment == ""
    assert [problem.code for problem in reading.found()] == ["W032"]
