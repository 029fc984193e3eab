"""Whether what was published and recorded is still as it was written: every file by its hash."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cartreport.editions import record
from cartreport.editions.manifest import MANIFEST, recorded
from cartreport.editions.record import CHANGES, FOLDER, LANDSCAPE, Record
from cartreport.errors import ProjectError, RequestError
from cartreport.problems import Problem, Problems, Where
from cartreport.sources.files import digest
from cartreport.sources.suggest import did_you_mean

AGAIN = "build the edition again"


@dataclass
class Verified:
    """What was held against its hash, by name with its number of files, and what was wrong."""

    held: dict[str, int] = field(default_factory=dict)
    problems: Problems = field(default_factory=Problems)


def verify(root: Path, out: Path, edition: str | None = None) -> Verified:
    """Hold every file of one edition, or of all, against its manifest and its records.

    Raises :class:`RequestError` for an edition that is neither published nor recorded.
    """
    found = Verified()
    published = sorted(path.name for path in out.iterdir() if path.is_dir()) if out.is_dir() else []
    published = [name for name in published if not name.startswith(".")]
    known = record.editions(root)
    if edition is not None and edition not in {*published, *known}:
        hint = did_you_mean(edition, {*published, *known})
        raise RequestError(f"edition {edition!r} is neither published nor recorded", hint)
    for name in [name for name in published if edition in (None, name)]:
        found.held[f"{out.as_posix()}/{name}"] = _published(out / name, found.problems)
    for name in [name for name in known if edition in (None, name)]:
        for number in record.revisions(root, name):
            files = _recorded(root, name, number, found.problems)
            found.held[f"{FOLDER}/{name}/r{number}"] = files
    return found


def _published(folder: Path, problems: Problems) -> int:
    """Hold a published edition against its manifest; the number of files it lists."""
    told = recorded(folder)
    if told is None:
        problems.add(
            Where((folder / MANIFEST).as_posix()), "E902", "no manifest, or no JSON", AGAIN
        )
        return 0
    problems.extend(_differing(folder, told["files"]))
    return len(told["files"])


def _differing(folder: Path, files: dict[str, dict[str, str]]) -> Iterator[Problem]:
    """Files that are gone or changed, and files that no build wrote."""
    for name, told in files.items():
        path = folder / name
        if not path.is_file():
            yield Problem(Where(path.as_posix()), "E902", "the file is gone", AGAIN)
        elif digest(path.read_bytes()) != told["sha256"]:
            said = f"the file is not the one that {MANIFEST} names"
            yield Problem(Where(path.as_posix()), "E902", said, AGAIN)
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in {*files, MANIFEST} and not path.name.startswith("."):
            said = f"{MANIFEST} names no such file"
            yield Problem(
                Where(path.as_posix()), "E902", said, "move it: builds replace the folder"
            )


def _recorded(root: Path, edition: str, revision: int, problems: Problems) -> int:
    """Hold a revision against its own record; the number of its files."""
    try:
        told = record.read(root, edition, revision)
        _packed(root, told, problems)
        known = record.knowledge(root, told)
    except ProjectError as error:
        problems.extend(error.problems)
        return 0
    if record.content(known) != told.content:
        where = Where(f"{FOLDER}/{told.name}/{record.RECORD}")
        problems.add(where, "E901", "`content` is not that of the landscape beside it", "")
    return 2 + (told.changes is not None)


def _packed(root: Path, told: Record, problems: Problems) -> None:
    for name, sha in ((LANDSCAPE, told.landscape), (CHANGES, told.changes)):
        path = root / FOLDER / told.name / name
        if sha is not None and (not path.is_file() or digest(path.read_bytes()) != sha):
            said = f"it is not the file that {record.RECORD} names"
            problems.add(Where(f"{FOLDER}/{told.name}/{name}"), "E901", said, record.UNEDITED)
