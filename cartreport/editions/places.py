"""Where in sources.yaml a declaration stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.problems import Where

if TYPE_CHECKING:
    from cartreport.sources.records import Records


def place_of(records: Records, path: tuple[str | int, ...]) -> Where:
    """The place in sources.yaml, or of the nearest part that is written there."""
    while path and path not in records.declared:
        path = path[:-1]
    return records.declared.get(path, Where("sources.yaml"))
