"""A project read: what holds across files, and that no bytes of any file end in a traceback."""

from __future__ import annotations

import hashlib
import random
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cartreport.problems import Problems
from cartreport.sources import csv_records
from cartreport.sources.load import load_records
from cartreport.sources.records import Records

ROOT = Path(__file__).resolve().parents[2]


def edit(path: Path, pattern: str, text: str) -> None:
    """Replace the one place of a file that matches; a test that changes nothing tests nothing."""
    changed, count = re.subn(pattern, lambda _: text, path.read_text("utf-8"))
    assert count == 1
    path.write_text(changed, "utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the small whole project."""
    return Path(shutil.copytree(ROOT / "tests" / "project", tmp_path / "project"))


def loaded(folder: Path) -> tuple[Records | None, list[str]]:
    problems = Problems()
    records = load_records(folder, problems)
    return records, [str(problem) for problem in problems]


def test_the_small_project_is_read_whole(folder: Path) -> None:
    """Every kind of record, each with the place of its parts, in YAML and in CSV."""
    records, problems = loaded(folder)
    assert problems == []
    assert records is not None
    assert list(records.companies) == ["acme", "borealis"]
    assert str(records.companies["acme"].where("aliases", 0)) == "data/companies/acme.yaml:4:11"
    assert records.programmes["alphacel"].record.facets == {"origin": "own"}
    assert str(records.programmes["bx-2"].where("targets", 1)).startswith("data/programmes.csv:3:")
    assert {"press-1", "acme-report"} <= set(records.references)
    assert records.inputs["sources.yaml"].keys() == {"sources.yaml"}


def test_a_list_of_records_is_as_good_as_a_file_each(folder: Path) -> None:
    """The same companies in one file: same records, places within the list, references too."""
    before, _ = loaded(folder)
    texts = []
    for path in sorted((folder / "data" / "companies").iterdir()):
        lines = path.read_text("utf-8").splitlines()
        texts += ["- " + lines[0], *("  " + line for line in lines[1:])]
        path.unlink()
    (folder / "data/companies/all.yaml").write_text("\n".join(texts) + "\n", "utf-8")
    after, problems = loaded(folder)
    assert problems == []
    assert before is not None
    assert after is not None
    assert {n: e.record for n, e in after.companies.items()} == {
        n: e.record for n, e in before.companies.items()
    }
    assert str(after.companies["borealis"].where("name")).startswith("data/companies/all.yaml:")
    assert dict(after.companies["acme"].places)[("name",)] == after.companies["acme"].where("name")


def test_only_a_table_that_a_command_wrote_sheds_its_apostrophes(folder: Path) -> None:
    """`'=x` of the trials is the registry's `=x`, shielded by import; a person's is as it stands."""
    edit(folder / "data/trials.csv", '"Acme Biologics Co., Ltd."', "'=Acme")
    edit(folder / "data/deals.csv", "BX-2 rights", "'=beta")
    records, _ = loaded(folder)
    assert records is not None
    assert "=Acme" in {trial.record.sponsor for trial in records.trials.values()}
    assert "'=beta" in {deal.record.asset for deal in records.deals.values()}


def test_a_table_that_a_command_wrote_may_be_larger(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of files beyond the bound of curated ones the trials alone are read; beyond their own, none."""
    monkeypatch.setattr(csv_records, "CSV_LIMIT", 10)
    large = {line.split()[0] for line in loaded(folder)[1] if " E004 " in line}
    assert "data/deals.csv" in large
    assert "data/trials.csv" not in large
    monkeypatch.setattr(csv_records, "MADE_LIMIT", 10)
    assert {line.split()[0] for line in loaded(folder)[1] if " E004 " in line} == {
        *large,
        "data/trials.csv",
    }


def test_a_facet_column_is_found_in_both_spellings(folder: Path) -> None:
    """`cell_origin` and `cell-origin` are one axis; both at once would lose one of them."""
    edit(folder / "sources.yaml", r"facets: \[origin\]", "facets: [cell-origin]")
    edit(folder / "sources.yaml", r"  origin: data", "  cell-origin: data")
    (folder / "data/products/alphacel.yaml").unlink()
    table = folder / "data/programmes.csv"
    text = table.read_text("utf-8")
    for name in ("cell-origin", "cell_origin"):
        table.write_text(text.replace(",origin,", f",{name},"), "utf-8")
        records, _ = loaded(folder)
        assert records is not None
        assert records.programmes["bx-2"].record.facets == {"cell-origin": "donor"}
        assert str(records.programmes["bx-2"].where("facets", "cell-origin")) == str(
            records.programmes["bx-2"].where("cell-origin")
        )
    lines = text.replace(",origin,", ",cell-origin,").splitlines()
    table.write_text(
        "\n".join([lines[0] + ",cell_origin", *(f"{n},own" for n in lines[1:])]), "utf-8"
    )
    assert (
        "data/programmes.csv:1:1 E022 the facet 'cell-origin' has two columns: remove one"
        in (loaded(folder)[1])
    )


def test_the_sidecar_of_an_export_is_read_and_held(folder: Path) -> None:
    """Its facts stand beside the records; hash and count are those of the file."""
    records, _ = loaded(folder)
    assert records is not None
    sidecar = records.sidecars["trials"]
    assert sidecar.rows == 3
    assert sidecar.sha256 == hashlib.sha256((folder / "data/trials.csv").read_bytes()).hexdigest()
    assert records.snapshots["trials"][0] == sidecar.snapshot
    edit(folder / "data/trials.source.yaml", r"rows: 3", "rows: 4")
    (problem,) = loaded(folder)[1]
    assert problem.startswith("data/trials.source.yaml:")
    assert "E024 3 rows, the sidecar says 4" in problem
    edit(folder / "data/trials.source.yaml", r"rows: 4", "row: 3")
    assert "E101 there is no field 'row' here: did you mean 'rows'?" in loaded(folder)[1][0]


def test_a_table_that_cannot_be_read_is_no_table_without_rows(folder: Path) -> None:
    """One problem, not a second about the count of its rows or about every trial that is gone."""
    (folder / "data/trials.csv").write_text("nothing of ours\n1\n", "utf-8")
    records, problems = loaded(folder)
    assert records is not None
    assert [problem.split()[1] for problem in problems] == ["E022", "E024"]
    assert ("trials", "*") in records.lost


def test_the_same_reference_may_stand_twice_and_another_page_may_not(folder: Path) -> None:
    """Records carry their references with them; one id is one page."""
    shared = (folder / "data/references.yaml").read_text("utf-8")
    company = folder / "data/companies/borealis.yaml"
    text = company.read_text("utf-8")
    inner = "references:\n" + "".join(f"  {line}\n" for line in shared.splitlines())
    company.write_text(text + inner, "utf-8")
    assert loaded(folder)[1] == []
    company.write_text(text + inner.replace("Prices and", "Other"), "utf-8")
    assert [problem.split()[1] for problem in loaded(folder)[1]] == ["E208"]


def test_a_source_is_declared_once(folder: Path) -> None:
    """Its id is what ages and sidecars go by."""
    edit(folder / "sources.yaml", r"id: policy,", "id: deals,")
    (problem,) = loaded(folder)[1]
    assert "E201 source 'deals' is already declared at sources.yaml:" in problem


def test_sources_yaml_itself_is_held(folder: Path) -> None:
    """A typo, a missing file and one that stands outside: each by its own words."""
    edit(folder / "sources.yaml", r"briefings:", "breifings:")
    assert any(
        "E101 there is no field 'breifings' here: did you mean 'briefings'?" in p
        for p in loaded(folder)[1]
    )
    (folder / "sources.yaml").rename(folder.parent / "elsewhere.yaml")
    assert loaded(folder)[1] == [
        (
            "sources.yaml E001 no sources.yaml in project:"
            " run the command where sources.yaml is, or give --project"
        )
    ]
    (folder / "sources.yaml").symlink_to("../elsewhere.yaml")
    assert "E003 'sources.yaml' follows a link out of the project" in loaded(folder)[1][0]
    assert loaded(folder / "nowhere")[1][0].endswith(
        "E001 there is no such folder: give --project a folder"
    )


@pytest.mark.parametrize(
    "cell", ["1_000", "1e6", "1.0", "0123", "+5", " 12", "１２", "NaN", "1,000"]
)
def test_a_number_that_would_have_to_be_read_into_is_none(folder: Path, cell: str) -> None:
    """Python reads 1_000, 0123 and full-width digits as numbers; a person may have meant others."""
    edit(folder / "data/deals.csv", "10000000,", f'"{cell}",')
    (problem,) = loaded(folder)[1]
    assert problem.startswith(
        "data/deals.csv:2:60 E103 upfront: a whole number is written in plain"
    )
    assert problem.endswith(f"not {cell!r}")


def test_a_value_of_another_type_says_what_to_write(folder: Path) -> None:
    """A number where a text stands is told to take quotes; a mapping or list is told apart."""
    edit(folder / "data/companies/borealis.yaml", "short: Borealis", "short: 2050")
    edit(folder / "data/companies/acme.yaml", r"aliases: \[Acme Bio\]", "aliases: Acme Bio")
    assert loaded(folder)[1] == [
        (
            "data/companies/acme.yaml:4:10 E103 aliases: it must be a list, not 'Acme Bio':"
            " write [Acme Bio]"
        ),
        (
            "data/companies/borealis.yaml:3:8 E103 short: it must be text, not '2050':"
            " put it into quotes: '2050'"
        ),
    ]


@pytest.mark.parametrize(
    "cell, told",
    [
        (" Acme", "it begins or ends with a blank"),
        ("Acme | Borealis", "it begins or ends with a blank"),
        ("Acm\ufffd", "a character was lost where the text came from"),
        ("Acme\u0301", "a letter and its accent are two characters (not NFC)"),
        ("N/A", "an unknown value is left out, not written"),
    ],
)
def test_a_name_is_written_as_it_would_be_typed(folder: Path, cell: str, told: str) -> None:
    """What nobody sees would make two names of one: blanks, lost signs, split accents."""
    edit(folder / "data/deals.csv", r"Acme\|Borealis", cell)
    problems = loaded(folder)[1]
    assert problems[0].startswith("data/deals.csv:2:24 E10")
    assert told in problems[0]


@pytest.mark.parametrize("seed", range(60))
def test_no_damage_to_any_file_ends_in_a_traceback(folder: Path, seed: int) -> None:
    """Bytes cut, doubled, swapped or set in any file: problems with a file that is there, no more."""
    chance = random.Random(seed)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    path = chance.choice(files)
    raw = bytearray(path.read_bytes())
    for _ in range(chance.randint(1, 4)):
        at, size = chance.randrange(len(raw) + 1), chance.randint(1, 20)
        match chance.randrange(5):
            case 0:
                del raw[at:]
            case 1:
                raw[at:at] = raw[at : at + size]
            case 2:
                raw[at : at + size] = bytes(chance.randrange(256) for _ in range(size))
            case 3:
                raw[at:at] = chance.choice(
                    [b"\0", b'"', b"\n", b"\t", b": ", b"[", b"*x ", b"&y ", b"<<: "]
                )
            case _:
                del raw[at : at + size]
    path.write_bytes(bytes(raw))
    problems = Problems()
    load_records(folder, problems)
    for problem in problems:
        assert (folder / problem.where.file).exists()
        assert problem.message


def test_the_bundled_project_is_read_without_a_problem() -> None:
    """Every file that its sources declare; how long it takes is measured in bench/reading.py."""
    records, problems = loaded(ROOT)
    assert problems == []
    assert records is not None
    assert len(records.trials) > 2000


def calls(work: Callable[[], object]) -> int:
    """How many functions a piece of work calls: the same number on every machine."""
    count = 0

    def seen(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def test_many_records_in_one_file_take_work_in_proportion(folder: Path) -> None:
    """Four times the list is about four times the work: no record looks through the others."""
    edit(folder / "sources.yaml", r"path: data/deals.csv", "path: data/deals.yaml")
    load_records(folder, Problems())  # a process reads the other files once
    took = []
    for count in (0, 250, 1000):
        (folder / "data/deals.yaml").write_text(
            "".join(
                f"- {{id: deal-{n}, date: 2025-07, type: licence, parties: [A, B], asset: x,"
                " currency: FRD, confidence: high}\n"
                for n in range(count)
            )
            or "[]\n",
            "utf-8",
        )
        found: list[Records | None] = []
        took.append(calls(lambda found=found: found.append(load_records(folder, Problems()))))
        assert found[0] is not None
        assert len(found[0].deals) == count
    nothing, some, many = took
    assert some - nothing > 250
    assert many - nothing < 4.1 * (some - nothing)
