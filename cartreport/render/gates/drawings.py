"""The texts of a drawing stand inside it, and none on another or on a line of the data.

So it is for the exhibits' drawings, those in the cells of their tables, and the cover's.
"""

from __future__ import annotations

from collections.abc import Iterator

from cartreport.briefing.fit import faults
from cartreport.problems import Problem
from cartreport.render.gates.document import Document, inside


def gate(document: Document) -> Iterator[Problem]:
    """What cannot be read in a section's drawings."""
    if document.measure is None:
        return
    for section in document.briefing.sections:
        for where, scene in section.drawings():
            for fault in faults(scene, document.measure):
                yield Problem(
                    document.place(section.id),
                    "W816",
                    f"{inside(section.id)}, {where}: {fault}",
                    "draw fewer rows or years, or give what it names a shorter label",
                )
