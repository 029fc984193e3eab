"""Every field has a kind: an address, a number, a text that can be seen, a measure in bounds."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from pydantic import ValidationError

from cartreport.problems import Problems
from cartreport.registries import values
from cartreport.registries.row import tidy
from cartreport.sources.checks import run
from cartreport.sources.fields import Fact, Reference
from cartreport.sources.load import load_records

SMALL = Path(__file__).resolve().parents[1] / "project"
PAGE = {"kind": "press", "publisher": "P", "title": "T", "accessed": "2026-01-01"}


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "file:///etc/passwd", "www.example.org", "https://", "https://a b.org"],
)
def test_an_address_is_a_page_of_the_web(address: str) -> None:
    """A scheme that a reader can follow, and a host: nothing that runs or that is local."""
    with pytest.raises(ValidationError, match="an address"):
        Reference.model_validate({**PAGE, "url": address})


@pytest.mark.parametrize(
    "address", ["https://example.org", "http://47.251.13.51:8081/39626300", "https://a-b.cn/?p=1#x"]
)
def test_a_real_address_is_taken(address: str) -> None:
    """With a port, a query, a host of digits: as they stand in the bundled records."""
    assert Reference.model_validate({**PAGE, "url": address}).url == address


@pytest.mark.parametrize("sign", ["\u200b", "\u202e", "\u2066", "\ufeff", "\u0007", "\u00ad"])
def test_what_nobody_sees_is_no_part_of_a_name(sign: str) -> None:
    """Characters without width, and those that turn the line around, are named by their number."""
    with pytest.raises(ValidationError, match=f"U\\+{ord(sign):04X}"):
        Reference.model_validate({**PAGE, "publisher": f"A{sign}B"})


def test_a_number_is_finite() -> None:
    """`1e309` would be printed as infinite."""
    base = {"what": "list-price", "confidence": "low", "checked": "2026-01-01"}
    for value in (float("inf"), {"orr_pct": float("inf")}):
        with pytest.raises(ValidationError, match="finite"):
            Fact.model_validate({**base, "value": value})


def found(tmp_path: Path, name: str, old: str, new: str) -> list[str]:
    """The problems of the small project with one change in one file."""
    project = tmp_path / "project"
    shutil.copytree(SMALL, project)
    text = (project / name).read_text("utf-8")
    assert re.search(old, text), name
    (project / name).write_text(re.sub(old, new, text, count=1), "utf-8")
    problems = Problems()
    records = load_records(project, problems)
    assert records is not None
    return [f"{problem.code} {problem.message}" for problem in (*problems, *run(records))]


def test_a_misspelt_vocabulary_is_an_error(tmp_path: Path) -> None:
    """`targetss:` would switch the checks of all targets off in silence."""
    told = found(tmp_path, "sources.yaml", r"(?m)^  targets:", "  targetss:")
    assert any(line.startswith("E205") and "targetss" in line for line in told)


def test_registries_may_be_named(tmp_path: Path) -> None:
    """The file of the registries' forms is one of the vocabularies: named, read, in the hashes."""
    project = tmp_path / "project"
    shutil.copytree(SMALL, project)
    declared = (project / "sources.yaml").read_text("utf-8")
    line = "  registries: data/vocab/registries.yaml\n"
    at = declared.index("  phases: ")
    (project / "sources.yaml").write_text(declared[:at] + line + declared[at:], "utf-8")
    forms = "title: R\nterms: [{id: r, label: R, patterns: ['REG\\d{8}']}]\n"
    (project / "data/vocab/registries.yaml").write_text(forms, "utf-8")
    problems = Problems()
    records = load_records(project, problems)
    assert records is not None
    assert list(problems) == []
    assert "data/vocab/registries.yaml" in records.inputs["vocabulary"]


def test_an_import_leaves_out_what_a_field_would_refuse() -> None:
    """99999 patients stand for none known; a mark that turns the line is no part of a name."""
    people = values.of_people(values.whole)
    assert [people(text) for text in ("58", "99999", "99999999", "", "many")] == [
        *("58", None, None, "", None),
    ]
    assert tidy("A\u202e\u200bcme") == "Acme"
