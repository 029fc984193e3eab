"""Without libyaml PyYAML's own parser reads: the same records and problems at the same places."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from cartreport.problems import Problems
from cartreport.sources import yaml_text
from cartreport.sources.checks import run
from cartreport.sources.load import load_records
from cartreport.sources.records import Records
from cartreport.sources.yaml_plain import PlainLoader

ROOT = Path(__file__).resolve().parents[2]
PARSERS = (yaml.CSafeLoader, PlainLoader)

TEXTS = (
    "a: [(?:x|y)z?, b?]\n",  # a pattern in brackets
    "a: {b: c?d, e?: f}\n",
    "a: [? b]\n",
    "a: [x #1, y]\n",
    "a: [http://x.y/?q=1:2, 'b', \"c\"]\n",
    "a: [one\n  two?, three]\n",
    "a: b: c\n",
    "a:\n\tb: 1\n",
    "a: [b\n",
    "a: {b\n",
    "a: [b: c: d]\n",
    "a: @x\n",
    "a: %x\n",
    "a: `x`\n",
    'a: "\\d"\n',
    "a: 'b\n",
    "a: *\n",
    "a: *b\n",
    "a: !b c\n",
    "a: 1\n b: 2\n",
    "- a\nb\n",
    "a: - b\n",
    "a: |x\n  b\n",
    "a: ]\n",
    "a: 1\na: 2\n",
    "? a\n: b\n",
    "a: 1\n---\nb: 2\n",
    "a: 1\n...\nb\n",
    "a: &x [1]\nb: *x\n",
    "a: >-\n  b\n   c\n\nd: é漢\n",
    "",
)


def parsed(text: str) -> tuple[object, list[str]]:
    """The data of a text with the place of every part, and what is said of it."""
    problems = Problems()
    document = yaml_text.parse_yaml(text, "x.yaml", problems)
    told = [str(problem) for problem in problems]
    return document and (document.data, document.places, document.keys), told


def checked(folder: Path) -> tuple[Records | None, list[str]]:
    """The records of a project with their places, and all its problems."""
    problems = Problems()
    records = load_records(folder, problems)
    if records is not None:
        problems.extend(run(records))
    return records, [str(problem) for problem in problems]


def test_a_text_is_the_same_by_both_parsers(monkeypatch: pytest.MonkeyPatch) -> None:
    """What may stand in a file and what may not: data, places, codes and words are the same."""
    found = []
    for parser in PARSERS:
        monkeypatch.setattr(yaml_text, "Loader", parser)
        found.append({text: parsed(text) for text in TEXTS})
    assert found[0] == found[1]
    assert found[0]["a: [(?:x|y)z?, b?]\n"][1] == []
    assert sum(bool(told) for _, told in found[0].values()) > 15


@pytest.mark.parametrize("folder", [ROOT, ROOT / "tests/project"], ids=["bundled", "small"])
def test_a_project_is_the_same_by_both_parsers(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every record, the place of each of its parts, and what the checks say."""
    by_libyaml = checked(folder)
    monkeypatch.setattr(yaml_text, "Loader", PlainLoader)
    without = checked(folder)
    assert by_libyaml[0] is not None
    assert without == by_libyaml


def test_broken_projects_are_the_same_by_both_parsers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every example of a problem is told at the same place in the same words."""
    folders = sorted((ROOT / "tests/broken").iterdir())
    by_libyaml = {folder.name: checked(folder)[1] for folder in folders}
    monkeypatch.setattr(yaml_text, "Loader", PlainLoader)
    without = {folder.name: checked(folder)[1] for folder in folders}
    assert without == by_libyaml
    assert sum(map(len, without.values())) >= len(folders) - 1


def test_a_machine_without_libyaml_checks_as_any_other() -> None:
    """The command, in a process in which PyYAML's binding to libyaml can't be imported."""
    code = (
        "import sys; sys.modules['yaml._yaml'] = None\n"
        "import yaml; assert not hasattr(yaml, 'CSafeLoader')\n"
        "from cartreport.cli import run; sys.argv[1:] = ['check']; run()\n"
    )
    how = {"cwd": ROOT / "tests/project", "capture_output": True, "text": True}
    check = [sys.executable, "-c", code]
    found = subprocess.run(check, check=False, **how)
    usual = [str(Path(sys.executable).with_name("cartreport")), "check"]
    wanted = subprocess.run(usual, check=False, **how)
    assert (found.returncode, found.stdout, found.stderr) == (0, wanted.stdout, wanted.stderr)
