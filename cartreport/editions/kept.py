"""What a build of some briefings or formats leaves in place, and how the manifest says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from cartreport.editions.manifest import Manifest, Published, recorded
from cartreport.errors import RenderError
from cartreport.render.formats import OF_EDITION, OF_TABLE, name_of
from cartreport.sources.files import digest


def joined(folder: Path, made: Manifest) -> tuple[Manifest, dict[str, bytes]]:
    """The manifest with what ``folder`` holds and this build did not make, and those files.

    Each file names the build that made it, and ``earlier`` keeps what the manifest said of that
    build. The tables of a format are made as a whole: one that a build no longer makes goes.
    Raises :class:`RenderError` for a file that is no longer as its build wrote it: nothing true
    could be said of it.
    """
    before = recorded(folder)
    if before is None:
        return made, {}
    whole = {name_of(format) for format in (*OF_TABLE, *OF_EDITION)}
    anew = {file.format for file in made.files.values()} & whole
    told = {
        name: file
        for name, file in before["files"].items()
        if name not in made.files and file.get("format") not in anew
    }
    files = {name: (folder / name).read_bytes() for name in told if (folder / name).is_file()}
    kept = {name: _entry(folder, name, told[name], before, data) for name, data in files.items()}
    builds = {entry.build for entry in kept.values()} - {made.build}
    earlier = {build: _build(before, build) for build in sorted(builds)}
    both = dict(sorted({**kept, **made.files}.items()))
    return replace(made, files=both, earlier=earlier), files


def _entry(
    folder: Path, name: str, told: Mapping[str, Any], before: Mapping[str, Any], data: bytes
) -> Published:
    if digest(data) != told["sha256"]:
        raise RenderError(
            f"{folder / name} is not as the build wrote it that the manifest names",
            "A build of some formats or briefings keeps the other files: move this one, or build "
            "everything (without --format and --briefing).",
        )
    build = told.get("build") or before["build"]
    own = {key: told[key] for key in ("pages", "cutter", "format") if key in told}
    return Published(told["sha256"], len(data), **own, build=build)


def _build(before: Mapping[str, Any], build: str) -> Mapping[str, Any]:
    """What a manifest says of one of its builds."""
    if build != before["build"]:
        held: Mapping[str, Any] = before.get("earlier", {}).get(build, {})
        return held
    own = ("files", "earlier", "build", "edition")
    return {name: said for name, said in before.items() if name not in own}
