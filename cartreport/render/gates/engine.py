"""WeasyPrint has nothing to complain of: a missing image, a bad rule, a font that did not load."""

from __future__ import annotations

from collections.abc import Iterator

from cartreport.problems import Problem
from cartreport.render.gates.document import Document


def gate(document: Document) -> Iterator[Problem]:
    """Each line that the engine logged as a warning or an error."""
    for line in dict.fromkeys(document.warnings):
        yield Problem(
            document.place(),
            "E801",
            f"WeasyPrint: {line}",
            "correct the style sheet or the template that asks for it",
        )
