"""``cartreport check``: every problem of a project, in one run."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from cartreport.cli import say
from cartreport.cli.command import Command
from cartreport.cli.options import (
    as_of_option,
    example,
    form_option,
    option,
    project_option,
    set_option,
    strict_option,
)

FORMATS = ("text", "json", "github", "sarif", "junit")


@click.command(
    cls=Command,
    epilog=example(
        "cartreport check",
        "cartreport check -p my-landscape --strict --format github",
        "cartreport check --format json > problems.json",
    ),
)
@project_option
@form_option(
    FORMATS,
    "text: a line a problem. github: annotations. json, sarif, junit: for programs.",
    envvar="CARTREPORT_CHECK_FORMAT",
)
@option(
    "--excerpt/--no-excerpt",
    default=None,
    envvar="CARTREPORT_CHECK_EXCERPT",
    help="Quote the line below each problem; by default on a terminal alone.",
)
@as_of_option
@set_option
@strict_option
def check(
    project: Path,
    form: str,
    excerpt: bool | None,
    as_of: str | None,
    values: tuple[str, ...],
    strict: bool,
) -> int:
    """Read and check a project; render nothing.

    All problems come in one run, sorted by place: `file:line:column code message: hint`. Files
    are named relative to the project; in github, sarif and junit relative to the current folder.
    The exit code is 1 if there is an error, or with --strict a warning; else 0.
    """
    from cartreport.cli import forms
    from cartreport.story import check as run

    found = run(project, as_of, values)
    if form == "text":
        wanted = sys.stdout.isatty() if excerpt is None else excerpt
        say.result(forms.text(found, project, excerpt=wanted))
    elif said := forms.MACHINE[form](found, project):
        say.result(said)
    return int(bool(found.errors or (strict and found.warnings)))
