"""``cartreport build``."""

from __future__ import annotations

import click


@click.command()
def build() -> None:
    """Say whether this machine can render."""
