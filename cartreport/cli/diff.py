"""``cartreport diff``: what changed between two editions, folders or revisions, and why."""

from __future__ import annotations

from pathlib import Path

import click

from cartreport.cli.command import Command
from cartreport.cli.options import example, form_option, option, project_option
from cartreport.cli.say import document

FORMATS = ("text", "json", "md", "csv")


@click.command(
    cls=Command,
    epilog=example(
        "cartreport diff ../last-month .",
        "cartreport diff HEAD~1 HEAD --format md > note.md",
        "cartreport diff 2026-06-30 2026-08-01 --format json",
    ),
)
@click.argument("before", metavar="A")
@click.argument("after", metavar="B", default=".")
@project_option
@form_option(
    FORMATS,
    "text: for reading. md: for a pull request or an e-mail. json and csv: for programs.",
    envvar="CARTREPORT_DIFF_FORMAT",
)
@option(
    "--all",
    "every",
    is_flag=True,
    envvar="CARTREPORT_DIFF_ALL",
    help="text and md: list what is of little weight, elsewhere or cosmetic as well.",
)
def diff(before: str, after: str, project: Path, form: str, *, every: bool) -> None:
    """Say what changed from A to B: graded events, and the flows that make one number the other.

    A and B are recorded editions, days of the project, folders, or revisions of git. News is what
    happened; corrections are what was wrong here; restatements are what is counted or labelled by
    other rules; cosmetic is what changed in a record and not in the world.
    """
    from cartreport.render.changes import FORMS
    from cartreport.story import compare

    document(FORMS[form](compare(project, before, after), every=every))
