"""``cartreport verify``: whether editions are as they were published and recorded."""

from __future__ import annotations

from pathlib import Path

import click

from cartreport.cli import say
from cartreport.cli.command import Command
from cartreport.cli.options import Edition, example, json_option, option, out_option, project_option
from cartreport.errors import counted


@click.command(
    cls=Command, epilog=example("cartreport verify", "cartreport verify 2026-08 --rebuild")
)
@click.argument("edition", type=Edition(), required=False)
@project_option
@out_option("Where editions were published.")
@option(
    "--rebuild", is_flag=True, help="Build each again from the sources of its day, and compare."
)
@json_option
def verify(edition: str | None, project: Path, out: Path, rebuild: bool, json: bool) -> int:
    """Hold published editions against their manifests, and records against themselves.

    Every file is compared by its hash. With --rebuild each recorded edition is read, counted and,
    where its files stand in the results folder, rendered again as of its day; what comes out
    otherwise is told with what differs: a source, the rules, the program. Nothing is written. The
    exit code is 1 if anything is not as it was.
    """
    from cartreport import story
    from cartreport.editions.verify import verify as as_written

    found = (story.rebuild if rebuild else as_written)(project, out, edition)
    if json:
        from json import dumps, loads

        from cartreport.cli.forms import as_json

        held = {"held": found.held, **loads(as_json(found.problems, project))}
        say.result(dumps(held, ensure_ascii=False, indent=2))
        return int(bool(found.problems.errors))
    for name, files in found.held.items():
        say.result(f"{name}  {counted(files, 'file')}")
    say.list_problems(found.problems)
    if not found.held:
        say.note("nothing is published or recorded yet: `cartreport build`")
    elif not found.problems.errors:
        say.note("all as it was" + (", and built again the same" if rebuild else ""))
    return int(bool(found.problems.errors))
