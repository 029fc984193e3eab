"""``cartreport preview``: the briefing in the browser, made again whenever a file changes."""

from __future__ import annotations

import threading
from pathlib import Path
from time import monotonic

import click

from cartreport.cli import say
from cartreport.cli.command import Command
from cartreport.cli.options import example, focus_option, option, project_option, set_option

PORT = 8321


@click.command(
    cls=Command, epilog=example("cartreport preview", "cartreport preview -b executive --pdf")
)
@project_option
@option(
    "-b", "--briefing", default="", metavar="NAME", help="Which briefing; the first if not given."
)
@focus_option
@set_option
@option("--pdf", is_flag=True, help="Show the pages of the PDF.")
@option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    show_default=True,
    envvar="CARTREPORT_PREVIEW_PORT",
    help="On this machine; 0 takes any that is free.",
)
def preview(
    project: Path, briefing: str, focus: str | None, values: tuple[str, ...], pdf: bool, port: int
) -> None:
    """Show a briefing in the browser while its files are edited.

    Data, words, templates and brand are watched; what a change reaches is made again and the page
    reloads where it was. A mistake is shown over the last good page, with its line. Only this
    machine can open the page, nothing is published, and `out/` stays as it is. Ctrl-C ends it.
    """
    from cartreport.preview.follow import Follower
    from cartreport.preview.pages import Pages
    from cartreport.preview.screen import Screen
    from cartreport.preview.server import Server

    screen = Screen(address="/pdf" if pdf else "/page")
    begun = monotonic()

    def told(line: str) -> None:
        say.note(f"{monotonic() - begun:7.1f} s  {line}")

    with Server(screen, port) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        say.result(f"{server.address}  Ctrl-C ends it")
        try:
            Follower(Pages(project, briefing, focus, values), screen, told, print=pdf).run(
                threading.Event()
            )
        finally:
            screen.close()
            server.shutdown()
