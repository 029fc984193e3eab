"""Exhibits that are read together keep step: a unit has one scale of shades, a section one axis."""

from __future__ import annotations

from collections.abc import Iterator

from cartreport.briefing.briefing import Exhibit
from cartreport.problems import Problem
from cartreport.render.gates.document import Document, inside

SLACK = 0.5  # points


def gate(document: Document) -> Iterator[Problem]:
    """Scales that differ within a unit, shades without a key, bars that begin elsewhere."""
    scales: dict[str, Exhibit] = {}
    for section in document.briefing.sections:
        place, lanes = document.place(section.id), None
        for exhibit in section.exhibits:
            head = f"{inside(section.id)}, exhibit {exhibit.number}"
            first = scales.setdefault(exhibit.shaded, exhibit) if exhibit.shaded else exhibit
            if first.heat_key != exhibit.heat_key:
                said = f"{head} shades {exhibit.shaded} counts by other steps than {first.number}"
                yield Problem(place, "E817", said, "one unit has one scale: grids.breaks gives it")
            if _is_shaded(exhibit) and not exhibit.heat_key:
                yield Problem(place, "E817", f"{head} has shades and no key", "give it `shaded`")
            begins = exhibit.figure.scene.lanes if exhibit.figure else None
            if begins is None:
                continue
            lanes = begins if lanes is None else lanes
            if abs(lanes - begins) > SLACK:
                said = f"{head}: its bars begin at {begins:.0f} pt, those before it at {lanes:.0f}"
                yield Problem(place, "E817", said, "draw them with one width for the names")


def _is_shaded(exhibit: Exhibit) -> bool:
    """Whether a cell of its table is shaded."""
    rows = exhibit.grid.rows if exhibit.grid else ()
    return any(cell.step is not None for row in rows for cell in row.cells)
