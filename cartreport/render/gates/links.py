"""Every link inside the briefing leads somewhere, and no anchor is there twice."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from cartreport.problems import Problem
from cartreport.render.gates.document import Document, inside
from cartreport.render.gates.reading import Link, Reading

ABROAD = frozenset({"http", "https", "mailto", "doi"})


def gate(document: Document) -> Iterator[Problem]:
    """Dead anchors, files that are not published, schemes that no reader should follow."""
    for format, reading in document.readings.items():
        for link in reading.links:
            if link.followed:
                wrong = _wrong(document, reading, link)
                if wrong:
                    yield Problem(
                        document.place(link.section),
                        "E806",
                        f"{inside(link.section)}: the link {link.target!r} {wrong}",
                        "correct the target or take the link out",
                        link.target,
                    )
        for anchor, _ in reading.repeated:
            yield Problem(
                document.place(),
                "E811",
                f"two elements of the {format} page have the id {anchor!r}",
                "make it of the section's or the exhibit's own id",
                anchor,
            )
    yield from _in_print(document)


def _wrong(document: Document, reading: Reading, link: Link) -> str:
    """What is wrong with a link, in words."""
    if link.target.startswith("#"):
        anchor = unquote(link.target[1:])
        known = not anchor or anchor == "top" or anchor in reading.anchors
        return "" if known else "leads to no element"
    parts = urlsplit(link.target)
    if parts.scheme in ABROAD:
        return "" if parts.netloc or parts.path else "leads nowhere"
    if parts.scheme or parts.netloc:
        return "is of a kind that a briefing does not follow"
    return "" if unquote(parts.path) in document.files else "leads to a file that is not published"


def _in_print(document: Document) -> Iterator[Problem]:
    """Links of the laid-out pages whose target stands on none of them."""
    if document.layout is None:
        return
    known = {name for page in document.layout.pages for name in page.anchors}
    for number, page in enumerate(document.layout.pages, 1):
        for kind, target, *_ in page.links:
            if kind == "internal" and target not in known:
                yield Problem(
                    document.place(),
                    "E806",
                    f"page {number}: the link to {target!r} leads to no place in the document",
                    "correct the target or take the link out",
                    target,
                )
