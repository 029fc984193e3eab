"""The guide "From a registry download to a briefing in five minutes" works as it is written."""

from __future__ import annotations

import csv
import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from cartreport.cli.group import main

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs/how-to/import.md").read_text(encoding="utf-8")
WEBSITE = {
    "NCT Number": "id",
    "Study Status": "status",
    "Conditions": "conditions",
    "Interventions": "interventions",
    "Sponsor": "sponsor",
    "Phases": "phase",
    "Enrollment": "enrolment",
    "Funder Type": "sponsor_class",
    "Start Date": "start",
    "Last Update Posted": "updated",
    "Study Title": "title",
}


def download(path: Path) -> None:
    """Every tenth of the bundled trials as the registry's website would give them."""
    bundled = (ROOT / "data/trials/2026-08-22-ctgov.csv").read_text(encoding="utf-8")
    path.parent.mkdir()
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*WEBSITE, "Locations"])
        for row in list(csv.DictReader(bundled.splitlines()))[::10]:
            row["title"] = f"{row['interventions'][:60]} in {row['conditions'][:60]}"
            sites = "|".join(
                f"A Hospital, A City, {name}" for name in row["countries"].split("|") if name
            )
            writer.writerow([*(row[column] for column in WEBSITE.values()), sites])


@pytest.mark.slow
def test_the_guide_works_as_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its commands run one after another in a copy of the project and give a briefing."""
    for name in ("data", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name)
    declared = (ROOT / "sources.yaml").read_text(encoding="utf-8")
    briefing = "briefings: {landscape: {sections: [cover, glance, trials, evidence]}}\n\n"
    declared = re.sub(r"(?ms)^briefings:.*?^(?=# Tables)", briefing, declared)
    (tmp_path / "sources.yaml").write_text(declared, encoding="utf-8")
    download(tmp_path / "downloads/ctg-studies.csv")
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"```(sh|yaml)\n(.*?)```", GUIDE, re.DOTALL)
    for kind, block in blocks:
        told = re.match(r"  - id: [\w-]+\n    kind: (?:trials|labels)\n", block)
        if kind == "yaml" and told:
            declared = (tmp_path / "sources.yaml").read_text(encoding="utf-8")
            start = declared.index(block.splitlines()[0] + "\n")
            end = declared.index("  - id:", start + 5)
            (tmp_path / "sources.yaml").write_text(
                declared[:start] + block + declared[end:], encoding="utf-8"
            )
        elif kind == "sh":
            for line in block.strip().splitlines():
                shown = CliRunner().invoke(main, shlex.split(line)[1:])
                assert shown.exit_code == 0, f"{line}\n{shown.output}"
    assert (tmp_path / "out/2026-11/landscape.html").stat().st_size > 100_000
    kept = list(
        csv.DictReader((tmp_path / "recruiting.csv").read_text(encoding="utf-8").splitlines())
    )
    assert kept
    assert all("China" in row["countries"] and row["status"] == "RECRUITING" for row in kept)


def test_the_reference_names_every_kind_and_column() -> None:
    """No kind and no column of the table is left out of the reference."""
    from cartreport import registries
    from cartreport.cli.import_ import KINDS
    from cartreport.registries.row import COLUMNS
    from cartreport.sources.project import Mapped

    page = (ROOT / "docs/reference/importers.md").read_text(encoding="utf-8")
    assert set(KINDS) == set(registries.KINDS)
    for word in (*KINDS, *COLUMNS, *Mapped.model_fields):
        assert f"`{word}`" in page, word


@pytest.mark.parametrize("number", range(2))
def test_the_mappings_of_the_guide_are_read(tmp_path: Path, number: int) -> None:
    """Each `imports:` that the guide shows is one, as it is written."""
    from cartreport.registries.settings import settings_of

    blocks = re.findall(r"```yaml\n(imports:.*?)```", GUIDE, re.DOTALL)
    assert len(blocks) == 2
    (tmp_path / "sources.yaml").write_text(
        "title: T\nedition: 2026-11\nas_of: 2026-11-22\nfocus: {country: China, label: China}\n"
        "vocabulary: {}\nbriefings: {}\nsources: []\n" + blocks[number],
        encoding="utf-8",
    )
    assert settings_of(tmp_path, None, needed=True).mappings
