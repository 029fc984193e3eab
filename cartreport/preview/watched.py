"""The files of a project while somebody edits them, and what a change to one makes stale."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum
from pathlib import Path

from cartreport.shipped import BRAND, WORDS, shipped

PASSED = {"out", "editions", "node_modules", "__pycache__"}
"""Folders that no page is made from; hidden ones are passed over too."""
PAGE_KINDS = {".html", ".css", ".js"}

Seen = Mapping[Path, tuple[int, int]]


class Stale(IntEnum):
    """From which stage on a page has to be made again."""

    DATA = 0
    WORDS = 1
    LOOK = 2
    NOTHING = 3


def seen(project: Path) -> dict[Path, tuple[int, int]]:
    """Time of change and size of every file that the project's pages may come from."""
    found: dict[Path, tuple[int, int]] = {}
    folders = [project]
    if not shipped().resolve().is_relative_to(project.resolve()):
        folders.append(shipped())
    for folder in folders:
        for path in _files(folder):
            try:
                told = path.stat()
            except OSError:
                continue  # gone between the listing and the question
            found[path] = (told.st_mtime_ns, told.st_size)
    return found


def stale(project: Path, before: Seen, after: Seen) -> Stale:
    """What the difference between two looks at the files makes stale."""
    changed = {path for path in {*before, *after} if before.get(path) != after.get(path)}
    return min((_stage(project, path) for path in changed), default=Stale.NOTHING)


def _files(folder: Path) -> Iterator[Path]:
    for place, names, files in os.walk(folder):
        names[:] = [name for name in names if name not in PASSED and not name.startswith(".")]
        yield from (Path(place, name) for name in _visible(files))


def _visible(files: Iterable[str]) -> Iterator[str]:
    """Without hidden files and the copies that editors keep while they write."""
    return (name for name in files if not name.startswith(".") and not name.endswith(("~", ".swp")))


def _stage(project: Path, path: Path) -> Stale:
    if path.name in (WORDS, BRAND):
        return Stale.WORDS
    looks = [project / "templates", project / "brands", shipped()]
    if any(path.is_relative_to(folder) for folder in looks):
        return Stale.LOOK if path.suffix in PAGE_KINDS else Stale.WORDS
    return Stale.DATA
