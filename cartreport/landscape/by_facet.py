"""Programmes along each of the subject's own axes, by setting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.cross import NONE
from cartreport.landscape.groups import told
from cartreport.landscape.profile import profile, profiled_table, programmes_of
from cartreport.landscape.table import Column

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.profile import Programme
    from cartreport.landscape.table import Table

ASSUMED = "assumed"
"""The role of a term that no source states; what the table prints of it."""
STATED = "stated"
"""What it prints of every other term."""


def table(landscape: Landscape) -> Table:
    """One row a facet and term, in the order of their vocabularies; ``basis`` says what it is."""
    programmes = programmes_of(landscape)
    groups, ends = _groups(landscape, programmes)

    def label(cell: str) -> str:
        facet, term = ends[cell]
        return landscape.label(facet, None if term == NONE else term)

    def basis(cell: str) -> str:
        facet, term = ends[cell]
        if term == NONE:
            return landscape.vocabulary.absent
        return ASSUMED if landscape.vocabulary[facet][term].role == ASSUMED else STATED

    columns = [
        told(Column("facet", kind="key"), lambda cell, _: ends[cell][0]),
        told(Column("term", kind="key"), lambda cell, _: ends[cell][1]),
        told(Column("label", kind="name"), lambda cell, _: label(cell)),
        told(Column("axis"), lambda cell, _: landscape.vocabulary[ends[cell][0]].title),
        told(Column("basis"), lambda cell, _: basis(cell)),
        *profile(landscape, programmes, "phase:"),
    ]
    return profiled_table(
        landscape,
        columns,
        groups,
        id="by-facet",
        rule=landscape.words("by-facet.rule"),
        ordering=landscape.words("rule.terms"),
        overlaps=tuple(column.column.key for column in columns if column.measure),
    )


def _groups(
    landscape: Landscape, programmes: list[Programme]
) -> tuple[dict[str, list[Programme]], dict[str, tuple[str, str]]]:
    """Row → its programmes, and its facet and term."""
    groups: dict[str, list[Programme]] = {}
    ends: dict[str, tuple[str, str]] = {}
    for facet in landscape.project.facets:
        for term in [*(term.id for term in landscape.vocabulary[facet]), NONE]:
            held = [p for p in programmes if p["facets"].get(facet, NONE) == term]
            if held:
                ends[f"{facet} {term}"] = facet, term
                groups[f"{facet} {term}"] = held
    return groups, ends
