"""A process that is killed at its n-th step in the file system, and what then has to hold."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

STEPS = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "shutil.rmtree", "os.scandir"}
"""What Python announces before it touches a file or a folder."""


def killed(run: Callable[[], object], at: int, told: Path) -> int:
    """Run in a process of its own, killed before its step ``at``; how many steps it came to take.

    ``told`` is a file outside of what is tested.
    """
    child = os.fork()
    if child == 0:
        steps = 0

        def step(event: str, _: object) -> None:
            nonlocal steps
            if event in STEPS:
                steps += 1
                if steps == at:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(step)
        try:
            run()
            taken = steps
            told.write_text(str(taken))
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    return int(told.read_text()) if told.exists() else at
