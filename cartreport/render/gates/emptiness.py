"""Every section of the plan is on the page, with more in it than its heading."""

from __future__ import annotations

from collections.abc import Iterator

from cartreport.problems import Problem
from cartreport.render.gates.document import Document, inside


def gate(document: Document) -> Iterator[Problem]:
    """Sections that are missing or hold nothing."""
    for format, reading in document.readings.items():
        for section in document.briefing.sections:
            if section.id not in reading.bodies:
                message = f"is not on the {format} page"
            elif not reading.bodies[section.id]:
                message = f"holds nothing but its heading on the {format} page"
            else:
                continue
            yield Problem(
                document.place(section.id),
                "E810",
                f"{inside(section.id)} {message}",
                "give the section's element its id and set its content, or take the section out of "
                "the plan in sources.yaml",
            )
