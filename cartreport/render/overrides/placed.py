"""A template's mistake, which ends a rendering with its place in front, as a problem."""

from __future__ import annotations

import re
from pathlib import Path

from cartreport.errors import TemplateError
from cartreport.problems import Problem, Where

_PLACE = re.compile(
    r"^(?P<file>[^\s:]+):(?P<line>\d+)(?::(?P<column>\d+))?:? (?P<said>.*)$", re.DOTALL
)


_QUOTED = re.compile(r"'([\w./-]+)'")
_TAG = re.compile(r"{[{%]|\S")


def placed(error: TemplateError, project: Path | None = None) -> Problem:
    """The problem, at the place that the error's message begins with; else at ``templates``.

    Jinja knows lines alone. In the ``project`` the column is that of the word that is at fault.
    """
    found = _PLACE.match(str(error))
    if found is None:
        return Problem(Where("templates"), "E602", str(error), error.hint)
    said, line = found["said"], int(found["line"])
    column = int(found["column"] or 0) or _column(project, found["file"], line, said)
    code = "E603" if "undefined" in said or "no attribute" in said else "E602"
    return Problem(Where(found["file"], line, column), code, said, error.hint)


def _column(project: Path | None, file: str, line: int, said: str) -> int:
    """Where in a line of the project's file one of the words stands that a message quotes."""
    if project is None or not (project / file).is_file():
        return 0
    lines = (project / file).read_text("utf-8", "replace").splitlines()
    return column_of(lines[line - 1] if 0 < line <= len(lines) else "", *_QUOTED.findall(said))


def column_of(line: str, *words: str) -> int:
    """The column of the last of the words that stands in a line, else of its first tag."""
    for word in reversed(words):
        if word and (found := re.search(rf"(?<!\w){re.escape(word)}(?!\w)", line)):
            return found.start() + 1
    tag = _TAG.search(line)
    return tag.start() + 1 if tag else 1
