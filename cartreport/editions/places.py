"""Where in sources.yaml a declaration stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.problems import Where

if TYPE_CHECKING:
    from cartreport.sources.records import Records


def place_of(records: Records, path: tuple[str | int, ...]) -> Where:
    """The place in sources.yaml, or of the nearest part that is written there."""
    while path and path not in records.declared:
        path = path[:-1]
    return records.declared.get(path, Where("sources.yaml"))


def place_within(records: Records, path: tuple[str | int, ...], words: str) -> Where:
    """The place of some words of a text; of the text itself where its lines part them."""
    where = place_of(records, path)
    lines = (records.root / where.file).read_text("utf-8", "replace").splitlines()
    for number, line in enumerate(lines[where.line - 1 :], where.line):
        begun = where.column - 1 if number == where.line else 0
        if (found := line.find(words, begun)) >= 0:
            return replace(where, line=number, column=found + 1)
    return where
