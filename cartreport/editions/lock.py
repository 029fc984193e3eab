"""One build at a time writes to a results folder. The system frees the lock when a build dies.

The lock file is there while a build writes and gone after it. Only a file that this process made
is ever written to: what a killed build left is taken away and made anew, and a link is refused.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cartreport.errors import BusyError, RenderError

LOCK = ".cartreport.lock"
BUILD = "another build is writing to"
WAIT = "Wait until it has ended."
PATIENCE = 10.0  # seconds: a build writes for a fraction of one
PAUSE = 0.1
NEVER_THROUGH_A_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


@contextmanager
def locked(
    folder: Path,
    patience: float = PATIENCE,
    name: str = LOCK,
    work: str = BUILD,
    cure: str = WAIT,
) -> Iterator[None]:
    """Hold the folder's lock; raises :class:`BusyError` if another process keeps it too long."""
    path = folder / name
    left = patience
    while (handle := _taken(path)) is None:
        if left <= 0:
            raise BusyError(f"{work} {folder}{_holder(path)}", cure)
        time.sleep(PAUSE)
        left -= PAUSE
    try:
        yield
    finally:
        _released(path, handle)


def _taken(path: Path) -> int | None:
    """The handle of a lock file that we have made and hold; ``None`` while another has it.

    Each step may be overtaken by another build, so that what is held is compared with what stands
    under the name. A file that was there before is never written to: it is held, removed, and
    made again.
    """
    while True:
        handle, ours = _opened(path)
        if handle is None:
            continue
        if not _hold(handle):
            os.close(handle)
            return None
        if not _stands(path, handle):
            os.close(handle)
            continue
        if ours:
            os.write(handle, f"{os.getpid()}\n".encode())
            return handle
        _released(path, handle)


def _opened(path: Path) -> tuple[int | None, bool]:
    """The lock file, and whether it is new; no handle where it went away in between."""
    with suppress(FileExistsError):
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o666), True
    if path.is_symlink():
        raise _foreign(path, "a link")
    try:
        handle = os.open(path, os.O_RDWR | NEVER_THROUGH_A_LINK)
    except FileNotFoundError:
        return None, False
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise _foreign(path, "no plain file")
    return handle, False


def _foreign(path: Path, what: str) -> RenderError:
    return RenderError(f"{path} is {what}", "A build locks its folder by that name: remove it.")


def _stands(path: Path, handle: int) -> bool:
    """Whether the file that is held is the one that stands under the name."""
    try:
        return os.path.samestat(os.fstat(handle), path.lstat())
    except FileNotFoundError:
        return False


def _released(path: Path, handle: int) -> None:
    """Take the file away while it is held, so that nobody loses one of their own."""
    if sys.platform == "win32":  # an open file cannot be removed there
        os.close(handle)
        with suppress(OSError):
            path.unlink()
        return
    try:
        if _stands(path, handle):
            path.unlink()
    finally:
        os.close(handle)


def _holder(path: Path) -> str:
    """Who wrote its process number into the lock file, in words."""
    number = ""
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY | NEVER_THROUGH_A_LINK)
        number = os.read(handle, 32).decode("ascii", "replace").strip()
        os.close(handle)
    return f" (process {number})" if number.isdigit() else ""


def _hold(handle: int) -> bool:
    """Try to take the lock without waiting."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
