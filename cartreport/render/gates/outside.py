"""The published page fetches nothing: whatever it shows is in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from cartreport.problems import Problem
from cartreport.render.drawings import plainly
from cartreport.render.gates.document import Document, inside, quoted

IN_STYLE = re.compile(
    r"(?<![\w-])(?:url|src|image)\(\s*['\"]?([^)'\"]*)"
    r"|(?:@import|image-set\(|cross-fade\()\s*(?:(?:url|src)\()?\s*['\"]([^'\"]*)",
    re.IGNORECASE,
)
ABROAD = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//|^(?:https?|ftp|file|javascript):", re.IGNORECASE)


def gate(document: Document) -> Iterator[Problem]:
    """References that are neither in the page nor a link to follow."""
    for format, reading in document.readings.items():
        for link in reading.links:
            if not link.followed and _fetched(link.target, format):
                yield _problem(
                    document, link.section, f"<{link.tag} {link.attribute}>", link.target
                )
        for style in reading.styles:
            for found in IN_STYLE.finditer(plainly(style.words)):
                target = found[1] or found[2] or ""
                if _fetched(target, format):
                    yield _problem(document, style.section, "a style", target)
        for passage in reading.outgoing:
            yield _problem(document, passage.section, f"<{passage.tag}>", passage.words)


def _fetched(target: str, format: str) -> bool:
    """Whether a reader's browser would go and get it. Print's own files are read while building."""
    target = target.strip()
    if not target or target.startswith("#") or urlsplit(target).scheme == "data":
        return False
    return format == "html" or bool(ABROAD.match(target))


def _problem(document: Document, section: str, what: str, target: str) -> Problem:
    return Problem(
        document.place(section),
        "E809",
        f"{inside(section)}: {what} fetches {quoted(target)}",
        "save it beside the template, in the brand's folder or the project: the page carries it",
        target,
    )
