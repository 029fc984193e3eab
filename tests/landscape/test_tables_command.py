"""`cartreport tables`: what it prints where, and how it ends."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cartreport.cli.group import main
from cartreport.landscape import TABLES, description, table_id
from cartreport.landscape.model import Landscape
from tests.warm import Asked, done

SECOND = Path(__file__).resolve().parents[1] / "second"
story = import_module("cartreport.story")


@pytest.fixture
def run(small: Landscape, monkeypatch: pytest.MonkeyPatch):
    """Runs `cartreport tables` over the small landscape."""
    monkeypatch.setattr(story, "load", lambda *_: small)

    def tables(*arguments: str) -> Result:
        return CliRunner().invoke(main, ["tables", *arguments])

    return tables


def test_the_list(run) -> None:
    """Every table with its title, unit and number of rows, in every format."""
    result = run("--format", "json")
    assert result.exit_code == 0
    rows = json.loads(result.stdout)["rows"]
    assert [row["name"] for row in rows] == [table_id(module) for module in TABLES]
    assert rows[0] == {
        "name": "by-company",
        "title": "Programmes by company",
        "unit": "programme",
        "rows": 3,
    }
    plain = run()
    assert plain.exit_code == 0
    assert "by-company" in plain.stdout
    assert plain.stderr == ""


def test_one_table(run) -> None:
    """Its rows and total as text, without colours or ids where there is no terminal."""
    result = run("by-company")
    assert result.exit_code == 0
    assert "\x1b" not in result.stdout
    assert "Acme" in result.stdout
    assert "All programmes" in result.stdout
    assert "acme" not in result.stdout


def test_rows_and_columns(run) -> None:
    """Only the rows and columns that were asked for."""
    result = run(
        "programmes", "--where", "company=acme", "--columns", "id,phase", "--format", "csv"
    )
    assert result.stdout == "id,phase\none,Approved\ntwo,Phase 1\n"


@pytest.mark.parametrize("form", ["table", "csv", "json", "md"])
def test_formats(run, form: str) -> None:
    """Every format ends well and prints on stdout alone."""
    result = run("access", "--format", form)
    assert result.exit_code == 0
    assert result.stdout.strip()
    assert result.stderr == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ("by-compny",),
        ("by-company", "--where", "colour=red"),
        ("by-company", "--where", "label=Acmee"),
        ("by-company", "--where", "label"),
        ("by-company", "--columns", "nothing"),
        ("by-company", "--format", "pdf"),
    ],
)
def test_wrong_usage(small: Landscape, monkeypatch: pytest.MonkeyPatch, arguments) -> None:
    """An unknown table, column, value or format ends with 2 and says so on stderr alone."""
    monkeypatch.setattr(story, "load", lambda *_: small)
    from cartreport.cli.say import guard

    runner = CliRunner()
    with runner.isolation() as (out, err, _):
        code = guard(lambda: main.main(["tables", *arguments], "cartreport", standalone_mode=False))
        printed, said = out.getvalue(), err.getvalue()
    assert code == 2
    assert printed == b""
    assert said


PIPED = """
import fcntl, io
reading, writing = os.pipe()
fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, {holds})
running = os.fork()
if running:
    os.close(writing)
    {read}
    os.close(reading)
    os._exit(os.waitstatus_to_exitcode(os.waitpid(running, 0)[1]))
os.dup2(writing, 1)
os.close(reading)
os.close(writing)
"""
"""The command writes into a pipe; the process that it is started in reads, and ends as it does."""
HOLDS = 4096
LONG = ("tables", "programmes", "--format", "json", "--project", str(SECOND))
"""A table of many times what the pipe holds: 27 programmes without the one that is kept out."""
ALL = f"while data := os.read(reading, {HOLDS}): os.write(1, data)"
UNBUFFERED = """
sys.stdout = io.TextIOWrapper(io.FileIO(1, "w", closefd=False), "utf-8", write_through=True)
"""
"""As Python begins with PYTHONUNBUFFERED."""


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    """`cartreport tables … | head -1` ends without a trace when its reader has read enough."""
    before = PIPED.format(holds=HOLDS, read='assert os.read(reading, 1) == b"{"')
    (end,) = done(tmp_path, [Asked(LONG, before=before)])
    assert (end.code, end.stdout, end.stderr) == (141, "", "")


def test_a_long_table_arrives_whole(tmp_path: Path) -> None:
    """More than a pipe holds arrives whole, also where Python does not buffer."""
    before = PIPED.format(holds=HOLDS, read=ALL)
    ends = done(tmp_path, [Asked(LONG, before=before + more) for more in ("", UNBUFFERED)])
    assert [end.code for end in ends] == [0, 0]
    first, second = (end.stdout for end in ends)
    assert first == second
    assert len(first) > 4 * HOLDS
    assert len(json.loads(first)["rows"]) == 26


def test_descriptions_are_on_the_reference_page() -> None:
    """Every table is described by its module's first line, no two alike."""
    assert len({description(module) for module in TABLES}) == len(TABLES)
