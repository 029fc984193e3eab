"""An edition built again, held against what was recorded and published of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cartreport.editions.manifest import MANIFEST, Published, code, recorded
from cartreport.editions.record import FOLDER, RECORD, Record, content
from cartreport.errors import counted
from cartreport.landscape import Tables
from cartreport.landscape.model import landscape_of
from cartreport.landscape.snapshot import snapshot
from cartreport.problems import Problem, Where

if TYPE_CHECKING:
    from cartreport.sources.records import Records


def known(told: Record, records: Records) -> Iterator[Problem]:
    """E903 where the records of the edition's day are no longer what was recorded of it."""
    landscape = landscape_of(records)
    again = snapshot(records, landscape, Tables(landscape), code())
    if content(again) != told.content:
        hint = _why(told.inputs, records.inputs, told.code)
        where = Where(f"{FOLDER}/{told.name}/{RECORD}")
        yield Problem(where, "E903", "what is known of its day is not what was recorded", hint)


def formats(folder: Path, told: Record) -> tuple[str, ...]:
    """The formats of a published edition that one build made, that of its record; else none."""
    held = recorded(folder)
    if held is None or held.get("build") != told.build or held.get("earlier"):
        return ()
    return tuple(sorted({str(file["format"]) for file in held["files"].values()}))


def against(folder: Path) -> str | None:
    """The edition that a published one was held against."""
    return (recorded(folder) or {}).get("against") or None


def published(
    folder: Path, made: Mapping[str, Published], inputs: Mapping[str, Mapping[str, str]]
) -> Iterator[Problem]:
    """E903 for each published file that comes out otherwise, or not at all, from some inputs."""
    held: dict[str, Any] = recorded(folder) or {"files": {}}
    for name, file in held["files"].items():
        if name not in made or made[name].sha256 != file["sha256"]:
            said = "built again it is not the same" if name in made else "no build makes it now"
            hint = _why(held.get("inputs", {}), inputs, str(held.get("code")))
            yield Problem(Where((folder / name).as_posix()), "E903", said, hint)
    for name in sorted(made.keys() - held["files"].keys()):
        yield Problem(Where((folder / MANIFEST).as_posix()), "E903", f"it lacks {name}", "")


def _why(then: Mapping[str, Any], now: Mapping[str, Any], program: str) -> str:
    """What differs between a build and one now: data files, and the program."""
    files = sorted(
        f"{path} is {'another' if path in held else 'gone'}"
        for source, paths in then.items()
        for path, sha in paths.items()
        if (held := now.get(source, paths)).get(path) != sha
    )
    told = [*files[:5], *([counted(len(files) - 5, "more file")] if files[5:] else [])]
    told += ["the program is another"] if program != code() else []
    return "; ".join(told) or "the machine's libraries may be others: see `versions`"
