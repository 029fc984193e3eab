"""What an import takes at most: inputs that would become gigabytes, under a limit of memory.

Each is read in a process of its own whose address space is limited; what passes the limit fails there.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from cartreport.registries import rows_of
from cartreport.registries.reading import Reading

ROOT = Path(__file__).resolve().parents[2]
MEMORY = 1_000_000_000
"""Bytes of address space: what docs/reference/importers.md states."""
CODE = """
import os, resource, sys
from pathlib import Path
from cartreport.registries import rows_of
from cartreport.registries.reading import Reading
for name in sys.argv[1:]:
    if child := os.fork():
        ended = os.waitpid(child, 0)[1]
        ended and print(name, "ended with", os.waitstatus_to_exitcode(ended), flush=True)
        continue
    resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
    reading = Reading()
    rows = sum(1 for _ in rows_of("auto", [Path(name)], reading))
    print(name, rows, *sorted({{problem.code for problem in reading.found()}}), flush=True)
    os._exit(0)
"""
CSV = b"NCT Number,Study Status,Sponsor\nNCT00000001,COMPLETED,X\n"
AFTER = b"\nNCT00000003,COMPLETED,Z\n"
STUDY = b'{"protocolSection":{"identificationModule":{"nctId":"NCT00000001"%s},"statusModule":{"overallStatus":"COMPLETED"},"sponsorCollaboratorsModule":{"leadSponsor":{"name":"X"}}}}'
TRIAL = b"<Trial><TrialID>NCT00000001</TrialID><Primary_sponsor>X</Primary_sponsor><Recruitment_Status>Recruiting</Recruitment_Status>%s</Trial>"


def zipped(path: Path, name: str, *parts: tuple[bytes, int]) -> Path:
    """An archive with a file of parts, each so many times."""
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(name, "w") as file,
    ):
        for part, count in parts:
            for _ in range(count):
                file.write(part)
    return path


MILLION = b"x" * 1_000_000
LONG = 18
"""Megabytes in the place of one record, of which 16 MB are the most that is read."""
BOMBS = {
    # a line without an end, then a good one
    "line": ("a.csv", [(CSV, 1), (b"NCT00000002,", 1), (MILLION, LONG), (AFTER, 1)], "2 E020"),
    # a quote that is never closed
    "quote": ("a.csv", [(CSV, 1), (b'NCT00000002,"', 1), ((b"x" * 99 + b"\n") * 10_000, LONG)], "1 E020 E021 W033"),
    # one cell after another without an end
    "cells": ("a.csv", [(CSV, 1), (b"a," * 500_000, LONG), (AFTER, 1)], "2 E020"),
    # a text without an end within a study
    "text": ("a.json", [(STUDY % b"", 1), (b"\n", 1), (STUDY.partition(b"%s")[0] + b',"a":"', 1), (MILLION, LONG)], "1 E030"),
    # a study of nothing but empty objects
    "objects": ("a.json", [(STUDY % b"", 1), (b"\n", 1), (STUDY.partition(b"%s")[0] + b',"a":[', 1), (b"{}," * 330_000, LONG)], "1 E030"),
    # a digit after the other
    "digits": ("a.json", [(STUDY % b"", 1), (b"\n", 1), (b"9" * 1_000_000, LONG)], "1 E030"),
    # an envelope of keys
    "keys": ("a.json", [(b'{"studies":[' + STUDY % b"" + b"]", 1), ((b',"' + b"a" * 189 + b'":[1]' + b" " * 3) * 5_000, LONG)], "1 E030"),
    # an element without an end
    "element": ("a.xml", [(b"<Trials_downloaded_from_ICTRP>" + TRIAL % b"" + b"<Trial>", 1), (b"<a/>" * 250_000, LONG)], "1 E034"),
}  # fmt: skip


@pytest.mark.slow
def test_a_record_without_an_end(tmp_path: Path) -> None:
    """More than is read of a record, in a small archive in its place: named; the others are read."""
    for name, (inner, parts, _) in BOMBS.items():
        zipped(tmp_path / f"{name}.zip", inner, *parts)
    shown = subprocess.run(
        [sys.executable, "-c", CODE.format(memory=MEMORY), *(f"{name}.zip" for name in BOMBS)],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    told = dict(line.split(".zip ", 1) for line in shown.stdout.splitlines())
    assert told == {name: told for name, (_, _, told) in BOMBS.items()}, shown.stderr[-600:]


def test_an_archive_that_unpacks_to_too_much(tmp_path: Path) -> None:
    """A file of more than 200 times its packed size is not unpacked, and the message says so."""
    path = zipped(tmp_path / "a.zip", "a.csv", (CSV, 1), (b"\0" * 1_000_000, 100))
    assert path.stat().st_size < 200_000
    reading = Reading()
    assert list(rows_of("auto", [path], reading)) == []
    assert [problem.code for problem in reading.problems] == ["E004"]
    assert "100 MB" in reading.problems[0].message


def test_an_archive_of_too_many_files(tmp_path: Path) -> None:
    """Its directory says how many there are before it is read."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for number in range(20_001):
            archive.writestr(f"{number}.csv", "")
    reading = Reading()
    assert list(rows_of("auto", [tmp_path / "a.zip"], reading)) == []
    assert [problem.code for problem in reading.problems] == ["E004"]


def test_a_spreadsheet_that_unpacks_to_too_much(tmp_path: Path) -> None:
    """Its texts are measured before its reader holds them."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("xl/sharedStrings.xml", "w") as file:
            for _ in range(101):
                file.write(MILLION)
        archive.writestr("[Content_Types].xml", "<Types/>")
    (tmp_path / "a.xlsx").write_bytes(packed.getvalue())
    reading = Reading()
    assert list(rows_of("auto", [tmp_path / "a.xlsx"], reading)) == []
    assert [problem.code for problem in reading.problems] == ["E004"]


@pytest.mark.parametrize("before", [0, 65_530, 65_536, 131_066])
def test_a_document_type_at_a_blocks_edge(tmp_path: Path, before: int) -> None:
    """Wherever it stands it is refused; no entity is expanded."""
    text = b"<!--" + b" " * before + b"-->" + b'<!DOCTYPE a [<!ENTITY b "x">]>'
    path = tmp_path / "a.xml"
    path.write_bytes(b"<Trials_downloaded_from_ICTRP>" + text + TRIAL % b"&b;")
    reading = Reading()
    assert list(rows_of("auto", [path], reading)) == []
    assert [problem.code for problem in reading.problems] == ["E034"]


def test_two_hundred_mangled_exports() -> None:
    """The project's own script: each ends in rows or located problems, within its limits."""
    script = ROOT / "scripts/mangle_exports.py"
    shown = subprocess.run(
        [sys.executable, str(script), "7", "200"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert shown.returncode == 0, shown.stderr[-800:]
    assert shown.stdout.startswith("200 inputs: ")


def test_a_table_larger_than_any_that_is_kept_by_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What import writes is read, though it is larger than the limit of other tables."""
    from cartreport.problems import Problems
    from cartreport.sources import csv_records
    from cartreport.sources.load import load_records

    assert csv_records.CSV_LIMIT == 64_000_000
    monkeypatch.setattr(csv_records, "CSV_LIMIT", 640_000)
    summary = "word " * 7_000
    lines = [f"NCT{n:08d},COMPLETED,X,{summary}" for n in range(20)]
    export = tmp_path / "a.csv"
    export.write_text(
        "NCT Number,Study Status,Sponsor,Brief Summary\n" + "\n".join(lines), encoding="utf-8"
    )
    from click.testing import CliRunner

    from cartreport.cli.group import main

    shown = CliRunner().invoke(main, ["import", "auto", str(export), "-o", str(tmp_path / "t.csv")])
    assert shown.exit_code == 0, shown.output
    assert (tmp_path / "t.csv").stat().st_size > csv_records.CSV_LIMIT
    (tmp_path / "sources.yaml").write_text(
        "title: T\nedition: 2026-11\nas_of: 2026-11-22\nfocus: {country: China, label: China}\n"
        "vocabulary: {}\nbriefings: {}\n"
        "sources: [{id: trials, kind: trials, path: t.csv, title: T}]\n",
        encoding="utf-8",
    )
    problems = Problems()
    records = load_records(tmp_path, problems)
    assert not problems.errors
    assert records is not None
    assert len(records.trials) == 20
