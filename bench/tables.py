"""All tables of the bundled landscape, then of one with 16 and with 39 times its trials and labels.

    python bench/tables.py      # three runs of each, in turn; some minutes
    python bench/tables.py 1

Read the ratio: 16 times the trials take at most three times as long. Seconds are the processor's,
without reading the files and without libraries that are loaded once.
"""

from __future__ import annotations

import gc
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from larger import multiplied

TIMES = (1, 16, 39)


def told(project: Path) -> dict[str, float]:
    """What the landscape and the tables of a project take here and now."""
    import numpy  # noqa: F401 — loaded before the clock starts
    import pandas  # noqa: F401

    from cartreport.landscape import Tables
    from cartreport.landscape.model import landscape_of
    from cartreport.problems import Problems
    from cartreport.sources.load import load_records

    gc.disable()  # as a command does
    begun = time.process_time()
    records = load_records(project, Problems())
    assert records is not None
    read = time.process_time()
    landscape = landscape_of(records)
    known = time.process_time()
    tables = dict(Tables(landscape))
    counted = time.process_time()
    return {
        "tables": len(tables),
        "read": read - begun,
        "know": known - read,
        "count": counted - known,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def main(runs: int) -> None:
    """Each size in a process of its own, in turn; medians."""
    with tempfile.TemporaryDirectory() as folder:
        projects = {times: Path(folder) / str(times) for times in TIMES}
        trials = {times: multiplied(project, times) for times, project in projects.items()}
        found: dict[int, list[dict[str, float]]] = {times: [] for times in TIMES}
        for _ in range(runs):
            for times, project in projects.items():
                command = [sys.executable, __file__, "--of", str(project)]
                said = subprocess.run(command, check=True, capture_output=True)
                found[times].append(json.loads(said.stdout))
    print("| trials | tables | read s | landscape s | tables s | to one | peak MB |")
    print("|--:|--:|--:|--:|--:|--:|--:|")
    for times, held in found.items():
        pairs = zip(held, found[1], strict=True)
        ratio = statistics.median(one["count"] / base["count"] for one, base in pairs)
        middle = {key: statistics.median(one[key] for one in held) for key in held[0]}
        print(
            f"| {trials[times]:,} | {middle['tables']:.0f} | {middle['read']:.1f} "
            f"| {middle['know']:.2f} | {middle['count']:.2f} | {ratio:.1f} × "
            f"| {middle['peak']:.0f} |"
        )


if __name__ == "__main__":
    if "--of" in sys.argv:
        print(json.dumps(told(Path(sys.argv[-1]))))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
