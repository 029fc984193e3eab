"""What a new user does in the first hour: stops a command, closes a pipe, asks for JSON and fails."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from cartreport.cli.command import Command
from cartreport.cli.group import COMMANDS, main
from cartreport.cli.templates import templates

sys.path.insert(0, str(Path(__file__).parent))
from small import put, small_project
from warm import Asked, done

SCRIPT = [sys.executable, "-c", "from cartreport.cli import run; run()"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return small_project(tmp_path / "project")


def test_python_m_cartreport(tmp_path: Path) -> None:
    """The package runs as a module, as pip's own users are used to."""
    module = [sys.executable, "-m", "cartreport"]
    shown = subprocess.run([*module, "--version"], capture_output=True, text=True, check=True)
    assert shown.stdout.startswith("cartreport ")
    done = subprocess.run(
        [*module, "check", "-p", str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "E001" in done.stdout


HEARD = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
"""A caller in the background may have told its children to ignore the signal: here it is heard."""
STOPPED_AT = """
import os, signal, sys
folder, names = sys.argv.pop(1), sys.argv.pop(1).split()

class Finder:
    def find_spec(self, wanted, path=None, target=None):
        if wanted not in names:
            return
        names.remove(wanted)
        child = os.fork()
        if not child:
            sys.meta_path.remove(self)
            for stream, name in ((1, "stdout"), (2, "stderr")):
                opened = os.open(f"{folder}/{wanted}.{name}", os.O_WRONLY | os.O_CREAT, 0o600)
                os.dup2(opened, stream)
                os.close(opened)
            os.kill(os.getpid(), signal.SIGINT)
            return
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        with open(f"{folder}/{wanted}.code", "w") as file:
            print(code, *(os.listdir("out") if os.path.exists("out") else ()), file=file)
        if not names:
            os._exit(0)

sys.meta_path.insert(0, Finder())
from cartreport.cli import run
run()
"""
"""At each import that is named a child of the process hears the signal; the process itself goes on."""
IMPORTS = (
    *("cartreport.cli.interrupt", "cartreport.cli.group", "click", "cartreport.cli.build"),
    *("cartreport.story", "yaml", "pydantic", "numpy", "pandas", "cartreport.briefing.compose"),
    *("jinja2", "fontTools", "weasyprint"),
)


def stopped_at(folder: Path, program: str, modules: tuple[str, ...], *args: str) -> None:
    """Run the command in the folder up to the last of these imports."""
    command = [sys.executable, "-c", program, str(folder), " ".join(modules), *args]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr


def test_ctrl_c_at_any_import(project: Path) -> None:
    """Whatever is being imported when it comes: one line, exit code 130, no trace, no rubbish."""
    folder = project.parent
    stopped_at(folder, HEARD + STOPPED_AT, IMPORTS, "build", "-p", str(project), "-o", "out")
    told = {
        module: tuple((folder / f"{module}.{name}").read_text() for name in ("code", "stdout"))
        for module in IMPORTS
    }
    assert told == dict.fromkeys(IMPORTS, ("130\n", ""))
    for module in IMPORTS:
        lines = (folder / f"{module}.stderr").read_text().splitlines()
        assert [line.split(":")[0] for line in lines] == ["stopped"], module


LOST = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)

class Fragile:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)
        for _ in range(1000):
            pass

from cartreport import story
real = story.check

def check(*given):
    held = Fragile()
    del held
    return real(*given)

story.check = check
from cartreport.cli import run
run()
"""


def test_ctrl_c_in_a_destructor_is_not_lost(project: Path) -> None:
    """Python prints a trace and goes on where the signal comes in a destructor; we end."""
    done = subprocess.run(
        [sys.executable, "-c", LOST, "check", "-p", str(project)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr == "stopped: no file is half written\n"


def test_ctrl_c_that_is_ignored_stays_so(project: Path) -> None:
    """A job started in the background with the signal ignored is not stopped by it."""
    program = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN); " + STOPPED_AT
    folder = project.parent
    stopped_at(folder, program, ("yaml",), "check", "-p", str(project))
    told = [(folder / f"yaml.{name}").read_text() for name in ("code", "stdout", "stderr")]
    assert told == ["0\n", "no problems\n", ""]


READING: tuple[tuple[str, ...], ...] = (
    ("--help",),
    ("check",),
    ("tables",),
    ("tables", "programmes", "--format", "csv"),
)
"""Commands that change nothing."""


@pytest.mark.parametrize(
    "closed, args",
    [("1", "--help"), ("2", "--help"), ("0 1 2", "--help"), ("0 1 2", "check")],
)
def test_a_process_begins_without_a_stream(closed: str, args: str, project: Path) -> None:
    """What the caller has closed is not written to; the command does its work and ends as ever."""
    shell = " ".join(f"{number}>&-" for number in closed.split())
    done = subprocess.run(
        ["sh", "-c", f'"$@" {shell}', "sh", *SCRIPT, args],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""


CLOSED = """
for number in {numbers}:
    os.close(number)
    setattr(sys, ("stdin", "stdout", "stderr")[number], None)
"""
"""As Python begins where its caller has closed them."""


def test_a_closed_stream_is_no_fault(project: Path) -> None:
    """Nor is it with any command: its work is done, and nothing is said on what is left open."""
    cases = {
        (args, closed): Asked(args, str(project), CLOSED.format(numbers=closed))
        for args in READING
        for closed in ((1,), (2,), (0, 1, 2))
    }
    told = dict(zip(cases, done(project.parent, list(cases.values())), strict=True))
    assert {case: (end.code, end.stderr) for case, end in told.items()} == dict.fromkeys(
        cases, (0, "")
    )
    assert {case for case, end in told.items() if 1 in case[1] and end.stdout} == set()
    assert {case for case, end in told.items() if 1 not in case[1] and not end.stdout} == set()


def test_a_build_with_a_closed_stdout_publishes(project: Path) -> None:
    """Its results are files: the exit code is 0 and they are there."""
    asked = Asked(("build", "-f", "html"), str(project), CLOSED.format(numbers=(1,)))
    (end,) = done(project.parent, [asked])
    assert end.code == 0, end.stderr
    assert (project / "out/2026-02/landscape.html").is_file()
    assert "fault" not in end.stderr


GONE = """
reading, writing = os.pipe()
os.close(reading)
os.dup2(writing, 1)
os.close(writing)
"""


def test_a_reader_that_has_gone_is_no_fault(project: Path) -> None:
    """`cartreport … | true`: nothing on stderr, and the exit code of a broken pipe."""
    asked = (("--help",), ("check",), ("tables",), ("check", "--format", "json"))
    ends = done(project.parent, [Asked(args, str(project), GONE) for args in asked])
    told = {args: (end.code, end.stderr) for args, end in zip(asked, ends, strict=True)}
    assert told == dict.fromkeys(asked, (141, ""))


def told(*args: str) -> tuple[int, dict[str, object]]:
    """The exit code and the one JSON object on stdout of a command that fails."""
    shown = CliRunner().invoke(main, list(args))
    held = json.loads(shown.stdout)
    assert held.keys() >= {"project", "errors", "warnings", "problems", "error"}
    assert "Traceback" not in shown.stderr
    assert "error" in shown.stderr.casefold()
    return shown.exit_code, held


def test_problems_in_the_data_as_json(project: Path) -> None:
    """Every command that prints JSON gives, on failure, the problems as `check` has them."""
    put(project / "data/programmes.csv", "id\nx\n")
    given = ["-p", str(project)]
    as_check = json.loads(CliRunner().invoke(main, ["check", *given, "--format", "json"]).stdout)
    assert as_check["errors"] > 0
    out = str(project.parent / "out")
    for args in (
        ["build", *given, "--json", "-o", out],
        ["tables", *given, "--format", "json"],
        ["classify", *given, "--format", "json", "--evaluate", str(project / "data/trials.csv")],
    ):
        code, held = told(*args)
        assert code == 1
        error = held.pop("error")
        assert error == {
            "message": f"{as_check['errors']} errors in the project"
            if as_check["errors"] > 1
            else "1 error in the project",
            "hint": "",
            "exit_code": 1,
        }
        assert held["errors"] == as_check["errors"]
        codes = {problem["code"] for problem in as_check["problems"]}
        assert {problem["code"] for problem in held["problems"]} <= codes  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("asked", "message", "hint"),
    [
        ("by-company", "no address", "such as by-company/acme/programmes. Columns that count: "),
        ("by-company/acme", "no address", "such as by-company/acme/programmes. Columns that"),
        ("by-companie", "no record", "Did you mean 'by-company'? A number is table/row/column."),
        ("ACME", "no record", "Did you mean 'acme'? A number is table/row/column."),
    ],
)
def test_half_an_address_is_completed(asked: str, message: str, hint: str, project: Path) -> None:
    """What `explain` was nearly asked leads to what it can be asked."""
    done = CliRunner().invoke(main, ["explain", asked, "-p", str(project)])
    assert done.exit_code == 2
    assert message in done.stderr
    assert hint in done.stderr


def test_an_export_that_cannot_be_read_as_json(tmp_path: Path) -> None:
    """`import --format json`: each record's problem with its place, and what to do."""
    export = tmp_path / "studies.csv"
    export.write_text("NCT Number,Study Title\nnot a number,A trial\n", "utf-8")
    args = ["-o", str(tmp_path / "new.csv"), "-p", str(tmp_path), "--format", "json"]
    code, held = told("import", "ctgov", str(export), *args)
    assert code == 1
    assert held["errors"] == len(held["problems"]) > 0  # type: ignore[arg-type]
    assert held["problems"][0]["file"] == str(export)  # type: ignore[index]
    assert not (tmp_path / "new.csv").exists()


@pytest.mark.parametrize(
    "args, code, words",
    [
        (["build", "--json", "-b", "landscapes"], 2, "landscapes"),
        (["build", "--json", "-f", "docx"], 2, "docx"),
        (["build", "-f", "docx", "--json"], 2, "docx"),
        (["build", "--json", "-o", __file__], 3, "cannot write"),
        (["tables", "by-targets", "--format", "json"], 2, "by-targets"),
        (["import", "ctgov", "-o", "x.csv", "--format", "json"], 2, "no file"),
        (["fetch", "ctgov", "--format", "json"], 2, "nothing is asked"),
        (["check", "-p", "nowhere", "--format", "json"], 2, "nowhere"),
    ],
)
def test_what_was_asked_wrongly_as_json(
    args: list[str], code: int, words: str, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that is not there, a value that is none: an object too, with message and exit code."""
    monkeypatch.setenv("CARTREPORT_PROJECT", str(project))
    got, held = told(*args)
    assert got == code
    assert words in held["error"]["message"]  # type: ignore[index]
    assert held["error"]["exit_code"] == code  # type: ignore[index]


def test_a_format_is_asked_for_alike() -> None:
    """Every command that has `--format` takes `-f` for it."""
    commands = [
        *(main.get_command(click.Context(main), name) for name, *_ in COMMANDS),
        *templates.commands.values(),
    ]
    named = [option.opts for one in commands if one for option in one.params]
    asked = [opts for opts in named if "--format" in opts]
    assert len(asked) >= 8
    assert [opts for opts in asked if "-f" not in opts] == []


def test_formats_are_named_with_commas_or_again() -> None:
    """The last one does not win in silence: all that are named are made, each once."""
    asked = main.get_command(click.Context(main), "build")
    assert asked is not None
    for line in (["-f", "csv,json"], ["-f", "csv", "-f", "json"], ["-f", "csv,json", "-f", "csv"]):
        assert asked.make_context("build", line).params["format"] == ("csv", "json"), line


def test_every_command_with_json_fails_in_json() -> None:
    """A new command that prints JSON is of the kind that does; `doctor` prints what it found."""
    for name, *_ in COMMANDS:
        command = main.get_command(main.make_context("cartreport", [name, "--help"]), name)
        assert command is not None
        forms = [
            p
            for p in command.params
            if p.name == "json" or "json" in getattr(p.type, "choices", ())
        ]
        if forms and name != "doctor":
            assert isinstance(command, Command), name
            assert all(form.is_eager for form in forms), name
