"""A command that was asked for JSON and fails: it prints its problems as `check` does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from cartreport.cli import say


class Command(click.Command):
    """A click command with ``--json`` or ``--format json``. Messages stay on stderr as ever."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does it; what is wrong with the arguments is told as JSON too."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            _tell(ctx, error)
            raise

    def invoke(self, ctx: click.Context) -> Any:
        """As click does it; what ends the command is told as JSON too."""
        try:
            return super().invoke(ctx)
        except (click.exceptions.Exit, BrokenPipeError):
            raise
        except Exception as error:
            _tell(ctx, error)
            raise


def _tell(ctx: click.Context, error: Exception) -> None:
    if ctx.params.get("json") or ctx.params.get("form") == "json":
        from cartreport.cli.forms import failure

        project = ctx.params.get("project") or Path()
        say.document(failure(error, say.code_of(error), project) + "\n")
