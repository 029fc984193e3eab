"""A copy of the small whole project, with the sections that a test asks for."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

PROJECT = Path(__file__).parent / "project"
SECTIONS = ("targets", "companies", "programmes", "evidence")


def small_project(folder: Path, sections: tuple[str, ...] = SECTIONS) -> Path:
    """The project of tests/project in ``folder``, its briefing cut to ``sections``."""
    shutil.copytree(PROJECT, folder)
    edit(folder / "sources.yaml", r"sections: \[.*\]", f"sections: [{', '.join(sections)}]")
    return folder


def edit(path: Path, pattern: str, text: str) -> None:
    """Replace the one place of a file that matches; a test that changes nothing tests nothing."""
    changed, count = re.subn(pattern, lambda _: text, path.read_text("utf-8"))
    assert count == 1, f"{pattern!r} stands {count} times in {path.name}"
    path.write_text(changed, "utf-8")


def put(path: Path, text: str) -> None:
    """Write a file and the folders that it stands in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
