"""``cartreport tables``: list the tables of a project, or print one."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cartreport.cli.command import Command
from cartreport.cli.options import example, form_option, option, project_option
from cartreport.cli.say import document, note, plain
from cartreport.render.formats import OF_TABLE, name_of

if TYPE_CHECKING:
    from cartreport.landscape.table import Column, Table

MOST = 34
"""The widest that a column of text gets on a terminal before it is folded."""


@click.command(
    cls=Command,
    epilog=example(
        "cartreport tables",
        "cartreport tables by-company --where approved=1",
        "cartreport tables programmes --where 'phase=Phase 2' --columns label,company,target",
        "cartreport tables trials-by-phase --format csv > phases.csv",
    ),
)
@click.argument("name", required=False, metavar="[NAME]")
@project_option
@option(
    "--where",
    multiple=True,
    metavar="COLUMN=VALUE",
    help="Rows with this value; COLUMN~PART for a part of it. Repeat for more: all must hold.",
)
@option("--columns", metavar="NAMES", help="Columns to print, with commas between them.")
@form_option(
    [name_of(format) for format in OF_TABLE],
    "table: for reading. csv and json: ids, all columns. md: for a document.",
    envvar="CARTREPORT_TABLES_FORMAT",
    default="table",
)
def tables(
    name: str | None, project: Path, where: tuple[str, ...], columns: str | None, form: str
) -> None:
    """List the tables of a project, or print the table NAME.

    Without NAME: each table's name, title, counting unit and number of rows. Ids, references and
    all columns are in csv and json; an unknown name, column or value ends with exit code 2.
    """
    from cartreport.landscape import Tables, one_table
    from cartreport.landscape.listing import listing
    from cartreport.landscape.select import Condition, columns_of, select
    from cartreport.landscape.told import UNITS, told, told_tables
    from cartreport.story import load

    conditions = [Condition.read(text) for text in where]
    landscape = load(project)
    if name:
        table = one_table(landscape, name)
        if not told(landscape, table):
            note(f"the project has no source of {UNITS[table.unit]}: nothing was counted")
    else:
        table = listing(told_tables(landscape, Tables(landscape)), landscape.words)
    table = select(table, conditions)
    wanted = [part.strip() for part in (columns or "").split(",") if part.strip()]
    show(columns_of(table, wanted), form)


def show(table: Table, form: str) -> None:
    """Print a table on stdout in one of the formats of tables."""
    if form == "table" and sys.stdout.isatty():
        _on_terminal(table)
        return
    document(next(format for format in OF_TABLE if name_of(format) == form).render(table))


def _on_terminal(table: Table) -> None:
    """With rules and bold heads; columns that do not fit the width are named on stderr."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    from cartreport.render.formats.table import width
    from cartreport.render.table_cells import NUMERIC, closing, foot, groups, head, rows

    room = shutil.get_terminal_size().columns
    columns, left_out = _fitting(table, room)
    drawn = RichTable(
        title=Text(f"{table.title} ({table.unit})", style="bold"),
        title_justify="left",
        box=SIMPLE_HEAD,
        show_footer=table.total is not None,
        pad_edge=False,
    )
    total = closing(table, columns) or [""] * len(columns)
    for column, end in zip(columns, total, strict=True):
        drawn.add_column(
            Text(head(column)),
            Text(end),
            justify="right" if column.kind in NUMERIC else "left",
            overflow="fold",
            max_width=MOST,
            min_width=min(MOST, max(map(width, head(column).split()), default=1)),
        )
    for row in rows(table, columns):
        drawn.add_row(*(Text(cell) for cell in row))
    console = Console(width=room, no_color=plain() or None, highlight=False)
    console.print(drawn)
    named = [(name, held) for name, held in groups(columns) if name]
    of_groups = [f"{name}: {', '.join(map(head, held))}." for name, held in named]
    for line in [*of_groups, *foot(table)]:
        console.print(Text(line, style="dim"))
    if left_out:
        note(f"Not shown for want of room: {', '.join(left_out)}. Use --columns or --format csv.")


def _fitting(table: Table, room: int) -> tuple[list[Column], list[str]]:
    """The columns that fit into the width, from the left, and the keys of the others."""
    from cartreport.render.formats.table import width
    from cartreport.render.table_cells import closing, head, rows, shown

    columns = shown(table)
    body = [*rows(table, columns), closing(table, columns) or [""] * len(columns)]
    used = 0
    kept: list[Column] = []
    for place, column in enumerate(columns):
        widest = max(width(row[place]) for row in body)
        words = max(map(width, head(column).split()), default=1)
        used += min(MOST, max(widest, words)) + 2
        if kept and used > room:
            break
        kept.append(column)
    return kept, [column.key for column in columns[len(kept) :]]
