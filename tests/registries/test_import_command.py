"""``cartreport import``: the table, its sidecar, the counts, and nothing half-written."""

from __future__ import annotations

import csv
import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from cartreport.cli.group import main
from cartreport.registries.where import Condition

ROOT = Path(__file__).resolve().parents[2]
HEADER = "NCT Number,Study Title,Study Status,Sponsor,Phases,Enrollment,Start Date,Last Update Posted,Locations\n"
ROWS = (
    'NCT00000003,Cells,COMPLETED,X,PHASE1,0,2019-03,2020-01-01,"A, Lyon, France"\n'
    'NCT00000001,Drugs,RECRUITING,Y,NA,20,2021-03-01,2022-01-01,"A, Wuhan, China"\n'
    "NCT00000002,Cells again,UNKNOWN,Z,,30,,2023-01-01,\n"
)


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "export.csv"
    path.write_text(HEADER + ROWS, encoding="utf-8")
    return path


def run(*args: str | Path) -> tuple[int, str, str]:
    shown = CliRunner().invoke(main, ["import", *map(str, args)], standalone_mode=True)
    return shown.exit_code, shown.stdout, shown.stderr


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def test_table_and_sidecar(export: Path, tmp_path: Path) -> None:
    """Rows by id, LF, only filled columns; the sidecar has hash, rows, day and the files' hashes."""
    out = tmp_path / "trials.csv"
    code, said, _ = run(
        "auto", export, "-o", out, "--snapshot", "2026-11-20", "--accessed", "2026-11-22"
    )
    assert code == 0
    assert "3 trials written" in said
    raw = out.read_bytes()
    assert b"\r" not in raw
    assert [row["id"] for row in table(out)] == ["NCT00000001", "NCT00000002", "NCT00000003"]
    assert table(out)[2]["enrolment"] == "0"
    assert "summary" not in table(out)[0]
    sidecar = yaml.safe_load((tmp_path / "trials.source.yaml").read_text(encoding="utf-8"))
    assert sidecar["sha256"] == hashlib.sha256(raw).hexdigest()
    assert (sidecar["rows"], sidecar["snapshot"], sidecar["accessed"]) == (
        3,
        "2026-11-20",
        "2026-11-22",
    )
    assert sidecar["files"][0]["sha256"] == hashlib.sha256(export.read_bytes()).hexdigest()


def test_the_same_export_gives_the_same_bytes(export: Path, tmp_path: Path) -> None:
    """Importing twice is the same table."""
    for name in ("a.csv", "b.csv"):
        assert run("ctgov", export, "-o", tmp_path / name)[0] == 0
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_a_project_reads_what_import_writes(export: Path, tmp_path: Path) -> None:
    """The table is a source of kind trials as it stands, with its sidecar."""
    from cartreport.problems import Problems
    from cartreport.sources.load import load_records

    project = tmp_path / "project"
    project.mkdir()
    assert run("auto", export, "-o", project / "trials.csv", "--snapshot", "2026-11-20")[0] == 0
    (project / "sources.yaml").write_text(
        "title: T\nedition: 2026-11\nas_of: 2026-11-22\nfocus: {country: China, label: China}\n"
        "vocabulary: {}\nbriefings: {}\n"
        "sources: [{id: trials, kind: trials, path: trials.csv, title: T}]\n",
        encoding="utf-8",
    )
    problems = Problems()
    records = load_records(project, problems)
    assert list(problems) == []
    assert records is not None
    assert records.trials["NCT00000001"].record.title == "Drugs"
    assert records.snapshots["trials"][0] == "2026-11-20"


def test_drop_and_where(export: Path, tmp_path: Path) -> None:
    """Columns are left out and rows kept as asked; both stand in the sidecar."""
    out = tmp_path / "t.csv"
    code, said, _ = run(
        "auto",
        export,
        "-o",
        out,
        "--drop",
        "title",
        "--where",
        "text~cells",
        "--where",
        "enrolment>=10",
    )
    assert code == 0
    assert [row["id"] for row in table(out)] == ["NCT00000002"]
    assert "title" not in table(out)[0]
    assert "2 left out by --where" in said
    sidecar = yaml.safe_load((tmp_path / "t.source.yaml").read_text(encoding="utf-8"))
    assert sidecar["where"] == ["text~cells", "enrolment>=10"]
    assert sidecar["dropped"] == ["title"]


@pytest.mark.parametrize(
    "args",
    [("--drop", "colour"), ("--drop", "id"), ("--where", "colour=red"), ("--where", "nonsense")],
)
def test_wrong_requests_end_with_2(export: Path, tmp_path: Path, args: tuple[str, str]) -> None:
    """A column or condition that there is not is wrong usage, and says what there is."""
    code, _, said = run("auto", export, "-o", tmp_path / "t.csv", *args)
    assert code == 2
    assert "error:" in said
    assert not (tmp_path / "t.csv").exists()


def test_nothing_is_written_with_errors(export: Path, tmp_path: Path) -> None:
    """All problems are listed and the table of before stays; --keep-going skips and counts."""
    out = tmp_path / "t.csv"
    out.write_text("before", encoding="utf-8")
    with export.open("a", encoding="utf-8") as file:
        file.write("NCT00000004,T\n,T,COMPLETED,X,,,,,\n")
    code, _, said = run("auto", export, "-o", out)
    assert code == 1
    assert f"{export}:5 E021" in said
    assert f"{export}:6 E102" in said
    assert "Traceback" not in said
    assert out.read_text(encoding="utf-8") == "before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["export.csv", "t.csv"]
    code, said, _ = run("auto", export, "-o", out, "--keep-going", "--format", "json")
    assert code == 0
    counts = json.loads(said)
    assert (counts["read"], counts["written"], counts["skipped"]) == (5, 3, 2)


def test_two_exports_of_a_trial_are_one(export: Path, tmp_path: Path) -> None:
    """The record with the later update goes before, its gaps are filled from the other."""
    other = tmp_path / "newer.csv"
    other.write_text(
        "NCT Number,Study Status,Sponsor,Last Update Posted\nNCT00000001,COMPLETED,Y,2024-01-01\n",
        encoding="utf-8",
    )
    for files in ((export, other), (other, export)):
        _, said, _ = run("auto", *files, "-o", tmp_path / "t.csv", "--format", "json")
        assert json.loads(said)["merged"] == 1
        row = table(tmp_path / "t.csv")[0]
        assert (row["status"], row["updated"], row["start"]) == (
            "COMPLETED",
            "2024-01-01",
            "2021-03-01",
        )


def test_where_reads_absence_and_dates() -> None:
    """An absent value holds for no comparison; a partial date counts as its whole span."""
    from cartreport.registries.row import RegistryRow

    row = RegistryRow(id="a", start="2020-05", countries=("South Korea",))
    assert Condition.read("start>=2020").holds(row)
    assert Condition.read("start<=2020").holds(row)
    assert not Condition.read("start>=2020-06").holds(row)
    assert not Condition.read("updated>=2000").holds(row)
    assert Condition.read("country=Korea, Republic of").holds(row)
    assert Condition.read("phase=").holds(row)
    assert Condition.read("country!=France").holds(row)


def test_help_is_quick() -> None:
    """The command's help imports neither pandas nor the readers."""
    code = "import sys; from cartreport.cli.import_ import import_; print([m for m in ('pandas','yaml','pydantic','sqlite3') if m in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


def test_auto_knows_a_projects_own_tables(tmp_path: Path) -> None:
    """A table and its sites whose columns a mapping declares are read by it without being told."""
    (tmp_path / "sources.yaml").write_text(
        "title: T\nedition: 2026-11\nas_of: 2026-11-22\nfocus: {country: China, label: China}\n"
        "vocabulary: {}\nbriefings: {}\nsources: []\nimports:\n  mine:\n"
        "    columns: {id: No, sponsor: Who, status: State}\n"
        "    sites: {id: No, country: Land, city: Town}\n",
        encoding="utf-8",
    )
    (tmp_path / "a.csv").write_text("No,Who,State\nX1,Y,Recruiting\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text(
        "No,Land,Town\nX1,Chian,Wuhan\nX1,Japan,Kobe\n", encoding="utf-8"
    )
    out = tmp_path / "t.csv"
    assert run("auto", tmp_path / "a.csv", tmp_path / "b.csv", "-o", out, "-p", tmp_path)[0] == 0
    assert [(row["id"], row["cities"]) for row in table(out)] == [("X1", "Wuhan")]


def test_a_mapping_that_is_wrong_says_so(export: Path, tmp_path: Path) -> None:
    """An unknown field, a missing one, an unknown mapping: wrong usage with the word for it."""
    base = (
        "title: T\nedition: 2026-11\nas_of: 2026-11-22\nfocus: {country: China, label: China}\n"
        "vocabulary: {}\nbriefings: {}\nsources: []\nimports:\n  mine:\n    columns: "
    )
    for columns, told in (
        ("{id: NCT Number, sponsor: Sponsor, status: Study Status, colour: Sponsor}", "colour"),
        ("{id: NCT Number, sponsor: Sponsor}", "status"),
    ):
        (tmp_path / "sources.yaml").write_text(base + columns + "\n", encoding="utf-8")
        code, _, said = run("registry-csv", export, "-o", tmp_path / "t.csv", "-p", tmp_path)
        assert code == 2
        assert told in said
    code, _, said = run(
        "registry-csv", export, "-o", tmp_path / "t.csv", "-p", tmp_path, "--map", "x"
    )
    assert code == 2
    assert "mine" in said


def test_an_import_never_writes_over_what_it_reads(tmp_path: Path) -> None:
    """A download is the user's only copy: naming it as the output is refused."""
    export = tmp_path / "ctg.csv"
    export.write_text("NCT Number,Study Title\nNCT00000001,A title\n", "utf-8")
    found = CliRunner().invoke(main, ["import", "auto", str(export), "-o", str(export)])
    assert found.exit_code == 2
    assert export.read_text("utf-8").startswith("NCT Number,Study Title")


def test_what_is_written_is_safe_in_a_spreadsheet(tmp_path: Path) -> None:
    """A title that is a formula has an apostrophe in the table and none where it is read again."""
    from cartreport.problems import Problems
    from cartreport.sources.load import load_records

    formulas = ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "'=1", "plain"]
    lines = [f'NCT0000000{n},"{t}",COMPLETED,"{t}",,,,,' for n, t in enumerate(formulas, 1)]
    (tmp_path / "a.csv").write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    assert run("auto", tmp_path / "a.csv", "-o", tmp_path / "t.csv")[0] == 0
    written = [row["title"] for row in table(tmp_path / "t.csv")]
    assert written == [f"'{title}" for title in formulas[:-1]] + ["plain"]
    (tmp_path / "sources.yaml").write_text(
        "title: T\nedition: 2026-11\nas_of: 2026-11-22\nfocus: {country: China, label: China}\n"
        "vocabulary: {}\nbriefings: {}\n"
        "sources: [{id: trials, kind: trials, path: t.csv, title: T}]\n",
        encoding="utf-8",
    )
    records = load_records(tmp_path, Problems())
    assert records is not None
    assert [entry.record.title for entry in records.trials.values()] == formulas
    assert [entry.record.sponsor for entry in records.trials.values()] == formulas


def test_the_sidecar_of_a_folder_has_each_files_hash(export: Path, tmp_path: Path) -> None:
    """By the path within the folder; what was passed over is not among them."""
    folder = tmp_path / "pages"
    (folder / "sub").mkdir(parents=True)
    for name in ("b.csv", "sub/a.csv"):
        (folder / name).write_bytes(export.read_bytes())
    (folder / ".DS_Store").write_bytes(b"x")
    (folder / "notes.md").write_bytes(b"x")
    assert run("auto", folder, "-o", tmp_path / "t.csv")[0] == 0
    sidecar = yaml.safe_load((tmp_path / "t.source.yaml").read_text(encoding="utf-8"))
    held = hashlib.sha256(export.read_bytes()).hexdigest()
    assert sidecar["files"] == [
        {"name": "pages/b.csv", "sha256": held},
        {"name": "pages/sub/a.csv", "sha256": held},
    ]
