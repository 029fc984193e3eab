"""References: every key that is cited is defined, and every page that is defined is cited."""

from __future__ import annotations

from collections.abc import Iterator

from cartreport.problems import Problem
from cartreport.sources.checks import nearest, walk
from cartreport.sources.records import Records


def check(records: Records) -> Iterator[Problem]:
    """Keys that lead nowhere (E206) and pages that nothing cites (W207)."""
    cited: set[tuple[int, str]] = set()
    anywhere: set[str] = set()
    for entry, path, ref in walk.citations(records):
        own = walk.own_references(entry)
        if ref in own:
            cited.add((id(entry), ref))
        elif ref in records.shared:
            anywhere.add(ref)
        elif not walk.lost(records, "references", ref):
            hint = _hint(ref, records, [*own, *records.shared])
            message = f"reference {ref!r} is defined nowhere that this record may cite"
            yield walk.problem(entry.where(*path), "E206", message, hint, ref)
    for entry in walk.every(records):
        for ref in walk.own_references(entry):
            if (id(entry), ref) not in cited:
                where = entry.where("references", ref)
                yield walk.problem(where, "W207", f"nothing here cites {ref!r}", _CITE, ref)
    for ref, where in records.shared.items():
        if ref not in anywhere and not records.lost:
            yield walk.problem(where, "W207", f"no record cites {ref!r}", _CITE, ref)


_CITE = "cite it, or remove it"


def _hint(ref: str, records: Records, known: list[str]) -> str:
    """Where the page is defined for another record alone, or the nearest keys."""
    for entry in walk.every(records):
        if ref in walk.own_references(entry):
            place = entry.where("references", ref)
            return f"it is defined at {place} for that record: move it to the references file"
    return nearest.name(ref, known)
