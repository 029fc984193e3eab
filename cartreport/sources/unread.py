"""Files of data that stand among those of the sources, and that nothing reads."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from cartreport.problems import Problem, Where
from cartreport.sources.files import PACKED
from cartreport.sources.project import DATE, Project

DATA = (".csv", ".yaml", ".yml")
SIDECAR = ".source.yaml"
Inputs = Mapping[str, Mapping[str, str]]
"""Source → file → hash."""
SHOWN = 3
"""So many files of one folder are named; of more, one warning tells the number."""


def unread(root: Path, project: Project, inputs: Inputs) -> Iterator[Problem]:
    """Tables and YAML files that no path of ``project`` names (W025), below the sources' folders.

    ``inputs`` are the files that were read, the rules' own among them. Sidecars, hidden files and
    earlier days of a dated path are none; what a path names and could not be read is told as that.
    """
    read = {name for held in inputs.values() for name in held}
    paths = [*(source.path for source in project.sources), *project.vocabulary.values()]
    paths += [path for path in (project.classify, project.month.files) if path]
    named = [_fits(path) for path in paths]
    vocabularies = {path.rpartition("/")[0] for path in project.vocabulary.values()}
    tops = {PurePosixPath(path).parts[0] for path in paths if "/" in path and path[0] not in "./"}
    for folder, names in _folders(root, sorted(tops)):
        lost = [
            name
            for name in names
            if name not in read and not any(fits.fullmatch(name) for fits in named)
        ]
        under = "vocabulary" if folder in vocabularies else "sources"
        for name in lost if len(lost) <= SHOWN else ():
            hint = _meant(name, named) or f"name it under `{under}`, or keep it outside {folder}/"
            yield Problem(Where(name), "W025", "no source names this file", hint, name)
        if len(lost) > SHOWN:
            message = f"no source names {len(lost)} files of {folder}/, such as this"
            hint = f"name them under `{under}`, or keep them elsewhere"
            yield Problem(Where(lost[0]), "W025", message, hint, lost[0])


def _folders(root: Path, tops: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Each folder and the files of data in it, by their paths in the project."""
    for top in tops:
        for folder, inner, files in os.walk(root / top):
            inner[:] = sorted(name for name in inner if not name.startswith("."))
            here = Path(folder).relative_to(root).as_posix()
            names = [name for name in sorted(files) if not name.startswith((".", "~"))]
            yield (
                here,
                [
                    f"{here}/{name}"
                    for name in names
                    if name.removesuffix(PACKED).endswith(DATA) and not name.endswith(SIDECAR)
                ],
            )


def _fits(path: str) -> re.Pattern[str]:
    """What a path names: `*` within a folder, `**` over folders, the date whatever it is."""
    parts = re.split(r"(\*\*/|\*|\?|\{date\})", path)
    told = {"**/": "(?:.*/)?", "*": "[^/]*", "?": "[^/]", DATE: "[^/]*"}
    plain = "".join(told.get(part, re.escape(part)) for part in parts)
    return re.compile(plain + (f"(?:{re.escape(PACKED)})?" if DATE in path else ""))


def _meant(name: str, named: list[re.Pattern[str]]) -> str:
    """How the file would be called to be read: one whose ending alone keeps it out."""
    stem = name.rpartition(".")[0]
    for ending in DATA:
        if any(fits.fullmatch(stem + ending) and "*" in fits.pattern for fits in named):
            return f"rename it {PurePosixPath(stem + ending).name!r}"
    return ""
