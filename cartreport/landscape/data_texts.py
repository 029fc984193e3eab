"""Every text that the project's records and its vocabulary hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.frames import FRAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartreport.landscape.model import Landscape


def data_texts(landscape: Landscape) -> frozenset[str]:
    """What a page may hold because a record says so, as it stands there."""
    return frozenset(_texts(landscape))


def _texts(landscape: Landscape) -> Iterator[str]:
    project = landscape.project
    yield from (project.title, project.document, project.label or "", *project.titles.values())
    yield project.independence or ""
    yield from project.terms.values()
    for source in project.sources:
        yield from (source.title, source.owner or "", source.licence or "")
    for vocabulary in landscape.vocabulary.by_name.values():
        for term in vocabulary:
            yield from (term.label, term.short or "", term.definition or "")
    for page in landscape.references.values():
        yield from (page.title, page.publisher, page.via or "")
    for name in FRAMES:
        frame = getattr(landscape, name)
        for column in frame.columns:
            for value in frame[column]:
                yield from _parts(value)


def _parts(value: object) -> Iterator[str]:
    """A text, or those of a list."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from _parts(part)
