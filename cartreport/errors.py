"""An exception for each kind of blame, with the exit code that it earns.

Nothing but the command line catches them. A problem in the data is not an exception until a
stage cannot go on; then :class:`ProjectError` carries all problems found so far.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cartreport.problems import Problems


def counted(number: int, noun: str, nouns: str = "") -> str:
    """A number with its noun: ``1 error``, ``2 errors``."""
    return f"{number:,} {noun if number == 1 else nouns or noun + 's'}"


class CartreportError(Exception):
    """Whatever ends a command with a message. ``hint`` says what to do next."""

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class ProjectError(CartreportError):
    """The project's data has errors, or warnings where they count as such: exit code 1."""

    def __init__(self, problems: Problems, hint: str = "", *, strict: bool = False) -> None:
        said = f"{counted(len(problems.errors), 'error')} in the project"
        if strict and not problems.errors:
            said = f"{counted(len(problems.warnings), 'warning')} in the project, and --strict"
        super().__init__(said, hint)
        self.problems = problems


class ExportError(CartreportError):
    """A registry export can't be read as it is, and nothing was written: exit code 1."""

    def __init__(self, message: str, hint: str, problems: Problems) -> None:
        super().__init__(message, hint)
        self.problems = problems


class FetchError(CartreportError):
    """A registry's server did not give what was asked for: exit code 1."""


class OutageError(FetchError):
    """A registry's server is away or in trouble; the same command may work later: exit code 5."""

    exit_code = 5


class NothingFoundError(FetchError):
    """The registry answers that no study meets the query: exit code 6."""

    exit_code = 6


class RequestError(CartreportError):
    """What was asked for does not exist, such as a table or a briefing name: exit code 2."""

    exit_code = 2


class TemplateError(CartreportError):
    """A template, a brand or a words file is wrong: exit code 3."""

    exit_code = 3


class RenderError(CartreportError):
    """The machine cannot render, or a page gate is closed: exit code 3."""

    exit_code = 3

    def __init__(self, message: str, hint: str = "", problems: Problems | None = None) -> None:
        super().__init__(message, hint)
        self.problems = problems


class BusyError(RenderError):
    """Another process is at work in the same folder; the same command works later: exit code 5."""

    exit_code = 5


class MachineError(RenderError):
    """The machine lacks what a PDF needs: exit code 3, problem E812.

    ``name`` is what is missing, ``detail`` how that shows, ``line`` installs it.
    """

    def __init__(self, name: str, detail: str, line: str) -> None:
        from cartreport.problems import MACHINE, Problem, Problems

        lack = Problem(MACHINE, "E812", f"{name}: {detail}", f"install it with: {line}")
        super().__init__(
            "this machine cannot make a PDF",
            "All but the PDF can be made without it: cartreport build -f html,csv",
            Problems([lack]),
        )
        self.name, self.detail, self.line = name, detail, line


class StaleError(CartreportError):
    """A source is past its age limit, or the month's edition is not there: exit code 4."""

    exit_code = 4
