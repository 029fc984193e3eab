"""A print sheet of the project's own, as the cause of what its pages have wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from cartreport.problems import Level, Problem, Where
from cartreport.render.overrides.offered import blanked
from cartreport.render.overrides.own import own_files
from cartreport.shipped import shipped

LAID_OUT = {"E801", "E802", "E803", "E807", "E808", "W814", "W815", "E818"}
"""What the gates find in pages as they were laid out."""
SHEET = "print.css"
MOST = 5
_RULE = re.compile(r"([^{};]+){")
_PLACE = re.compile(rf"{re.escape(SHEET)}:(\d+):(\d+)")


def traced(project: Path, template: str, found: Iterable[Problem]) -> Iterator[Problem]:
    """The problems; those of the layout at the project's own print sheet, if it has one whole.

    The sheet itself is named before them (E819), with the shipped rules that it lacks.
    """
    name = f"{template}/{SHEET}"
    own = dict(own_files(project)).get(name)
    ours = shipped() / name
    laid_out = [problem for problem in found if problem.code in LAID_OUT]
    yield from (problem for problem in found if problem.code not in LAID_OUT)
    if own is None or not laid_out or not ours.is_file():
        yield from laid_out
        return
    yield from (_moved(problem, f"templates/{name}") for problem in laid_out)
    if all(problem.level is not Level.ERROR for problem in laid_out):
        return
    selectors = _selectors(own)
    lacking = [one for one in _selectors(ours) if one not in selectors]
    more = f" … ({len(lacking)} in all)" if len(lacking) > MOST else ""
    without = f", without {', '.join(lacking[:MOST])}{more}" if lacking else ""
    yield Problem(
        Where(f"templates/{name}"),
        "E819",
        f"replaces the whole print sheet{without}; {len(laid_out)} problems of the pages follow",
        "take it away, `cartreport templates eject print.css`, and change single rules",
    )


def _moved(problem: Problem, sheet: str) -> Problem:
    """The problem at the sheet: in its line where the print engine knows that."""
    at = _PLACE.search(problem.message)
    where = Where(sheet, int(at[1]), int(at[2])) if at else Where(sheet, 1)
    return replace(problem, where=where)


def _selectors(path: Path) -> list[str]:
    """The selectors of a sheet's rules, each once, in their order."""
    heads = _RULE.findall(blanked(path.read_text("utf-8", "replace")))
    each = (" ".join(one.split()) for head in heads for one in head.split(","))
    return list(dict.fromkeys(one for one in each if one))
