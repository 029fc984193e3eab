"""What the command line says: messages on stderr, in one form, and the guard around a command."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import click

from cartreport.cli import interrupt
from cartreport.errors import CartreportError, counted

if TYPE_CHECKING:
    from cartreport.problems import Problem, Problems

DEBUG = "CARTREPORT_DEBUG"
BROKEN = 3
UNREAD = 141


def plain() -> bool:
    """Whether colour is unwelcome: ``NO_COLOR`` is set to anything, or the terminal is dumb."""
    return bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"


def styled(text: str, **style: Any) -> str:
    """``text`` in a colour, unless colour is unwelcome; click strips it off a terminal."""
    return text if plain() else click.style(text, **style)


def result(text: str) -> None:
    """A line of what was asked for, on stdout."""
    click.echo(text)


def document(text: str) -> None:
    """A long result, on stdout as UTF-8, whole.

    Unbuffered (``PYTHONUNBUFFERED``), a pipe takes 64 kB at a time and says how much it took.
    """
    left = memoryview(text.encode("utf-8"))
    while left:
        left = left[sys.stdout.buffer.write(left) :]
    sys.stdout.buffer.flush()


def note(text: str) -> None:
    """A message, on stderr."""
    click.echo(text, err=True)


def hint(text: str) -> None:
    """What to do next, on stderr, set in under the message that it belongs to."""
    if text:
        note("  " + styled(text, dim=True))


def joined(noun: str, names: list[str]) -> str:
    """Names after their noun: ``build a1``, ``builds a1, b2``."""
    return f"{noun}{'' if len(names) == 1 else 's'} {', '.join(names)}"


def problem_line(problem: Problem) -> str:
    """``file:line:column code message: hint``, coloured where that is welcome."""
    colour = "red" if problem.level == "error" else "yellow"
    tail = f": {problem.hint}" if problem.hint else ""
    place = styled(str(problem.where), bold=True)
    return f"{place} {styled(problem.code, fg=colour)} {problem.message}{tail}"


def list_problems(found: Iterable[Problem]) -> None:
    """Problems, a line each, on stderr."""
    for problem in found:
        note(problem_line(problem))


def summary(found: Problems) -> str:
    """How many of each level: ``2 errors, 1 warning``; ``no problems``."""
    parts = [
        counted(len(group), noun)
        for group, noun in ((found.errors, "error"), (found.warnings, "warning"))
        if group
    ]
    return ", ".join(parts) or "no problems"


def failure(error: CartreportError) -> int:
    """Say what ended a command; gives its exit code.

    Warnings beside errors are counted and not listed: they did not end it.
    """
    found: Problems | None = getattr(error, "problems", None)
    warnings = 0
    if found:
        list_problems(found.errors or found)
        warnings = len(found.warnings) if found.errors else 0
    note(f"{styled('error:', fg='red', bold=True)} {error}")
    hint(error.hint)
    if warnings:
        hint(f"`cartreport check` also lists {counted(warnings, 'warning')}.")
    return error.exit_code


def guard(run: Callable[[], Any]) -> int:
    """Run a command and give its exit code: whatever it raises becomes a line or two.

    ``CARTREPORT_DEBUG=1`` shows the trace of any failure.
    """
    try:
        code = run()
        sys.stdout.flush()
    except BrokenPipeError:
        return unread()
    except (KeyboardInterrupt, click.Abort):
        return stopped()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except Exception as error:  # noqa: BLE001 - the last guard
        if interrupt.asked():
            return stopped()
        if os.environ.get(DEBUG):
            import traceback

            traceback.print_exc()
        return _spoken(error)
    finally:
        interrupt.ended()
    return code if isinstance(code, int) else 0


def stopped() -> int:
    """The line after Ctrl-C or SIGTERM, and its exit code."""
    code = interrupt.code()
    interrupt.ended()
    note(interrupt.line())
    return code


def code_of(error: Exception) -> int:
    """The exit code that an exception earns."""
    if isinstance(error, (CartreportError, click.ClickException)):
        return error.exit_code
    return BROKEN


def _spoken(error: Exception) -> int:
    """The lines for an exception that is not click's, and its exit code."""
    if isinstance(error, CartreportError):
        return failure(error)
    head = styled("error:", fg="red", bold=True)
    if isinstance(error, OSError) and error.strerror:
        place = f"{error.filename}: " if error.filename else ""
        note(f"{head} {place}{error.strerror}")
        return BROKEN
    note(f"{head} {type(error).__name__}: {error}".rstrip(": "))
    hint(f"This is a fault of cartreport, not of your project. {DEBUG}=1 shows where it happened;")
    hint("please report it with that trace.")
    return BROKEN


def unread() -> int:
    """Whoever read our output has gone: let the interpreter's last flush find no pipe."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    return UNREAD
