"""One process that has imported the program, and a child of it for each command that is asked of it.

A child is a process of its own, forked where the imports are done: what it closes, hides or sends to
itself is its own affair, and a dozen commands cost hardly more than one. The process is started once
a session, listens on a socket and ends with the session.
"""

from __future__ import annotations

import atexit
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path

PROGRAM = """
import json, os, select, socket, sys
from importlib import import_module
from pkgutil import walk_packages

import cartreport

for module in walk_packages(cartreport.__path__, "cartreport."):
    module.name.endswith("__main__") or import_module(module.name)
import fontTools.subset, jinja2, openpyxl, pandas, pydantic, xlsxwriter, yaml

os.fsync = lambda _: None  # as in conftest.py
listening = socket.socket(socket.AF_UNIX)
listening.bind(sys.argv[1])
listening.listen()
print("ready", flush=True)
while listening in select.select([listening, sys.stdin], (), ())[0]:
    calling, _ = listening.accept()
    if os.fork():
        calling.close()
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
        continue
    _, streams, *_ = socket.recv_fds(calling, 1, 3)
    case = json.loads(calling.makefile().read())
    child = os.fork()
    if child:
        calling.sendall(str(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])).encode())
        os._exit(0)
    calling.close()
    listening.close()
    for stream, opened in enumerate(streams):
        os.dup2(opened, stream)
        os.close(opened)
    os.environ.clear()
    os.environ.update(case["env"])
    os.chdir(case["cwd"])
    sys.argv[:] = ["cartreport", *case["args"]]
    exec(case["before"])
    from cartreport.cli import run
    sys.exit(run())
"""


@dataclass(frozen=True)
class Asked:
    """A command: its arguments, where it is called, and Python that runs in its process before it."""

    args: tuple[str, ...]
    cwd: str = "."
    before: str = ""
    env: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))


@dataclass(frozen=True)
class Done:
    """What came of it."""

    code: int
    stdout: str
    stderr: str


@cache
def listening() -> str:
    """The socket on which the process listens."""
    folder = tempfile.mkdtemp()
    path = f"{folder}/asked"
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
    )

    def end() -> None:
        process.communicate()
        shutil.rmtree(folder)

    atexit.register(end)
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    return path


def ask(path: str, asked: Asked, streams: Sequence[int]) -> int:
    """Run the command with these three streams; its exit code."""
    with socket.socket(socket.AF_UNIX) as calling:
        calling.connect(path)
        socket.send_fds(calling, [b"!"], streams)
        calling.sendall(json.dumps(asdict(asked)).encode())
        calling.shutdown(socket.SHUT_WR)
        return int(calling.makefile().read())


def done(folder: Path, cases: Sequence[Asked]) -> list[Done]:
    """The commands, one after the other; ``folder`` takes what they print."""
    ends = []
    for case in cases:
        with (
            Path(os.devnull).open() as stdin,
            (folder / "stdout").open("w+", encoding="utf-8") as stdout,
            (folder / "stderr").open("w+", encoding="utf-8") as stderr,
        ):
            code = ask(listening(), case, [file.fileno() for file in (stdin, stdout, stderr)])
            told = [Path(file.name).read_text("utf-8") for file in (stdout, stderr)]
        ends.append(Done(code, *told))
    return ends
