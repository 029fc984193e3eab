"""``cartreport doctor``: whether this machine can render, and what to install if not."""

from __future__ import annotations

import click

from cartreport.cli import say
from cartreport.cli.options import example, json_option, option
from cartreport.errors import RenderError


@click.command(epilog=example("cartreport doctor"))
@option("--quiet", "-q", is_flag=True, help="Speak only if something is missing.")
@json_option
def doctor(quiet: bool, json: bool) -> None:
    """Look at Pango, the faces and the versions, and give the exact line that installs what is
    missing.

    Exit code 3 where a PDF cannot be made here.
    """
    from cartreport.render.machine import findings

    found = findings()
    if json:
        from dataclasses import asdict
        from json import dumps

        say.result(dumps([asdict(item) for item in found], indent=2))
    for item in found:
        if item.good and (quiet or json):
            continue
        if not json:
            sign = say.styled("ok     ", fg="green")
            if not item.good:
                sign = say.styled("missing" if item.needed else "advice ", fg="yellow")
            (say.result if item.good else say.note)(f"{sign}  {item.name}: {item.detail}")
        if not item.good:
            say.hint(item.hint)
    missing = [item for item in found if item.needed and not item.good]
    if missing:
        first = missing[0]
        raise RenderError(
            f"this machine cannot make a PDF: {first.name}: {first.detail}",
            f"Install it with: {first.hint}" if " " in first.hint else "",
        )
