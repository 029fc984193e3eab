"""The results folder as any command may find it: what a killed build left is put right first."""

from __future__ import annotations

import os
from pathlib import Path

import click

OUT = "out"
"""Where editions go unless another folder is named, by option or by ``CARTREPORT_OUT``."""


def heal_here() -> None:
    """Heal the results folder that a build started here would write to."""
    _heal(Path(os.environ.get("CARTREPORT_OUT") or OUT))


def heal_beside(_: click.Context, __: click.Parameter, project: Path) -> Path:
    """Heal the results folder in the project that was named, and give the project."""
    _heal(project / OUT)
    return project


def _heal(folder: Path) -> None:
    if folder.is_dir():
        from cartreport.editions.publish import heal

        heal(folder)
