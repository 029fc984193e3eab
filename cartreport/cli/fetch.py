"""``cartreport fetch``: a snapshot of a registry by its API. The one command with a network."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cartreport.cli.command import Command
from cartreport.cli.options import Day, example, form_option, option, today
from cartreport.cli.progress import watched
from cartreport.cli.say import hint, note, result

if TYPE_CHECKING:
    from cartreport.registries.fetch import Fetched


@click.command(
    cls=Command,
    name="fetch",
    epilog=example(
        "cartreport fetch ctgov --query 'gene therapy' --location France --out snapshots",
        "cartreport import ctgov snapshots/2026-11-22-ctgov.ndjson -o data/trials/ctgov.csv",
    ),
)
@click.argument("registry", type=click.Choice(("ctgov",)))
@option("--query", metavar="TEXT", help="Words or an expression, as in the registry's search box.")
@option("--condition", metavar="TEXT", help="A disease.")
@option("--intervention", metavar="TEXT", help="A treatment.")
@option("--location", metavar="TEXT", help="A country or a city.")
@option("--status", metavar="CODES", help="The registry's codes, with commas between them.")
@option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    metavar="DIR",
    help="Where the snapshot goes: <date>-ctgov.ndjson and its sidecar.",
)
@option("--day", type=Day(), metavar="DATE", help="The snapshot's date; else today.")
@option("--base", metavar="URL", help="Another address of the API, such as a mirror.")
@form_option(("text", "json"), "Of the summary on stdout.", envvar="CARTREPORT_FETCH_FORMAT")
def fetch(
    registry: str,  # noqa: ARG001 - there is one so far
    out: Path,
    day: str | None,
    base: str | None,
    form: str,
    **given: str | None,
) -> None:
    """Load every study of a query from REGISTRY into a dated file.

    A page at a time, at the pace that the registry allows; errors of the server are waited out.
    After a cut the same command goes on where it stopped. No contacts are asked for. Exit code 5 is
    an outage of the server, 6 a query that no study answers: nothing is written then.
    """
    from cartreport import __version__
    from cartreport.errors import RequestError
    from cartreport.registries.ctgov_pages import BASE, Server
    from cartreport.registries.fetch import PARAMETERS
    from cartreport.registries.fetch import fetch as load

    words = {PARAMETERS[name]: (value or "").strip() for name, value in given.items()}
    asked = {name: value for name, value in words.items() if value}
    if not asked:
        raise RequestError("nothing is asked for", "give --query, --condition or --intervention")
    out.mkdir(parents=True, exist_ok=True)
    server = Server(f"cartreport/{__version__}", time.sleep, time.monotonic, base or BASE, note)
    with pages() as moved:
        found = load(asked, out, day or today(), server, moved)
    summarise(found, form)


def summarise(found: Fetched, form: str) -> None:
    """The file and its count, for a person or as JSON."""
    if form == "json":
        counts = {"studies": found.studies, "announced": found.total, "sha256": found.sha256}
        result(json.dumps({"file": str(found.path), **counts}))
        return
    result(f"{found.studies:,} {'study' if found.studies == 1 else 'studies'} in {found.path}")
    if found.total is not None and found.total != found.studies:
        note(f"the registry announced {found.total:,}: it changed while it was read")
    hint(f"next: cartreport import ctgov {found.path} -o trials.csv")


@contextmanager
def pages() -> Iterator[Callable[[int, int | None], None]]:
    """A bar over the studies where stderr is a terminal; else nothing."""
    if not watched():
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("loading"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("loading", total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
