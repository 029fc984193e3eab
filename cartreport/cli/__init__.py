"""The command line: parse, call, print, exit. The only place that knows terminal and clock.

A command is a file of this folder and a line in :data:`COMMANDS`; its module is imported when the
command is run or asked for its help. The first screen is made from the table alone, without
click: it costs hardly more than the interpreter.
"""

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False  # as typing's, which would cost more than all else here
if TYPE_CHECKING:
    from cartreport.cli.group import main

__all__ = ["COMMANDS", "main", "run"]

# The command, the module of this folder, the function in it, and what it does.
COMMANDS: tuple[tuple[str, str, str, str], ...] = (
    ("init", "init", "init", "Start a landscape that builds at once, with its monthly job."),
    ("build", "build", "build", "Build the briefings: read, check, render, publish."),
    ("check", "check", "check", "Read and check a project: all problems at once."),
    ("month", "month", "month", "Make the month's edition: the monthly job in one command."),
    ("tables", "tables", "tables", "List the tables of a project, or print one."),
    ("import", "import_", "import_", "Read registry exports into a table of trials."),
    ("fetch", "fetch", "fetch", "Load a snapshot of a registry, the only use of the network."),
    ("classify", "classify", "classify", "Label the trials by rules, and measure the labels."),
    ("explain", "explain", "explain", "Say what a number counts, or why a trial has its labels."),
    ("preview", "preview", "preview", "Show a briefing in the browser while its files are edited."),
    (
        "templates",
        "templates",
        "templates",
        "List, copy, check and compare what the page is made of.",
    ),
    ("diff", "diff", "diff", "Say what changed between two editions, and why."),
    ("status", "status", "status", "Say what is stale, what is due, what is overdue."),
    ("verify", "verify", "verify", "Hold editions against their manifests and records."),
    ("doctor", "doctor", "doctor", "Say whether this machine can render."),
)

HELP = """\
Usage: cartreport [OPTIONS] COMMAND [ARGS]...

  Competitive-landscape briefings from curated YAML and CSV, as HTML and PDF.

  A project is a folder with a sources.yaml. Checking and building it never
  uses the network. `cartreport COMMAND --help` says more and has an example.

Commands:
{commands}

Options:
  -V, --version  Show the version and exit.
  -h, --help     Show this message and exit.

Example:
  cartreport build --project my-landscape --out out

Exit codes:
  0  done
  1  problems in the data
  2  wrong usage
  3  rendering failed, or a page gate closed
  4  stale or overdue: a source past its limit, no edition of the month
  5  an outage, or another run at work: try later
  6  fetch: no study answers the query
  130, 143  stopped by Ctrl-C, by SIGTERM: no file is half written
"""


def help_text() -> str:
    """The first screen, from the table of commands."""
    wide = max(len(name) for name, *_ in COMMANDS)
    lines = (f"  {name:{wide}}  {does}" for name, _, _, does in COMMANDS)
    return HELP.format(commands="\n".join(lines))


def _say(text: str) -> None:
    """Print on stdout; a full disk or a reader that has gone ends the command with a line."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        os._exit(141)  # who read it has what was wanted
    except OSError as error:
        sys.stderr.write(f"error: stdout: {error.strerror}\n")
        os._exit(3)  # the interpreter's own flush would fail again


def _open_streams() -> None:
    """What was closed by whoever started us leads nowhere: nothing is said, and nothing fails."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, os.O_RDWR)  # the lowest number that is free: its own
            setattr(sys, name, os.fdopen(nowhere, mode, encoding="utf-8"))


def run() -> None:
    """The console script; Ctrl-C ends it with a line, though it be at the first import."""
    try:
        _open_streams()
        _run()
    except KeyboardInterrupt:
        sys.stderr.write("stopped\n")
        os._exit(130)


def _run() -> None:
    """Help and version are answered here; everything else by click."""
    if sys.argv[1:] in (["--help"], ["-h"]):
        _say(help_text())
    elif sys.argv[1:] in (["--version"], ["-V"]):
        from cartreport import __version__

        _say(f"cartreport {__version__}\n")
    else:
        from cartreport.cli.interrupt import listen

        listen()
        from cartreport.cli.group import main

        gc.disable()  # one command a process: what it makes lives until the end
        try:
            main()
        finally:
            gc.freeze()  # nor is there anything to collect when the interpreter ends


def __getattr__(name: str) -> object:
    """``main``, the click group, imported when it is first asked for."""
    if name == "main":
        from cartreport.cli.group import main

        return main
    raise AttributeError(f"module 'cartreport.cli' has no attribute {name!r}")
