"""``cartreport month``: the monthly job in one command."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cartreport.cli import say
from cartreport.cli.command import Command
from cartreport.cli.options import (
    example,
    json_option,
    names_option,
    on_option,
    option,
    out_option,
    project_option,
    today,
)
from cartreport.errors import CartreportError
from cartreport.problems import Problems
from cartreport.render.formats import FORMATS, USUAL

if TYPE_CHECKING:
    from cartreport.month.asked import Job
    from cartreport.month.run import Line, Month
    from cartreport.registries.ctgov_pages import Server

NEWS = ("W032", "W407", "W410", "W904")
"""The codes of words, cities, codes and sponsors that nobody knew."""


@click.command(
    cls=Command,
    epilog=example(
        "cartreport month",
        "cartreport month -p my-landscape --strict W401,W904 --note note.md --json",
    ),
)
@project_option
@out_option("Where editions go.")
@names_option(
    "-f", "--format", known=FORMATS, usual=USUAL, help="What to make, with commas or again."
)
@on_option
@option("--again", is_flag=True, help="Take today, though the month has its table or its edition.")
@option("--strict", default="", metavar="CODES", help="Warnings that stop it, commas between.")
@option(
    "--note",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write what changed to this file, as Markdown.",
)
@option("--base", metavar="URL", help="Another address of the registry's API, such as a mirror.")
@json_option
def month(
    project: Path,
    out: Path,
    format: tuple[str, ...],
    on: str | None,
    again: bool,
    strict: str,
    note: Path | None,
    base: str | None,
    json: bool,
) -> int:
    """Make the month's edition: fetch or import, classify, check, status, build, diff.

    One line a stage. It can be run again at any time: what is there is kept, and a month that has
    its edition comes out the same. `month:` in sources.yaml says what is fetched, which warnings
    stop it and which are waived until when. A sponsor, a city or a registry's code that is new is
    a warning with a line to paste. Exit codes: 1 bad data, 3 a closed gate, 4 stale sources, 5 an
    outage or another run at work, 6 nothing answers the query.
    """
    from cartreport.month.asked import Asked, job_of
    from cartreport.month.run import Month

    codes = tuple(code.strip().upper() for code in strict.split(",") if code.strip())
    asked = Asked(project, on or today(), lambda: _server(base), out, format, codes, again)
    job = job_of(asked)
    made = Month(job.day[:7], job.day)
    error = _run(job, made, quiet=json)
    if note is not None:
        note.write_text(_note(made, error), encoding="utf-8")
    if json:
        from json import dumps

        say.result(dumps(_held(made, error), ensure_ascii=False, indent=2))
    else:
        told = {*_ended(error)} if error else set()  # they are listed with what ended it
        say.list_problems(one for one in _shown(made) if one not in told)
    return say.failure(error) if error else 0


def _run(job: Job, made: Month, *, quiet: bool) -> CartreportError | None:
    """The stages; what ended them, after a line for the stage that it ended."""
    from cartreport.cli.progress import stages
    from cartreport.month.run import Line, run

    begun = [""]

    def told(line: Line) -> None:
        if not quiet:
            say.result(f"{line.stage:<9} {line.told}")

    with stages() as on_stage:

        def begins(name: str) -> None:
            begun[0] = name
            on_stage(name)

        try:
            run(job, made, begins, told)
        except CartreportError as error:
            made.lines.append(Line(begun[0], f"failed: {error}"))
            told(made.lines[-1])
            return error
    return None


def _shown(made: Month) -> Any:
    """What is new: the warnings that ask for a line; `cartreport check` lists the others."""
    return [problem for problem in made.warnings if problem.code in NEWS]


def _note(made: Month, error: CartreportError | None) -> str:
    """What changed, for a run's summary or an issue; of a job that failed, why."""
    from cartreport.render.changes import as_md

    stages = "".join(f"- **{line.stage}** {line.told}\n" for line in made.lines)
    if error is not None:
        hint = f"\n{error.hint}\n" if error.hint else ""
        problems = "".join(f"- `{one}`\n" for one in _ended(error))
        code = say.code_of(error)
        return f"## Edition {made.edition}: exit code {code}\n\n{stages}{hint}{problems}"
    if made.comparison is None:
        return f"## Edition {made.edition}\n\nThis is the first edition.\n\n{stages}"
    news = "".join(f"- `{one}`\n" for one in _shown(made))
    asked = f"\n### To be added to the lists\n\n{news}" if news else ""
    return f"{as_md(made.comparison)}{asked}\n### The job\n\n{stages}"


def _ended(error: CartreportError) -> Any:
    """The problems that ended it: beside errors no warning did."""
    found = getattr(error, "problems", None) or Problems()
    return found.errors or found


def _held(made: Month, error: CartreportError | None) -> dict[str, Any]:
    """The job for a program: its stages, its warnings, its files, and what ended it."""
    result, changes = made.result, made.comparison
    held: dict[str, Any] = {
        "edition": made.edition,
        "as_of": made.day,
        "exit_code": say.code_of(error) if error else 0,
        "stages": [{"stage": line.stage, "told": line.told} for line in made.lines],
        "folder": str(result.folder) if result else None,
        "files": sorted(result.files) if result else [],
        "record": result.record if result else None,
        "new": bool(result and result.new),
        "against": result.against if result else None,
        "news": sum(one.grade == "news" for one in changes.events) if changes else None,
        "warnings": [str(problem) for problem in made.warnings],
    }
    if error is not None:
        problems = [str(one) for one in _ended(error)]
        held["error"] = {"message": str(error), "hint": error.hint, "problems": problems}
    return held


def _server(base: str | None) -> Server:
    from cartreport import __version__
    from cartreport.registries.ctgov_pages import BASE, Server

    return Server(f"cartreport/{__version__}", time.sleep, time.monotonic, base or BASE, say.note)
