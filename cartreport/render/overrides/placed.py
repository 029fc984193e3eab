"""A template's mistake, which ends a rendering with its place in front, as a problem."""

from __future__ import annotations

import re

from cartreport.errors import TemplateError
from cartreport.problems import Problem, Where

_PLACE = re.compile(
    r"^(?P<file>[^\s:]+):(?P<line>\d+)(?::(?P<column>\d+))? (?P<said>.*)$", re.DOTALL
)


def placed(error: TemplateError) -> Problem:
    """The problem, at the place that the error's message begins with; else at ``templates``."""
    found = _PLACE.match(str(error))
    if found is None:
        return Problem(Where("templates"), "E602", str(error), error.hint)
    where = Where(found["file"], int(found["line"]), int(found["column"] or 0))
    code = "E603" if "undefined" in found["said"] or "no attribute" in found["said"] else "E602"
    return Problem(where, code, found["said"], error.hint)
