"""The files that a project puts into its ``templates/`` folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cartreport.shipped import shipped

PASSED = {".md", ".txt", ".rst"}


def own_files(project: Path) -> Iterator[tuple[str, Path]]:
    """Name within ``templates/`` and path of each file: no brands, nothing hidden, no notes.

    A folder or a file that is a link out of the project is passed over, see :func:`led_out`. Where
    the folder is the shipped one itself, nothing in it is the project's.
    """
    return ((name, path) for name, path, inside in _found(project) if inside)


def led_out(project: Path) -> Iterator[str]:
    """Names within ``templates/`` of the files that are links out of it: they are never read."""
    return (name for name, _, inside in _found(project) if not inside)


def _found(project: Path) -> Iterator[tuple[str, Path, bool]]:
    folder = project / "templates"
    if not folder.is_dir() or folder.resolve() == shipped().resolve():
        return
    whole = folder.resolve()
    if not whole.is_relative_to(project.resolve()):
        return
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in name.parts)
        if hidden or name.parts[0] == "brands" or path.suffix in PASSED:
            continue
        if path.is_file():
            yield name.as_posix(), path, path.resolve().is_relative_to(whole)
