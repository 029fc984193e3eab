"""The guide "A landscape of your own" gives a briefing as it is written."""

from __future__ import annotations

import re
from pathlib import Path

from click.testing import CliRunner

from cartreport.cli import main
from cartreport.story import Options, build, check

TUTORIAL = Path(__file__).parents[1] / "docs" / "tutorial"


TRIALS = """id,sponsor,status,title,interventions,countries
NCT90000001,Acme,RECRUITING,A GLP-1 agonist in obesity,GLP-1 drug,Freedonia
NCT90000002,Acme,RECRUITING,Something new,GIP drug,Freedonia
"""
MORE = {
    "data/trials/new.csv": TRIALS,
    "data/vocab/targets.yaml": "title: Targets\nterms:\n"
    "  - {id: glp-1, label: GLP-1, patterns: ['GLP-?1']}\n"
    "  - {id: gip, label: GIP, patterns: [GIP]}\n",
    "data/vocab/statuses.yaml": "title: Statuses\nterms:\n"
    "  - {id: recruiting, label: Recruiting, group: active, aliases: [RECRUITING]}\n",
    "data/vocab/status-groups.yaml": "title: Groups\nterms:\n  - {id: active, label: Active, role: active}\n",
    "data/classify.yaml": "title: Rules\nlabels:\n  - {id: targets, fields: [[title, interventions]]}\n",
}


def put(folder: Path, guide: str = "start.md", least: int = 10) -> None:
    """The files of a guide."""
    text = (TUTORIAL / guide).read_text("utf-8")
    files = re.findall(r"^`([\w./-]+)`\n\n```\w+\n(.*?)```", text, re.MULTILINE | re.DOTALL)
    assert len(files) >= least
    for name, text in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def test_trials_and_rules_of_one_label_are_enough(tmp_path: Path) -> None:
    """A project that reads targets alone: classified before its labels are there, then built."""
    put(tmp_path)
    for name, text in MORE.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    path = tmp_path / "sources.yaml"
    declared = path.read_text("utf-8")
    declared = declared.replace(
        "vocabulary:\n",
        "classify: data/classify.yaml\nvocabulary:\n  statuses: data/vocab/statuses.yaml\n"
        "  status-groups: data/vocab/status-groups.yaml\n",
    )
    declared = declared.replace(
        "briefings:",
        "  - {id: trials, kind: trials, path: data/trials/new.csv, title: Trials, as_of: 2026-11-20}\n"
        "  - {id: labels, kind: labels, path: data/trials/labels.csv, title: Labels}\nbriefings:",
    )
    path.write_text(declared.replace("targets, white-space", "glance, sponsors, trials"), "utf-8")
    out = str(tmp_path / "data" / "trials" / "labels.csv")
    done = CliRunner().invoke(main, ["classify", "-p", str(tmp_path), "-o", out])
    assert done.exit_code == 0, done.output
    assert "NCT90000002,targets,gip,words,words,,interventions,GIP" in Path(out).read_text("utf-8")
    assert [str(problem) for problem in check(tmp_path)] == []
    made = build(tmp_path, Options(out=tmp_path / "out", formats=("html", "csv")))
    page = re.sub(r"<[^>]+>", "", (made.folder / "landscape.html").read_text("utf-8"))
    assert "GIP and GLP-1 are targeted in 1 of 2 trials each" in page


def test_the_smallest_project_is_right_and_builds(tmp_path: Path) -> None:
    """Every file of the page, put where it says: no problem at all, and a page for each section."""
    put(tmp_path)
    assert [str(problem) for problem in check(tmp_path)] == []
    made = build(tmp_path, Options(out=tmp_path / "out", formats=("html",)))
    page = (made.folder / "landscape.html").read_text("utf-8")
    for section in ("cover", "contents", "reading", "targets", "white-space", "companies"):
        assert f'id="{section}"' in page


def test_a_product_and_trials_are_added_as_written(tmp_path: Path) -> None:
    """The second guide over the first: no problem, its sections, and the commands at its end."""
    put(tmp_path)
    put(tmp_path, "grow.md", 9)
    assert [str(problem) for problem in check(tmp_path)] == []
    made = build(tmp_path, Options(out=tmp_path / "out", formats=("html",)))
    page = (made.folder / "landscape.html").read_text("utf-8")
    for section in ("approved", "glance", "sponsors"):
        assert f'id="{section}"' in page
    dated = "access/slimtide/approval"
    share = "by-phase/phase-1/share"  # one of three programmes
    asked = ("slimtide", "trials-by-phase/*/n", dated, "NCT90000001", share)
    told = [CliRunner().invoke(main, ["explain", "-p", str(tmp_path), one]) for one in asked]
    assert [done.stdout.partition("\n")[0] for done in told] == [
        "slimtide  data/products/slimtide.yaml:1:5  (products)",
        "2  Trials",
        "2025-03-10  slimtide · First approval",
        "NCT90000001  data/trials/2026-11-20-ctgov.csv:2:1  (trials)",
        "33% (1/3)  Phase 1 · Share",
    ]
    assert re.search(r"(?m)^  \[[A-D]\] .+ \(\d{4}", told[2].stdout)  # the page that dates it
