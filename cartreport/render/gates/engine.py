"""WeasyPrint has nothing to complain of: a missing image, a bad rule, a font that did not load."""

from __future__ import annotations

from collections.abc import Iterator

from cartreport.problems import MACHINE, Problem
from cartreport.render.gates.document import Document
from cartreport.render.install import install_line

LACKS = "Please install"  # how WeasyPrint speaks of what the system lacks


def gate(document: Document) -> Iterator[Problem]:
    """Each line that the engine logged as a warning or an error, and who can mend it.

    What only a library mends that is not on this machine is E812: no template is to blame for it.
    """
    for line in dict.fromkeys(document.warnings):
        if LACKS in line:
            hint = f"install it with: {install_line()}"
            yield Problem(MACHINE, "E812", f"WeasyPrint: {line}", hint)
        else:
            yield Problem(
                document.place(),
                "E801",
                f"WeasyPrint: {line}",
                "correct the style sheet or the template that asks for it",
            )
