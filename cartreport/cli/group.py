"""The click group over the table of commands."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from cartreport import __version__
from cartreport.cli import COMMANDS, help_text
from cartreport.cli.results import heal_here
from cartreport.cli.say import guard, stopped, unread


class Main(click.Group):
    """Names and help from the table, modules when they are needed, one guard around a command."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names in the order of the table: the order of use."""
        return [name for name, *_ in COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the command's module; ``None`` for an unknown name."""
        for name, module, attribute, _ in COMMANDS:
            if name == cmd_name:
                found: click.Command = getattr(import_module(f"cartreport.cli.{module}"), attribute)
                return found
        return None

    def get_help(self, ctx: click.Context) -> str:  # noqa: ARG002
        """The first screen: no command's module is imported for it."""
        return help_text().rstrip("\n")

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does it, with a word on what was probably meant."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            near = get_close_matches(args[0], self.list_commands(ctx), 1)
            if near and "Did you mean" not in error.message:
                message = f"{error.message} Did you mean {near[0]!r}?"
                raise click.UsageError(message, ctx) from error
            raise

    def invoke(self, ctx: click.Context) -> Any:
        """As click does it, but for Ctrl-C and a reader that has gone: click has its own ideas."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise SystemExit(stopped()) from None
        except BrokenPipeError:
            raise SystemExit(unread()) from None

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
    name="cartreport",
    context_settings={
        "help_option_names": ["-h", "--help"],
        "auto_envvar_prefix": "CARTREPORT",
        "max_content_width": 100,
    },
    no_args_is_help=True,
)
@click.version_option(__version__, "-V", "--version", message="cartreport %(version)s")
def main() -> None:
    """Competitive-landscape briefings from curated YAML and CSV, as HTML and PDF."""
    heal_here()
