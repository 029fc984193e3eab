"""The command line: parse, call, print, exit. The only place that knows terminal and clock.

A command is a file of this folder and a line in :data:`COMMANDS`; its module is imported when the
command is run or asked for its help, so that ``cartreport --help`` costs little more than click.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any, NamedTuple

import click

from cartreport import __version__
from cartreport.cli.say import guard


class CommandLine(NamedTuple):
    """A command: what it is called, the module and function that hold it, and what it does."""

    name: str
    module: str
    attribute: str
    does: str


COMMANDS: tuple[CommandLine, ...] = (
    CommandLine("build", "build", "build", "Build the briefings: read, check, render, publish."),
    CommandLine("doctor", "doctor", "doctor", "Say whether this machine can render."),
)

EPILOG = """\b
Example:
  cartreport build --project my-landscape --out out

\b
Exit codes:
  0  done
  1  problems in the data
  2  wrong usage
  3  rendering failed, or a page gate closed
  4  stale or overdue"""


class Main(click.Group):
    """The group: names and help from the table, modules when they are needed, one guard."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names in the order of the table: the order of use."""
        return [command.name for command in COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's module; ``None`` for an unknown name."""
        for command in COMMANDS:
            if command.name == cmd_name:
                module = import_module(f"cartreport.cli.{command.module}")
                found: click.Command = getattr(module, command.attribute)
                return found
        if cmd_name in super().list_commands(ctx):
            return super().get_command(ctx, cmd_name)
        return None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The list of commands, from the table: no module is imported for it."""
        with formatter.section("Commands"):
            formatter.write_dl([(command.name, command.does) for command in COMMANDS])

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command behind the guard, which turns every failure into lines and a code."""
        plain = super().main

        def run() -> Any:
            return plain(args, prog_name, complete_var, standalone_mode=False, **extra)

        if not standalone_mode:
            return run()
        raise SystemExit(guard(run))


@click.group(
    cls=Main,
    context_settings={
        "help_option_names": ["-h", "--help"],
        "auto_envvar_prefix": "CARTREPORT",
        "max_content_width": 100,
    },
    epilog=EPILOG,
    no_args_is_help=True,
)
@click.version_option(__version__, "-V", "--version", message="cartreport %(version)s")
def main() -> None:
    """Competitive-landscape briefings from curated YAML and CSV, as HTML and PDF.

    A project is a folder with a sources.yaml. Checking and building it never uses the network.
    """
