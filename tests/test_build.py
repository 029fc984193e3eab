"""The story: from a project's folder to a published edition, or to nothing at all."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import cartreport
from cartreport.cli.group import main
from cartreport.errors import ProjectError, RenderError, RequestError, TemplateError
from cartreport.story import Options, build, check, load
from tests.warm import Asked, done

sys.path.insert(0, str(Path(__file__).parent))
from small import edit, put, small_project

HTML = ("html",)
ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return small_project(tmp_path / "project")


def held(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def options(project: Path, **given: object) -> Options:
    return Options(**{"out": project.parent / "out", "formats": HTML, **given})  # type: ignore[arg-type]


def test_the_public_names_are_the_storys() -> None:
    """import cartreport gives load, check and build."""
    assert cartreport.check is check
    assert cartreport.load is load
    assert callable(cartreport.build)


def test_build_is_a_verb_whatever_was_imported_before(project: Path) -> None:
    """cartreport.build(project) builds, and is the story's function."""
    assert cartreport.build is build
    assert cartreport.build(project, options(project)).edition == "2026-02"


def test_a_whole_edition(project: Path) -> None:
    """HTML, PDF, tables and manifest are published; stages are told in order and timed."""
    told: list[str] = []
    clock = count()
    result = build(
        project,
        options(project, formats=("html", "pdf", "csv")),
        on_stage=told.append,
        timer=lambda: float(next(clock)),
    )
    assert result.folder == project.parent / "out" / result.edition
    assert {"landscape.html", "landscape.pdf", "tables/by-company.csv"} <= set(result.files)
    assert set(held(result.folder)) == {*result.files, "manifest.json"}
    assert result.files["landscape.pdf"].pages
    assert told == list(result.seconds)
    assert told[:3] == ["read", "check", "landscape"]
    assert told[-1] == "publish"
    assert set(result.seconds.values()) == {1.0}
    manifest = json.loads((result.folder / "manifest.json").read_text("utf-8"))
    assert manifest["build"] == result.build
    assert manifest["counts"] == dict(result.counts)
    assert manifest["counts"]["programmes"] > 0
    assert manifest["inputs"]["programmes"].keys() == {"data/programmes.csv"}
    assert manifest["inputs"]["trials"].keys() == {"data/trials.csv", "data/trials.source.yaml"}
    assert str(project) not in json.dumps(manifest)
    assert result.build in (result.folder / "landscape.html").read_text("utf-8")


def said(folder: Path) -> dict[str, Any]:
    """The manifest, held against the folder: every file is listed as it is."""
    manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text("utf-8"))
    stands = held(folder)
    del stands["manifest.json"]
    assert {name: file["sha256"] for name, file in manifest["files"].items()} == {
        name: hashlib.sha256(data).hexdigest() for name, data in stands.items()
    }
    return manifest


def test_a_build_of_one_format_keeps_the_others(project: Path) -> None:
    """-f html is the loop while templates are edited: PDF and tables stay, and whose they are is said."""
    first = build(project, options(project, formats=("html", "pdf", "csv")))
    before = held(first.folder)
    same = build(project, options(project))
    assert same.build == first.build
    assert "earlier" not in said(first.folder)
    assert held(first.folder) == before
    put(project / "templates/briefing/words.yaml", "targets.name: By antigen\n")
    second = build(project, options(project))
    after = held(second.folder)
    assert {name for name in after if after[name] != before[name]} == {
        "landscape.html",
        "manifest.json",
    }
    manifest = said(second.folder)
    assert manifest["files"]["landscape.html"]["build"] == second.build == manifest["build"]
    assert manifest["files"]["landscape.pdf"]["build"] == first.build
    assert manifest["earlier"].keys() == {first.build}
    templates = manifest["earlier"][first.build]["inputs"]["template briefing"]
    assert "templates/briefing/words.yaml" not in templates
    assert set(second.files) == {"landscape.html"}
    assert {file.build for file in second.kept.values()} == {first.build}
    code, result, told = run(
        "build", "-p", str(project), "-o", str(second.folder.parent), "-f", "html"
    )
    assert (code, len(result.splitlines())) == (0, 1)
    tables = sum(name.startswith("tables/") for name in first.files)
    assert f"kept: landscape.pdf, {tables} tables of build {first.build}" in told


def test_a_build_of_one_briefing_keeps_the_others(project: Path) -> None:
    """-b second makes the second briefing's files and leaves the first's; the id is the edition's."""
    edit(project / "sources.yaml", r"briefings:\n", "briefings:\n  second: {sections: [targets]}\n")
    first = build(project, options(project))
    (first.folder / "second.html").unlink()
    second = build(project, options(project, briefings=("second",)))
    assert second.build == first.build
    assert set(said(second.folder)["files"]) == {"landscape.html", "second.html"}


def test_what_was_read_is_what_is_hashed(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table that is written anew while the build runs: the manifest has the bytes of the pages."""
    path = project / "data/programmes.csv"
    before = path.read_bytes()

    def change(stage: str) -> None:
        if stage == "landscape":
            path.write_bytes(before + b"\n")

    result = build(project, options(project), on_stage=change)
    inputs = json.loads((result.folder / "manifest.json").read_text("utf-8"))["inputs"]
    assert inputs["programmes"]["data/programmes.csv"] == hashlib.sha256(before).hexdigest()
    assert inputs["sources.yaml"].keys() == {"sources.yaml"}
    assert "data/vocab/targets.yaml" in inputs["vocabulary"]


def test_a_template_that_changes_meanwhile_is_no_edition(project: Path) -> None:
    """Its page could be of either: nothing is published, and building again is the remedy."""
    words = project / "templates/briefing/words.yaml"
    put(words, "targets.name: By antigen\n")

    def change(stage: str) -> None:
        if stage == "html":
            put(words, "targets.name: By target\n")

    with pytest.raises(TemplateError, match="changed while"):
        build(project, options(project), on_stage=change)
    assert not (project.parent / "out" / "2026-02").exists()


def test_a_failing_build_heals_too(project: Path) -> None:
    """A build was killed between the renames and the next one fails: the edition is back."""
    result = build(project, options(project))
    before = held(result.folder)
    result.folder.rename(result.folder.with_name(".previous-2026-02"))
    put(project / "data/programmes.csv", "id\nx\n")
    with pytest.raises(ProjectError):
        build(project, options(project))
    assert held(result.folder) == before


@pytest.mark.parametrize("args", [["check"], ["tables", "programmes"], ["explain", "nothing"]])
@pytest.mark.parametrize("where", ["here", "in the project", "CARTREPORT_OUT"])
def test_reading_commands_heal_too(
    project: Path, args: list[str], where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever runs next, though it only reads or fails: the edition that was set aside is back."""
    out = {"here": project.parent, "in the project": project}.get(where, project / "x") / "out"
    put(out / ".previous-2026-02" / "manifest.json", '{"files": {}}')
    monkeypatch.chdir(project.parent)
    if where == "CARTREPORT_OUT":
        monkeypatch.setenv("CARTREPORT_OUT", str(out))
    run(*args, "-p", str(project))
    assert [path.name for path in out.iterdir()] == ["2026-02"]


def test_load_and_check_say_the_same_as_build(project: Path) -> None:
    """load gives the landscape that the counts come from; check the warnings."""
    result = build(project, options(project))
    assert len(load(project).trials) == result.counts["trials"]
    assert list(check(project)) == list(result.problems)


def test_errors_in_the_data_publish_nothing(project: Path) -> None:
    """Every problem comes with the exception; the last edition stays as it was."""
    result = build(project, options(project))
    before = held(result.folder)
    edit(project / "sources.yaml", r"language: \w+", "langage: en") if "language:" in (
        project / "sources.yaml"
    ).read_text("utf-8") else put(project / "data/programmes.csv", "id\nx\n")
    with pytest.raises(ProjectError) as caught:
        build(project, options(project))
    assert caught.value.problems.errors
    assert held(result.folder) == before
    with pytest.raises(ProjectError):
        load(project)
    assert check(project).errors


def test_strict_counts_warnings(project: Path) -> None:
    """A project with a warning builds, and with strict it does not: it says which and publishes nothing."""
    late = options(project, as_of="2027-01-31")
    assert build(project, late).problems.warnings
    with pytest.raises(ProjectError, match="warning"):
        build(project, options(project, as_of="2027-01-31", strict=True, edition="2027-02"))
    assert not (project.parent / "out" / "2027-02").exists()


def test_edition_and_date_can_be_asked_for(project: Path) -> None:
    """Options stand in for the project's own edition and date, down to the page."""
    result = build(project, options(project, edition="2026-03", as_of="2026-03-15"))
    assert (result.edition, result.as_of) == ("2026-03", "2026-03-15")
    assert result.folder.name == "2026-03"
    assert load(project, as_of="2026-03-15").as_of == "2026-03-15"
    with pytest.raises(RequestError, match="edition"):
        build(project, options(project, edition="../../x"))


def test_unknown_briefing(project: Path) -> None:
    """A briefing that the plan does not have: what is probably meant."""
    with pytest.raises(RequestError) as caught:
        build(project, options(project, briefings=("landscapes",)))
    assert caught.value.hint == "Did you mean 'landscape'?"


def test_unknown_section(project: Path) -> None:
    """A section that no module writes."""
    edit(project / "sources.yaml", r"\[targets,", "[targetz,")
    with pytest.raises(ProjectError) as caught:
        build(project, options(project))
    assert [(p.code, p.value) for p in caught.value.problems] == [("E210", "targetz")]


def test_a_closed_gate_publishes_nothing(project: Path) -> None:
    """A page with a machine's word in it is refused with the place; the last edition stays."""
    result = build(project, options(project))
    before = held(result.folder)
    put(
        project / "templates/briefing/page.html",
        '{% extends "builtin/briefing/page.html" %}'
        "{% block sections %}<p>nan of 12</p>{{ super() }}{% endblock %}",
    )
    with pytest.raises(RenderError) as caught:
        build(project, options(project))
    assert caught.value.problems is not None
    assert {problem.code for problem in caught.value.problems} == {"E805"}
    assert held(result.folder) == before


def refused(project: Path) -> list[str]:
    """The errors for which nothing is built."""
    with pytest.raises(ProjectError) as caught:
        build(project, options(project))
    return [str(problem) for problem in caught.value.problems.errors]


def test_undefined_name_has_a_place(project: Path) -> None:
    """A name that a template may not use: file, line and nothing published."""
    put(
        project / "templates/briefing/page.html",
        '{% extends "builtin/briefing/page.html" %}\n'
        "{% block sections %}{{ breifing.title }}{% endblock %}",
    )
    assert refused(project) == [
        "templates/briefing/page.html:2:24 E603 nothing gives a value 'breifing': did you mean 'briefing'?"
    ]
    assert not (project.parent / "out" / "2026-02").exists()


def test_words_are_replaced_one_by_one(project: Path) -> None:
    """A project's words.yaml replaces an entry; an entry that does not exist is a typo."""
    put(project / "templates/briefing/words.yaml", "targets.name: By antigen\n")
    page = build(project, options(project)).folder / "landscape.html"
    assert "By antigen" in page.read_text("utf-8")
    put(project / "templates/briefing/words.yaml", "\ntargets.nam: By antigen\n")
    assert refused(project) == [
        "templates/briefing/words.yaml:2:1 E610 the template has no entry 'targets.nam': did you mean 'targets.name'?"
    ]


def test_build_id_follows_the_inputs(project: Path) -> None:
    """Data, templates and the date asked for each change the id; building again does not."""
    first = build(project, options(project)).build
    assert build(project, options(project)).build == first
    assert build(project, options(project, as_of="2026-02-02")).build != first
    put(project / "templates/briefing/words.yaml", "targets.name: By antigen\n")
    second = build(project, options(project)).build
    assert second != first
    path = project / "data/references.yaml"
    path.write_text(path.read_text("utf-8") + "\n# a remark\n", "utf-8")
    assert build(project, options(project)).build not in {first, second}


def test_build_id_follows_the_program_and_not_its_place(tmp_path: Path) -> None:
    """A checkout that is its own project, and the same installed as a wheel lays it out: one id.

    A changed line of code is another program, and another id.
    """
    checkout = small_project(tmp_path / "checkout", ("method",))
    shutil.copytree(ROOT / "templates", checkout / "templates")
    installed = tmp_path / "site"
    shutil.copytree(ROOT / "cartreport", installed / "cartreport")
    shutil.copytree(ROOT / "templates", installed / "cartreport" / "templates")

    def built_when_installed() -> str:
        script = (
            "import cartreport as c, sys; from cartreport.story import Options\n"
            "made = c.build(sys.argv[1], Options(formats=('csv',)))\n"
            "print(c.__file__, made.build)"
        )
        ran = subprocess.run(
            [sys.executable, "-c", script, str(checkout)],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(installed)},
            capture_output=True,
            text=True,
            check=True,
        )
        place, build_id = ran.stdout.split()
        assert Path(place).is_relative_to(installed)
        return build_id

    here = build(checkout, options(checkout, formats=("csv",))).build
    assert built_when_installed() == here
    module = installed / "cartreport" / "briefing" / "words.py"
    module.write_text(module.read_text("utf-8") + "# another program\n", "utf-8")
    assert built_when_installed() != here


def run(*args: str) -> tuple[int, str, str]:
    shown = CliRunner().invoke(main, list(args))
    return shown.exit_code, shown.stdout, shown.stderr


def test_the_command_says_where_the_files_are(project: Path) -> None:
    """stdout holds the paths, stderr what to know about them; exit code 0."""
    out = project.parent / "out"
    code, result, said = run("build", "-p", str(project), "-o", str(out), "-f", "html,csv")
    assert code == 0, said
    first, second = result.splitlines()
    assert first.startswith(str(out / "2026-02" / "landscape.html") + "  ")
    assert second.startswith(str(out / "2026-02" / "tables") + "  ")
    assert "as of 2026-02-01" in said


def test_the_command_says_it_as_json(project: Path) -> None:
    """--json: one object on stdout with paths, sizes, counts, warnings and seconds by stage."""
    out = project.parent / "out"
    code, result, said = run("build", "-p", str(project), "-o", str(out), "-f", "html", "--json")
    assert (code, said) == (0, "")
    summary = json.loads(result)
    assert [file["path"] for file in summary["files"]] == [str(out / "2026-02/landscape.html")]
    assert summary["files"][0]["bytes"] == (out / "2026-02/landscape.html").stat().st_size
    assert summary["seconds"].keys() >= {"read", "check", "html", "gates", "publish"}


def test_options_come_from_the_environment(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """CARTREPORT_PROJECT, CARTREPORT_OUT and CARTREPORT_BUILD_FORMAT stand in for options."""
    out = project.parent / "elsewhere"
    monkeypatch.setenv("CARTREPORT_PROJECT", str(project))
    monkeypatch.setenv("CARTREPORT_OUT", str(out))
    monkeypatch.setenv("CARTREPORT_BUILD_FORMAT", "html")
    assert run("build")[0] == 0
    assert set(held(out / "2026-02")) == {"landscape.html", "manifest.json"}


@pytest.mark.parametrize(
    "code, args, words",
    [
        (1, ["--as-of", "2027-01-31", "--strict"], "--strict"),
        (2, ["-b", "landscapes"], "Did you mean 'landscape'?"),
        (2, ["-f", "docx"], "docx"),
        (3, ["-o", __file__], "cannot write"),
    ],
)
def test_the_command_fails_with_the_code_of_the_blame(
    project: Path, code: int, args: list[str], words: str
) -> None:
    """Each kind of failure ends in its exit code and a sentence, with stdout empty."""
    out = ["-o", str(project.parent / "out")] if "-o" not in args else []
    got, result, said = (
        run("build", "-p", str(project), "-f", "html", *out, *args)
        if ("-f" not in args)
        else run("build", "-p", str(project), *out, *args)
    )
    assert (got, result) == (code, ""), said
    assert words in said
    assert "Traceback" not in said


def test_a_folder_without_a_project(tmp_path: Path) -> None:
    """No sources.yaml: exit code 1 and where it was looked for."""
    code, result, said = run("build", "-p", str(tmp_path))
    assert (code, result) == (1, "")
    assert "sources.yaml" in said


ELSEWHERE = {
    "PYTHONHASHSEED": "4242",
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C.UTF-8",
    "LANG": "zh_CN.UTF-8",
}
ASKED: dict[str, dict[str, Any]] = {
    "bundled": {"formats": ("html", "csv"), "briefings": ("executive",)},
    "second": {"formats": ("html", "pdf")},
}
BUILT_ELSEWHERE = f"""
import gc; gc.disable()
import weasyprint
from pathlib import Path
from cartreport.render import pdf
from cartreport.story import Options, build
pdf.document = lambda page, fetcher: weasyprint.HTML(string=page, url_fetcher=fetcher)
pdf.roomy = lambda work: work()
for project, options in {ASKED}.items():
    build(project, Options(out=Path("out", project), record=False, **options))
"""


@pytest.mark.slow
def test_same_input_same_bytes(tmp_path: Path) -> None:
    """Here, and in a process with another hash seed, time zone, locale and folder: the same bytes.

    The tables and the executive of the bundled project; HTML and PDF of the second subject, whose
    plan names all but one of the other sections. In the other process WeasyPrint is as it comes,
    without what makes it quicker here.
    """
    here, there = tmp_path / "here", tmp_path / "there"
    for place in (here, there):
        for name in ("data", "editions"):
            shutil.copytree(ROOT / name, place / "bundled" / name)
        for declared in ROOT.glob("sources*.yaml"):
            shutil.copy(declared, place / "bundled")
        shutil.copytree(ROOT / "tests" / "second", place / "second")
    command = [sys.executable, "-c", BUILT_ELSEWHERE]
    elsewhere = subprocess.Popen(command, cwd=there, env={**os.environ, **ELSEWHERE})
    for project, asked in ASKED.items():
        build(here / project, Options(out=here / "out" / project, record=False, **asked))
    assert elsewhere.wait() == 0
    first, second = held(here / "out"), held(there / "out")
    assert first.keys() == second.keys()
    assert {name for name in first if first[name] != second[name]} == set()
    for project, made in (("bundled", ".csv"), ("second", ".pdf")):
        kinds = {Path(name).suffix for name in first if name.startswith(project)}
        assert kinds == {".html", ".json", made}


@pytest.mark.slow
def test_two_builds_at_once(project: Path) -> None:
    """Two builds into one folder: one after the other, and what stands there is whole."""
    out = project.parent / "out"
    asked = Asked(("build", "-p", str(project), "-o", str(out), "-f", "html,csv"))
    folders = [project.parent / name for name in ("first", "second")]
    for folder in folders:
        folder.mkdir()
    with ThreadPoolExecutor() as at_once:
        ends = list(at_once.map(done, folders, [[asked]] * 2))
    assert [end.code for (end,) in ends] == [0, 0]
    manifest = json.loads((out / "2026-02/manifest.json").read_text("utf-8"))
    stands = held(out / "2026-02")
    assert {name: len(data) for name, data in stands.items() if name != "manifest.json"} == {
        name: file["size"] for name, file in manifest["files"].items()
    }
    assert [path.name for path in out.iterdir()] == ["2026-02"]
