"""The preview after an edit: seconds from the change to the page, by what was changed.

    python bench/preview.py [PROJECT [BRIEFING]]    # the bundled project's first briefing

Each edit is one stage of :class:`cartreport.preview.watched.Stale` in one process that has made the
page before, as a preview has. Medians of seven; CPU seconds beside those on the wall.
"""

from __future__ import annotations

import gc
import statistics
import sys
import time
from pathlib import Path

from cartreport.preview.pages import Pages
from cartreport.preview.watched import Stale

RUNS = 7
EDITS = {"data": Stale.DATA, "words": Stale.WORDS, "template or style": Stale.LOOK}


def main() -> None:
    """One line an edit."""
    gc.disable()
    root = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    pages = Pages(root, *sys.argv[2:3])
    pages.refresh(Stale.DATA)
    for name, stage in EDITS.items():
        wall, cpu = [], []
        for _ in range(RUNS):
            gc.collect()  # as a preview does when the page is shown
            begun = time.perf_counter(), time.process_time()
            pages.refresh(stage)
            wall.append(time.perf_counter() - begun[0])
            cpu.append(time.process_time() - begun[1])
        print(f"{name}: {statistics.median(wall):.2f} s, CPU {statistics.median(cpu):.2f} s")


if __name__ == "__main__":
    main()
