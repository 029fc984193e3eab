"""``cartreport build``: the briefings of a project, published."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cartreport.cli import say
from cartreport.cli.command import Command
from cartreport.cli.options import (
    Edition,
    as_of_option,
    example,
    focus_option,
    json_option,
    names_option,
    option,
    out_option,
    project_option,
    set_option,
    strict_option,
)
from cartreport.errors import counted
from cartreport.render.formats import FORMATS, OF_TABLE, USUAL, name_of

if TYPE_CHECKING:
    from cartreport.story import Result


@click.command(
    cls=Command,
    epilog=example(
        "cartreport build",
        "cartreport build -p my-landscape -o out -f html,pdf --edition 2026-12 --as-of 2026-12-22",
    ),
)
@project_option
@out_option("Where editions go. With --briefing or --format the edition's other files stay.")
@option(
    "-b",
    "--briefing",
    multiple=True,
    metavar="NAME",
    help="A briefing of sources.yaml; repeat for several. All of them if not given.",
)
@focus_option
@set_option
@names_option(
    "-f",
    "--format",
    known=FORMATS,
    usual=USUAL,
    help=f"What to make, with commas or again: {', '.join(FORMATS)}.",
)
@option("--edition", type=Edition(), metavar="YYYY-MM", help="In place of the project's own.")
@as_of_option
@option(
    "--against",
    metavar="YYYY-MM[/rN]",
    help="The recorded edition to hold it against; else the one before.",
)
@option(
    "--record/--no-record",
    default=None,
    help="Keep a record of it in editions/; else of a build of everything.",
)
@option("--language", metavar="TAG", help="Of all briefings, such as zh-Hans; else their own.")
@strict_option
@json_option
def build(
    project: Path,
    out: Path,
    briefing: tuple[str, ...],
    focus: str | None,
    values: tuple[str, ...],
    format: tuple[str, ...],
    edition: str | None,
    as_of: str | None,
    against: str | None,
    record: bool | None,
    language: str | None,
    strict: bool,
    json: bool,
) -> None:
    """Read, check, compute, render and publish.

    Nothing is published before everything has been rendered and every gate is open; a build that
    fails leaves the last edition as it was. A build of some briefings or formats keeps the
    edition's other files. With --json a build that fails prints its problems as `check` does.
    """
    from time import perf_counter

    from cartreport.cli.progress import stages
    from cartreport.story import Options
    from cartreport.story import build as run

    options = Options(
        out, briefing, format, edition, as_of, strict, against, language, record, focus, values
    )
    with stages() as on_stage:
        result = run(project, options, on_stage=on_stage, timer=perf_counter)
    if json:
        say.result(_json(result))
    else:
        _speak(result, project)


def _speak(result: Result, project: Path) -> None:
    """Where the files are, and what to do next."""
    tables = {name_of(format): 0 for format in OF_TABLE}
    for name, file in result.files.items():
        if file.format in tables:
            tables[file.format] += 1
            continue
        pages = counted(file.pages, "page") if file.pages else ""
        size = f"{file.size / 1000:,.0f} kB"
        say.result(f"{result.folder / name}  {', '.join(filter(None, (pages, size)))}")
    for form, number in tables.items():
        if number:
            told = f"{counted(number, 'table')} as {form.upper()}"
            say.result(f"{result.folder / 'tables'}  {told}")
    if strange := sorted({file.build for file in result.kept.values()} - {result.build}):
        say.note(f"kept: {_kept(result)} of {say.joined('build', strange)}")
    for name, sections in result.left_out.items():
        say.note(f"{name}: planned, and left out for want of data: {', '.join(sections)}")
    for brand in result.brands:
        say.note(brand)
    if result.record:
        told = "" if result.new else ", as it was"
        say.note(f"record: editions/{result.record}{told}, against {result.against or 'none'}")
    say.note(f"edition {result.edition}, as of {result.as_of}, build {result.build}")
    say.list_problems(result.pages)
    warnings = len(result.problems.warnings)
    if warnings:
        where = "" if project == Path() else f" -p {project}"
        say.note(f"{counted(warnings, 'warning')}: `cartreport check{where}` lists them")


def _kept(result: Result) -> str:
    """The files that another build made and that stay, tables as their number."""
    strange = {name: file for name, file in result.kept.items() if file.build != result.build}
    of_table = {name_of(format) for format in OF_TABLE}
    told = [name for name, file in strange.items() if file.format not in of_table]
    tables = len(strange) - len(told)
    return ", ".join([*told, *([counted(tables, "table")] if tables else [])])


def _json(result: Result) -> str:
    """The summary for a program: paths, pages, counts, warnings, seconds by stage."""
    from json import dumps

    held = {
        "edition": result.edition,
        "as_of": result.as_of,
        "build": result.build,
        "folder": str(result.folder),
        "files": [
            {
                "path": str(result.folder / name),
                "bytes": file.size,
                "sha256": file.sha256,
                **({"pages": file.pages} if file.pages else {}),
            }
            for name, file in result.files.items()
        ],
        "kept": [
            {"path": str(result.folder / name), "build": file.build}
            for name, file in result.kept.items()
        ],
        "left_out": {name: list(sections) for name, sections in result.left_out.items()},
        "record": result.record,
        "against": result.against,
        "warnings": len(result.problems.warnings) + len(result.pages.warnings),
        "counts": dict(result.counts),
        "seconds": {name: round(taken, 3) for name, taken in result.seconds.items()},
    }
    return dumps(held, ensure_ascii=False, indent=2)
