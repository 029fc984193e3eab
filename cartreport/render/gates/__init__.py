"""Gates: what a rendered briefing must pass before it is published.

A gate is a module of this folder with ``gate(document) -> Iterator[Problem]``; each problem names
the template or the section that it comes from. The page is checked, not hoped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Protocol

from cartreport.problems import Problem, Problems
from cartreport.render.gates import (
    cuts,
    drawings,
    edges,
    emptiness,
    engine,
    fullness,
    glyphs,
    headings,
    links,
    machine_words,
    numbers,
    outside,
    overprint,
    scales,
    small_text,
    weight,
)
from cartreport.render.gates.document import Document

MOST = 8  # problems of one code in one template: more of them tell nothing new


class Gate(Protocol):
    """A gate: its module's docstring says what it holds."""

    __name__: str

    def gate(self, document: Document) -> Iterator[Problem]:
        """Whatever keeps the gate closed."""


GATES: tuple[Gate, ...] = (
    engine,
    edges,
    headings,
    small_text,
    glyphs,
    machine_words,
    numbers,
    links,
    outside,
    overprint,
    emptiness,
    fullness,
    cuts,
    drawings,
    scales,
    weight,
)


def held(document: Document) -> Problems:
    """What every gate finds; of a kind that fills a template, the first and how many more."""
    found = Problems()
    seen: Counter[tuple[str, str]] = Counter()
    last: dict[tuple[str, str], Problem] = {}
    for problem in Problems(problem for gate in GATES for problem in gate.gate(document)):
        key = (problem.code, problem.where.file)
        seen[key] += 1
        if seen[key] <= MOST:
            found.extend([problem])
        last[key] = problem
    for (code, _), problem in last.items():
        more = seen[code, problem.where.file] - MOST
        if more > 0:
            found.add(problem.where, code, f"and {more} more of this kind")
    return found
