"""A line on the terminal that says which stage runs. Nothing is drawn where nobody watches."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

REFRESH = 4.0  # a second: often enough to see it move, seldom enough to cost nothing


def watched() -> bool:
    """Whether stderr is a terminal with somebody before it."""
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb" and not os.environ.get("CI")


@contextmanager
def stages(quiet: bool = False) -> Iterator[Callable[[str], None]]:
    """Gives the function to call with the name of the stage that begins."""
    if quiet or not watched():
        yield lambda _: None
        return
    from rich.console import Console

    console = Console(stderr=True)
    with console.status("starting", refresh_per_second=REFRESH, spinner="line") as status:
        yield status.update
