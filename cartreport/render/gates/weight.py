"""No page is heavier than what is sent by mail and opened on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cartreport.problems import Problem, Where
from cartreport.render.gates.document import Document

MOST = 2.0
"""In megabytes; the bundled briefing stays under it in each of its languages."""
FACES = re.compile(r"data:font/[\w-]+;base64,[\w+/=]*", re.ASCII)
NUMBERS = re.compile(r'(?s)<script\b[^>]*\bid="numbers"[^>]*>.*?</script>')


def gate(document: Document) -> Iterator[Problem]:
    """A page over the bound, and what weighs most in it."""
    whole = _weight(document.screen)
    if whole <= MOST:
        return
    faces = sum(map(_weight, FACES.findall(document.screen)))
    numbers = sum(map(_weight, NUMBERS.findall(document.screen)))
    yield Problem(
        Where(f"{document.briefing.name}.html"),
        "W820",
        f"the page has {whole:.2f} MB, over {MOST:.0f}: faces {faces:.2f}, records behind its "
        f"numbers {numbers:.2f}, the rest {whole - faces - numbers:.2f}",
        "print fewer sections or rows in it, or choose faces that draw less",
    )


def _weight(text: str) -> float:
    return len(text.encode()) / 1e6
