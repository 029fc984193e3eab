"""An edition is published whole or not at all.

Files are written to a staging folder beside the target and the manifest last; then two renames
put the new edition in the place of the old. Whatever fails before them leaves the old edition as it
was; what a build that was killed between them left is healed by whatever runs next.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from cartreport.editions.kept import joined
from cartreport.editions.lock import PATIENCE, locked
from cartreport.editions.manifest import MANIFEST, Manifest, listed, recorded
from cartreport.errors import RenderError

STAGING = ".staging-"
PREVIOUS = ".previous-"
LATEST = "latest"
"""Beside the editions: the newest of them that was built whole."""
ELSEWHERE = "Wait until it has ended, or give another folder with --out."
UNTOUCHED = "Nothing was published; an earlier edition is as it was."


def prepare(out: Path, edition: str) -> None:
    """See to it, before anything is rendered, that the edition can be written.

    Makes the results folder. Raises :class:`RenderError` where it is a file, may not be written,
    or where the edition's folder holds something that no build has written.
    """
    with spoken(out):
        out.mkdir(parents=True, exist_ok=True)
    if not os.access(out, os.W_OK | os.X_OK):
        raise RenderError(f"{out} may not be written to", "Give another folder with --out.")
    for target in (out / edition, out / LATEST):
        if target.is_symlink():
            raise RenderError(
                f"{target} is a link", "Publishing replaces the folder as a whole: remove the link."
            )
        foreign = _foreign(target)
        if foreign:
            raise RenderError(
                f"{target} holds files that no build has written: {', '.join(foreign[:5])}",
                "Publishing replaces the folder as a whole: move them, or give another --out.",
            )


def publish(
    out: Path,
    edition: str,
    files: Mapping[str, bytes],
    manifest: Manifest,
    *,
    whole: bool = True,
    patience: float = PATIENCE,
) -> Manifest:
    """Write an edition to ``out/<edition>`` and give the manifest that stands there.

    ``files`` maps relative paths with slashes to bytes. Where they are not the ``whole`` edition,
    the other files of the one that stands there stay. A whole one is ``out/latest`` too, unless a
    later edition is. Raises :class:`RenderError` where the system refuses, with the old edition
    untouched.
    """
    prepare(out, edition)
    with spoken(out), locked(out, patience, cure=ELSEWHERE):
        _undo(out)
        prepare(out, edition)
        kept: Mapping[str, bytes] = {}
        if not whole:
            manifest, kept = joined(out / edition, manifest)
        held = {**kept, **files, MANIFEST: manifest.to_bytes()}
        targets = [edition, LATEST] if whole and not _newer(out, edition) else [edition]
        stagings = {target: out / f"{STAGING}{target}" for target in targets}
        try:
            for staging in stagings.values():
                write_new(staging, held)
            for target, staging in stagings.items():
                _swap(out, target, staging)
        finally:
            for staging in stagings.values():
                shutil.rmtree(staging, ignore_errors=True)
    return manifest


def _newer(out: Path, edition: str) -> bool:
    """Whether a later edition than this one stands in ``out/latest``."""
    held = recorded(out / LATEST)
    return held is not None and str(held.get("edition", "")) > edition


def heal(out: Path) -> None:
    """Undo what killed builds left in a results folder, if nobody is building there.

    Half-made editions go, an edition set aside comes back. Nothing is written where there is
    nothing to heal, and where the system refuses all stays as it is.
    """
    with suppress(OSError):
        if not any(out.glob(f"{STAGING}*")) and not any(out.glob(f"{PREVIOUS}*")):
            return
    with suppress(OSError, RenderError), locked(out, patience=0):
        _undo(out)


def _undo(out: Path) -> None:
    for staging in out.glob(f"{STAGING}*"):
        shutil.rmtree(staging, ignore_errors=True)
    for previous in out.glob(f"{PREVIOUS}*"):
        target = out / previous.name.removeprefix(PREVIOUS)
        if previous.is_symlink():
            previous.unlink()
        elif target.exists():
            shutil.rmtree(previous, ignore_errors=True)
        else:
            previous.rename(target)


def write_new(staging: Path, files: Mapping[str, bytes]) -> None:
    """Write the files of a folder that is not there yet, in the order given, down to the disk."""
    staging.mkdir()
    folders = {staging}
    for name, data in files.items():
        path = staging / _inside(name)
        if path.parent not in folders:
            path.parent.mkdir(parents=True, exist_ok=True)
            folders.add(path.parent)
        with path.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    for folder in folders:
        _sync(folder)


def _swap(out: Path, edition: str, staging: Path) -> None:
    """Two renames: the old edition aside, the new one into its place."""
    target = out / edition
    previous = out / f"{PREVIOUS}{edition}"
    if target.exists():
        target.rename(previous)
    try:
        staging.rename(target)
    except OSError:
        if previous.exists():
            previous.rename(target)
        raise
    _sync(out)
    shutil.rmtree(previous, ignore_errors=True)


def _foreign(target: Path) -> list[str]:
    """Files in an edition's folder that its manifest does not list; hidden ones don't count."""
    if target.exists() and not target.is_dir():
        return [target.name]
    ours = (listed(target) or set()) | {MANIFEST}
    found = (
        path.relative_to(target).as_posix()
        for path in target.rglob("*")
        if not path.is_dir() and not path.name.startswith((".", "~"))
    )
    return sorted(name for name in found if name not in ours)


def _inside(name: str) -> Path:
    """A relative path that stays in its folder; anything else is our bug."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or not path.parts:
        raise ValueError(f"not a path inside an edition: {name!r}")
    return Path(*path.parts)


def _sync(folder: Path) -> None:
    """Push a folder's entries to the disk, where the system can open folders."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def spoken(out: Path, hint: str = UNTOUCHED) -> Iterator[None]:
    """Turn the system's refusal into a message."""
    try:
        yield
    except OSError as error:
        place = error.filename or out
        raise RenderError(
            f"cannot write {place}: {(error.strerror or str(error)).lower()}",
            hint,
        ) from error
