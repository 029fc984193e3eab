"""``cartreport import``: registry exports as they come, into one table of trials."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cartreport.cli.command import Command
from cartreport.cli.options import Day, example, form_option, option, today
from cartreport.cli.progress import watched
from cartreport.cli.say import list_problems, note, result
from cartreport.errors import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cartreport.registries.reading import Reading
    from cartreport.registries.written import Outcome, Wanted

KINDS = ("auto", "ctgov", "ictrp", "aact", "registry-csv", "sql")


@click.command(
    cls=Command,
    name="import",
    epilog=example(
        "cartreport import auto ctg-studies.csv -o data/trials/2026-11-22-ctgov.csv",
        "cartreport import ctgov pages/ -o trials.csv --where country=France --where text~cell",
        "cartreport import ictrp ICTRP-Results.xml -o who.csv --drop title,summary --keep-going",
    ),
)
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]…")
@option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    metavar="CSV",
    help="The table to write; its sidecar <name>.source.yaml goes beside it.",
)
@option("--drop", default="", metavar="NAMES", help="Columns to leave out, with commas between.")
@option(
    "--where",
    multiple=True,
    metavar="FIELD=VALUE",
    help="Rows to keep: =, !=, ~ (a part), >=, <=. Repeat for more: all must hold.",
)
@option("--keep-going", is_flag=True, help="Leave out records that can't be read, and count them.")
@option("--focus", metavar="COUNTRY", help="Country whose cities are kept; else the project's.")
@option(
    "--map",
    "mapping",
    metavar="NAME",
    envvar="CARTREPORT_IMPORT_MAP",
    help="registry-csv, sql: the mapping under `imports`.",
)
@option(
    "--links",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="CSV",
    help="trial_links.csv: which records of several registries are one trial, or are not.",
)
@option(
    "--candidates",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="CSV",
    help="Where to list records that are, or may be, one trial: --links once decided.",
)
@option(
    "--encoding",
    type=click.Choice(("utf-8", "gb18030", "utf-16", "cp1252", "latin-1", "big5")),
    default="utf-8",
    show_default=True,
    help="Of text that is not UTF-8.",
)
@option("--producer", metavar="TEXT", help="Who made the export, for the sidecar.")
@option("--query", default="", metavar="TEXT", help="What was asked for, for the sidecar.")
@option("--snapshot", type=Day(), metavar="DATE", help="Day whose state the export holds.")
@option("--accessed", type=Day(), metavar="DATE", help="Day it was loaded; else today.")
@option(
    "-p",
    "--project",
    type=click.Path(path_type=Path),
    default=Path(),
    metavar="DIR",
    envvar="CARTREPORT_PROJECT",
    help="Folder of sources.yaml, for the focus and `imports`.",
)
@form_option(("text", "json"), "Of the summary on stdout.", envvar="CARTREPORT_IMPORT_FORMAT")
def import_(
    kind: str, files: tuple[Path, ...], out: Path, project: Path, form: str, **given: Any
) -> None:
    """Read exports of the registry KIND and write one row a trial, by id.

    FILE is a file, a folder or a zip; `auto` knows each by its content. What can't be read is
    listed with its place and nothing is written, unless --keep-going. Contacts are never kept.
    `registry-csv` and `sql` read what `imports` in sources.yaml declares.
    """
    from cartreport.errors import ExportError, RequestError, counted
    from cartreport.registries import rows_of
    from cartreport.registries.origin import origin_of
    from cartreport.registries.reading import Reading
    from cartreport.registries.settings import settings_of
    from cartreport.registries.written import import_rows

    if not files and kind != "sql":
        raise RequestError("no file is named", "name a file, a folder or a zip")
    if out.resolve() in {file.resolve() for file in files}:
        raise RequestError(f"{out} is one of the files to read", "give -o another name")
    wanted = _wanted(given)
    declared = kind in ("registry-csv", "sql")
    settings = settings_of(project, given["mapping"], needed=declared)
    origin = origin_of(kind, files, settings, given, today())
    with watching(files) as moved:
        focus = given["focus"] or settings.focus
        reading = Reading(focus, given["encoding"], moved, settings.mappings, project)
        outcome = import_rows(rows_of(kind, files, reading), out, reading, origin, wanted)
    if reading.errors and not wanted.keep_going:
        hint = "mend the export, or use --keep-going to leave these records out"
        told = f"{counted(reading.errors, 'error')} in the export; nothing was written"
        raise ExportError(told, hint, reading.found())
    list_problems(reading.found())
    summarise(outcome, reading, out, form)


def _wanted(given: Mapping[str, Any]) -> Wanted:
    """What is to be written, from the options."""
    from cartreport.registries.links import decisions
    from cartreport.registries.where import Condition
    from cartreport.registries.written import Wanted, dropped

    return Wanted(
        dropped(given["drop"]),
        [Condition.read(text) for text in given["where"]],
        given["keep_going"],
        decisions(given["links"]) if given["links"] else {},
        given["candidates"],
    )


def summarise(outcome: Outcome, reading: Reading, out: Path, form: str) -> None:
    """The counts, as a line a person reads or as JSON."""
    counts = {
        "read": outcome.read + outcome.skipped,
        "written": outcome.written,
        "filtered": outcome.filtered,
        "merged": outcome.merged,
        "linked": outcome.linked,
        "undecided": outcome.undecided,
        "skipped": outcome.skipped,
        "remarks": sum(reading.notes.values()),
    }
    if form == "json":
        result(json.dumps({"file": str(out), **counts, "sha256": outcome.sha256}))
        return
    told = [
        f"{counted(counts['read'], 'record')} read",
        f"{counts['filtered']:,} left out by --where" if counts["filtered"] else "",
        f"{counts['merged']:,} merged into one with the same id" if counts["merged"] else "",
        f"{counts['linked']:,} put to their trial in another registry" if counts["linked"] else "",
        f"{counts['skipped']:,} skipped" if counts["skipped"] else "",
        f"{counted(counts['written'], 'trial')} written to {out}",
    ]
    result(", ".join(part for part in told if part))
    if outcome.undecided:
        pairs = counted(outcome.undecided, "pair")
        note(f"{pairs} may be one trial in two registries: list them with --candidates")


@contextmanager
def watching(files: tuple[Path, ...]) -> Iterator[Callable[[int], None]]:
    """A bar over the bytes of the files, where stderr is a terminal; else nothing."""
    if not watched():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    total = sum(
        item.stat().st_size
        for path in files
        for item in (path.rglob("*") if path.is_dir() else [path])
        if item.is_file()
    )
    columns = (TextColumn("reading"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=total)
        yield lambda count: progress.update(task, advance=count)
