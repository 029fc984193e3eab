"""One process that has imported the program, and a child of it for each command that is asked of it.

A child is a process of its own, forked where the imports are done: what it closes, hides or sends to
itself is its own affair, and a dozen commands cost hardly more than one.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

PROGRAM = """
import json, os, sys
from importlib import import_module
from pkgutil import walk_packages

import cartreport

folder, cases = sys.argv[1], json.load(sys.stdin)
for module in walk_packages(cartreport.__path__, "cartreport."):
    module.name.endswith("__main__") or import_module(module.name)
import fontTools.subset, jinja2, openpyxl, pandas, pydantic, xlsxwriter, yaml

codes = []
for number, case in enumerate(cases):
    child = os.fork()
    if not child:
        for stream, name in ((1, "stdout"), (2, "stderr")):
            opened = os.open(f"{folder}/{number}.{name}", os.O_WRONLY | os.O_CREAT, 0o600)
            os.dup2(opened, stream)
            os.close(opened)
        os.chdir(case["cwd"])
        sys.argv[:] = ["cartreport", *case["args"]]
        exec(case["before"])
        from cartreport.cli import run
        sys.exit(run())
    codes.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
print(json.dumps(codes))
"""


@dataclass(frozen=True)
class Asked:
    """A command: its arguments, where it is called, and Python that runs in its process before it."""

    args: tuple[str, ...]
    cwd: str = "."
    before: str = ""


@dataclass(frozen=True)
class Done:
    """What came of it."""

    code: int
    stdout: str
    stderr: str


def done(folder: Path, cases: Sequence[Asked]) -> list[Done]:
    """The commands, one after the other; ``folder`` takes what they print."""
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(folder)],
        input=json.dumps([asdict(case) for case in cases]),
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
    )
    assert ran.returncode == 0, ran.stderr
    codes = json.loads(ran.stdout)
    assert len(codes) == len(cases)
    told = [
        [(folder / f"{number}.{name}").read_text("utf-8") for name in ("stdout", "stderr")]
        for number in range(len(cases))
    ]
    return [Done(code, *texts) for code, texts in zip(codes, told, strict=True)]
