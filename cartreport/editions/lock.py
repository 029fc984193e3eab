"""One build at a time writes to a results folder. The system frees the lock when a build dies."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cartreport.errors import RenderError

LOCK = ".cartreport.lock"
PATIENCE = 10.0  # seconds: a build writes for a fraction of one
PAUSE = 0.1


@contextmanager
def locked(folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the folder's lock; raises :class:`RenderError` if another build keeps it too long."""
    handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        left = patience
        while not _take(handle):
            if left <= 0:
                raise RenderError(
                    f"another build is writing to {folder}{_holder(handle)}",
                    "Wait until it has ended, or give another folder with --out.",
                )
            time.sleep(PAUSE)
            left -= PAUSE
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, f"{os.getpid()}\n".encode())
        yield
    finally:
        os.close(handle)


def _holder(handle: int) -> str:
    """Who wrote its process number into the lock file, in words."""
    os.lseek(handle, 0, os.SEEK_SET)
    number = os.read(handle, 32).decode("ascii", "replace").strip()
    return f" (process {number})" if number else ""


def _take(handle: int) -> bool:
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
