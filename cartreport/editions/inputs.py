"""What an edition was made from: every input file with its hash."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from cartreport.editions.manifest import digest
from cartreport.problems import Problems, Where
from cartreport.sources.files import paths_of

if TYPE_CHECKING:
    from cartreport.sources.project import Project

Inputs = dict[str, dict[str, str]]


def project_inputs(root: Path, project: Project) -> Inputs:
    """Hashes by source id, then by path; ``sources.yaml`` and ``vocabulary`` beside them."""
    held: Inputs = {
        "sources.yaml": _hashed(root, [root / "sources.yaml"]),
        "vocabulary": _hashed(root, (root / path for path in project.vocabulary.values())),
    }
    for source in project.sources:
        files = paths_of(root, source.path, Where("sources.yaml"), Problems())
        beside = (path.with_suffix(".source.yaml") for path in files)
        held[source.id] = _hashed(root, (*files, *beside))
    return held


def folder_inputs(folders: Iterable[tuple[str, Path]]) -> dict[str, str]:
    """Hashes of everything in some folders, by the name given to each and the path in it.

    A folder that is reached by two names counts once, under the first.
    """
    seen: set[Path] = set()
    held: dict[str, str] = {}
    for name, folder in folders:
        if folder.resolve() in seen or not folder.is_dir():
            continue
        seen.add(folder.resolve())
        files = (path for path in folder.rglob("*") if not path.name.startswith("."))
        for path, found in _hashed(folder, files).items():
            held[f"{name}/{path}"] = found
    return held


def _hashed(root: Path, paths: Iterable[Path]) -> dict[str, str]:
    """Relative path → sha256 of the files that are there; a link out of ``root`` is not read."""
    whole = root.resolve()
    return {
        path.relative_to(root).as_posix(): digest(path.read_bytes())
        for path in sorted(set(paths))
        if path.is_file() and path.resolve().is_relative_to(whole)
    }
