"""The command line's frame: table, help, options from the environment, one guard, exit codes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from cartreport import __version__, cli
from cartreport.cli import COMMANDS, options, say
from cartreport.cli.group import main
from cartreport.errors import (
    ProjectError,
    RenderError,
    RequestError,
    StaleError,
    TemplateError,
)
from cartreport.problems import Problems, Where

ROOT = Path(__file__).resolve().parents[1]
SCRIPT = [sys.executable, "-c", "from cartreport.cli import run; run()"]


def run(*args: str, cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
    held = {key: value for key, value in os.environ.items() if not key.startswith("CARTREPORT_")}
    return subprocess.run(
        [*SCRIPT, *args], capture_output=True, text=True, cwd=cwd, env={**held, **env}, check=False
    )


def raising(error: BaseException) -> int:
    def fail() -> None:
        raise error

    return say.guard(fail)


def test_every_command_of_the_table_is_there() -> None:
    """Each line of the table names a module and a command of that name."""
    for name, *_ in COMMANDS:
        command = main.get_command(click.Context(main), name)
        assert command is not None
        assert command.name == name


@pytest.mark.parametrize("name", [name for name, *_ in COMMANDS])
def test_every_command_has_help_with_an_example(name: str) -> None:
    """--help of each command says what it does and shows a call that starts with cartreport."""
    shown = CliRunner().invoke(main, [name, "--help"])
    assert shown.exit_code == 0
    assert "Example:" in shown.output
    assert f"  cartreport {name}" in shown.output.split("Example:")[1]


@pytest.mark.parametrize("name", [name for name, *_ in COMMANDS])
def test_every_option_comes_from_the_environment_too(name: str) -> None:
    """Each option names its variable in the help, and all begin with CARTREPORT_."""
    command = main.get_command(click.Context(main), name)
    assert command is not None
    context = click.Context(
        command, info_name=name, auto_envvar_prefix=f"CARTREPORT_{name.upper()}"
    )
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            shown = parameter.get_help_record(context)
            assert shown is not None
            assert "CARTREPORT_" in shown[1].replace("\n", ""), parameter.name


@pytest.mark.parametrize("flag", ["--help", "-h", "--version", "-V"])
def test_first_screen_imports_nothing(flag: str) -> None:
    """Help and version are made from the table: not even click is imported for them."""
    program = (
        f"import sys; sys.argv[1:] = ['{flag}']; from cartreport.cli import run; run(); "
        "print(*sys.modules, file=sys.stderr)"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert loaded.stdout
    heavy = {"click", "pandas", "pydantic", "yaml", "jinja2", "weasyprint", "rich", "inspect"}
    assert not set(loaded.stderr.split()) & heavy
    assert not {name for name in loaded.stderr.split() if name.startswith("cartreport.cli.")}


def test_click_says_the_same() -> None:
    """The first screen is one text, whether click is asked or not."""
    shown = CliRunner().invoke(main, ["--help"])
    assert shown.output == run("--help").stdout == run("-h").stdout
    assert CliRunner().invoke(main, ["-V"]).output == run("-V").stdout
    for name, _, _, does in COMMANDS:
        assert f"  {name} " in shown.output
        assert does in shown.output
    for code in ("0  done", "1  problems", "2  wrong", "3  rendering", "4  stale"):
        assert f"  {code}" in shown.output


def test_version() -> None:
    """--version is the package's own, read without looking at installed metadata."""
    shown = run("--version")
    assert (shown.returncode, shown.stdout) == (0, f"cartreport {__version__}\n")


@pytest.mark.parametrize(
    "error, code",
    [
        (ProjectError(Problems()), 1),
        (RequestError("x"), 2),
        (TemplateError("x"), 3),
        (RenderError("x"), 3),
        (StaleError("x"), 4),
        (OSError(28, "No space left on device", "/x"), 3),
        (ValueError("x"), 3),
        (KeyboardInterrupt(), 130),
    ],
)
def test_exit_codes(error: BaseException, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    """Each kind of blame has its exit code, a line on stderr, nothing on stdout, and no trace."""
    assert raising(error) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err
    assert "Traceback" not in said.err


def test_problems_come_one_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    """file:line:column code message: hint, sorted, then how many."""
    problems = Problems()
    problems.add(Where("b.yaml", 2, 5), "E103", "'x' is no date", "write YYYY-MM-DD")
    problems.add(Where("a.yaml", 7), "W207", "reference r1 is never cited")
    problems.add(Where("a.yaml", 9), "E102", "`name` is missing")
    assert raising(ProjectError(problems)) == 1
    assert capsys.readouterr().err.splitlines() == [
        "a.yaml:9 E102 `name` is missing",
        "b.yaml:2:5 E103 'x' is no date: write YYYY-MM-DD",
        "error: 2 errors in the project",
        "  `cartreport check` also lists 1 warning.",
    ]


def test_strict_lists_the_warnings(capsys: pytest.CaptureFixture[str]) -> None:
    """Where warnings end the command, they are what is listed."""
    problems = Problems()
    problems.add(Where("a.yaml", 7), "W207", "reference r1 is never cited")
    assert raising(ProjectError(problems, strict=True)) == 1
    assert capsys.readouterr().err.splitlines() == [
        "a.yaml:7 W207 reference r1 is never cited",
        "error: 1 warning in the project, and --strict",
    ]


def test_our_own_fault_says_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An exception nobody foresaw: our fault, how to get the trace; the trace when asked for."""
    raising(KeyError("frame"))
    said = capsys.readouterr().err
    assert said.startswith("error: KeyError: 'frame'\n")
    assert "fault of cartreport" in said
    assert "CARTREPORT_DEBUG=1" in said
    monkeypatch.setenv("CARTREPORT_DEBUG", "1")
    raising(KeyError("frame"))
    assert "Traceback" in capsys.readouterr().err


def test_colour_only_on_a_terminal_and_not_against_will(monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR set to anything silences colour; set to nothing it does not."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert say.styled("x", fg="red") != "x"
    monkeypatch.setenv("NO_COLOR", "1")
    assert say.styled("x", fg="red") == "x"


def test_no_escape_reaches_a_pipe() -> None:
    """Output that nobody watches is plain text."""
    assert "\x1b" not in run("--help").stdout + run("build", "-p", "/nowhere").stderr


def test_closed_pipe_is_no_error() -> None:
    """`cartreport --help | head -1`: the reader goes away and nothing is said about it."""
    with subprocess.Popen(
        [
            sys.executable,
            "-u",
            "-c",
            (
                "from cartreport.cli import say\n"
                "say.guard(lambda: [say.result('x' * 9999) for _ in range(99)])"
            ),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(1)
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.mark.parametrize(
    "args, words",
    [
        (["bild"], "Did you mean 'build'?"),
        (["build", "--fast"], "No such option"),
        (["build", "-f", "html,docx"], "'docx' is not one of html, pdf, table, csv"),
        (["build", "--as-of", "2026-02-30"], "'2026-02-30' is no date"),
        (["build", "--as-of", "today"], "write YYYY-MM-DD"),
        (["build", "--edition", "2026-13"], "'2026-13' is no edition"),
        (["build", "-p", "nowhere"], "does not exist"),
        (["build", "-p", __file__], "neither a folder nor a sources.yaml"),
    ],
)
def test_wrong_usage(args: list[str], words: str) -> None:
    """A wrong word on the command line is exit code 2 and says what would be right."""
    shown = CliRunner().invoke(main, args)
    assert shown.exit_code == 2
    assert words in shown.output


def test_project_may_be_named_by_its_file(tmp_path: Path) -> None:
    """-p takes the folder, and sources.yaml in it is as good a name."""
    (tmp_path / "sources.yaml").write_text("title: x\n")
    folder = options.ProjectFolder()
    assert folder.convert(str(tmp_path / "sources.yaml"), None, None) == tmp_path
    assert folder.convert(str(tmp_path), None, None) == tmp_path


def test_module_names_of_the_frame_are_public() -> None:
    """A stranger who adds a command finds the table in cartreport.cli."""
    assert {name for name, *_ in cli.COMMANDS} >= {"build", "doctor"}
