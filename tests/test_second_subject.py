"""A landscape of another subject stands: antibody-drug conjugates, with ids of its own throughout.

Its HTML and PDF are built, with every gate open, in tests/test_build.py.
"""

from __future__ import annotations

import csv
import re
import shutil
from collections import Counter
from dataclasses import replace
from html import unescape
from pathlib import Path

import yaml

from cartreport.landscape import one_table
from cartreport.landscape.model import landscape_of
from cartreport.problems import Problems
from cartreport.sources.load import load_records
from cartreport.sources.records import Records
from cartreport.sources.table_plan import TablePlan
from cartreport.story import Options, build, check, load

HERE = Path(__file__).parent / "second"
BUNDLED = Path(__file__).parents[1] / "data" / "vocab"
# What the engine still asks for by its id; each is a fault until its role can be stated instead.
REQUIRED: dict[str, set[str]] = {}


def ids(folder: Path) -> dict[str, set[str]]:
    """Vocabulary → its ids, read without the package's own reader."""
    found = {}
    for path in sorted(folder.glob("*.yaml")):
        text = path.read_text("utf-8")
        found[path.stem] = set(
            re.findall(r"^\s*(?:terms: \[)?[-{, ]*id: ([\w-]+)", text, re.MULTILINE)
        )
        found[path.stem] |= set(re.findall(r"\{id: ([\w-]+)", text))
    return found


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table of the project."""
    with (HERE / "data" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read(folder: Path) -> Records:
    """The records of a project that has no errors."""
    records = load_records(folder, Problems())
    assert records is not None
    return records


def test_no_id_is_one_of_the_bundled_landscape() -> None:
    """Not one id is shared, in whatever vocabulary, but those that the engine still asks for."""
    bundled = set().union(*ids(BUNDLED).values())
    own = ids(HERE / "data" / "vocab")
    assert len(own) >= 20
    assert all(own.values())
    shared = {name: found & bundled for name, found in own.items() if found & bundled}
    assert shared == REQUIRED


def test_the_project_has_no_errors() -> None:
    """Warnings alone: what is late, what is quiet, names that the small export lacks, no deals."""
    told = Counter(problem.code for problem in check(HERE))
    assert told == {"W403": 8, "W401": 1, "W408": 1, "W212": 1}


def test_vocabularies_are_read_by_yaml_too() -> None:
    """The files are plain YAML, so that another tool counts what ours does."""
    for path in (HERE / "data" / "vocab").glob("*.yaml"):
        held = yaml.safe_load(path.read_text("utf-8"))
        assert {term["id"] for term in held["terms"]} == ids(path.parent)[path.stem], path.name


def counted(name: str) -> dict[str, dict[str, int]]:
    """A table of the project: row → column → number."""
    table = one_table(load(HERE), name)
    keys = [column.key for column in table.columns if column.kind == "count"]
    return {row["id"]: {key: row[key] for key in keys} for row in table.frame.to_dict("records")}


def groups() -> dict[str, str]:
    """Status of a programme → its group, as the vocabulary's file says."""
    held = yaml.safe_load((HERE / "data/vocab/programme-statuses.yaml").read_text("utf-8"))
    return {term["id"]: term["group"] for term in held["terms"]}


def test_groups_of_statuses_count_by_their_role() -> None:
    """`going`, `silent` and `over` are the engine's active, unknown and ended: counted over the CSV.

    The oligonucleotide is kept out by its warhead: 26 of the 27 rows.
    """
    inside = [row for row in rows("programmes.csv") if row["warhead"] != "oligo-cargo"]
    roles = {"going": "active", "silent": "unknown", "over": "ended"}
    wanted = Counter(roles[groups()[row["status"]]] for row in inside)
    assert wanted == {"active": 18, "unknown": 7, "ended": 1}
    assert Counter(load(HERE).programmes["status_group"]) == wanted


def test_a_declared_table_names_groups_by_the_id_that_the_project_gave() -> None:
    """`where: {status-group: going}` is what the user wrote; the landscape calls it active."""
    plan = TablePlan(title="Going", unit="programme", where={"status-group": "going"}, rows="phase")
    project = load(HERE).project.model_copy(update={"tables": {"going": plan}})
    records = replace(read(HERE), project=project)
    table = one_table(landscape_of(records), "going")
    inside = [row for row in rows("programmes.csv") if row["warhead"] != "oligo-cargo"]
    wanted = Counter(row["phase"] for row in inside if groups()[row["status"]] == "going")
    assert dict(zip(table.frame["id"], table.frame["n"], strict=True)) == dict(wanted)


def test_types_of_sponsors_are_the_projects_own() -> None:
    """The lists give `industry`; the labels and the trials say `firm`, the term of that role."""
    found = Counter(load(HERE).trials["sponsor_type"])
    assert found == {"firm": 1, "campus": 10, "union": 1}
    told = {row["value"] for row in rows("trials/labels.csv") if row["label"] == "sponsor-types"}
    assert told == {"firm", "campus", "union"}


def test_declared_tables_count_what_the_files_hold() -> None:
    """Three declared tables against the CSV, counted here without the package."""
    inside = [row for row in rows("programmes.csv") if row["warhead"] != "oligo-cargo"]
    by_warhead = Counter(row["warhead"] or "not-stated" for row in inside)
    table = counted("uses-by-warhead")
    assert {row: found["n"] for row, found in table.items()} == by_warhead
    far = [row for row in inside if row["phase"] in {"response-2", "pivotal-3", "sold"}]
    by_target = Counter(target for row in far for target in row["targets"].split("|"))
    assert {row: found["n"] for row, found in counted("far-along").items()} == by_target
    years = counted("orphan-years")
    assert sum(row["n"] for row in years.values()) == len(rows("policy.csv")) == 8
    assert [year for year, row in years.items() if row["n"]] == [
        *("2009", "2012", "2015", "2017", "2020", "2022", "2024", "2026")
    ]


WHERE = re.compile(r"focus:\n(?:  .*\n)+")
UNPLACED = "cover contents reading sponsors targets companies evidence programmes".split()  # noqa: SIM905
"""Sections that say nothing of a country's share."""


def test_a_landscape_of_the_whole_world(tmp_path: Path) -> None:
    """Without `focus` every trial is of the landscape, and no sentence says that it is in a place."""
    project = tmp_path / "world"
    shutil.copytree(HERE, project)
    path = project / "sources.yaml"
    declared, changed = WHERE.subn("", path.read_text("utf-8"))
    assert changed == 1
    sections = f"    sections: [{', '.join(UNPLACED)}]\n"
    path.write_text(declared[: declared.index("    sections:")] + sections, "utf-8")
    assert load(project).trials["in_focus"].all()
    result = build(project, Options(out=tmp_path / "out", formats=("html",)))
    text = words_of(result.folder / "landscape.html")
    assert "12 trials, as registered to 22 August 2026." in text
    assert not re.search(r"\b(?:in|of) (?:World|the US|US)\b|site in|World’s", text)


def test_a_focus_gives_the_words_that_sentences_say_it_by(tmp_path: Path) -> None:
    """`within: in the US` stands where its label alone would read `in US`."""
    result = build(HERE, Options(out=tmp_path, formats=("html",)))
    text = words_of(result.folder / "landscape.html")
    assert "4 trials with a site in the US, as registered to 22 August 2026." in text


def words_of(page: Path) -> str:
    """What a reader reads of a page."""
    html = re.sub(r"<(script|style)\b.*?</\1>", " ", page.read_text("utf-8"), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())
