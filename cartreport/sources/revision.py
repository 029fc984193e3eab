"""A project as it stood at a revision of git: its files in a folder of their own."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path

from cartreport.errors import RequestError


def checked_out(project: Path, revision: str, folder: Path) -> Path:
    """The project's files of a revision, written to ``folder``, which is given back.

    Raises :class:`RequestError` where the project is in no repository, there is no such revision,
    or the project was not there yet.
    """
    commit = _git(
        project, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    )
    if commit is None:
        raise RequestError(f"git knows no revision {revision!r} of {project.name or project}")
    held = _git(project, "archive", "--format=zip", commit.decode().strip(), ".")
    if held is None:
        raise RequestError(f"the project was not there at {revision!r}")
    with zipfile.ZipFile(io.BytesIO(held)) as files:
        files.extractall(folder)  # a name that leads out is made harmless, a link is a mere text
    return folder


def _git(project: Path, *words: str) -> bytes | None:
    """What git prints; ``None`` where it fails or isn't there."""
    try:
        done = subprocess.run(  # noqa: S603 — the words are ours, a revision comes after its marker
            ["git", "-C", str(project), *words],  # noqa: S607
            check=True,
            capture_output=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout
