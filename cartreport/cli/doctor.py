"""``cartreport doctor``."""

from __future__ import annotations

import click


@click.command()
def doctor() -> None:
    """Say whether this machine can render."""
