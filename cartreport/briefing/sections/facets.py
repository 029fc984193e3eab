"""Programmes along one of the subject's own axes, by setting: a chart for any facet."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Exhibit, Figure
from cartreport.briefing.figures import stacked_bars
from cartreport.briefing.words import lower_first, upper_first

if TYPE_CHECKING:
    from cartreport.briefing.desk import Desk

ASSUMED = "assumed"
"""The role of a term that no source states."""


def facet_exhibits(desk: Desk) -> list[Exhibit]:
    """A chart for each of the first two facets that programmes have."""
    facets = [
        facet for facet in desk.landscape.project.facets if facet in desk.landscape.vocabulary
    ]
    counted = {facet: _counts(desk, facet) for facet in facets[:2]}
    return [_exhibit(desk, facet, counts) for facet, counts in counted.items() if counts]


def _counts(desk: Desk, facet: str) -> Counter[tuple[str | None, str | None]]:
    """Programmes by term of the facet and first setting; those without a setting are left out."""
    counts: Counter[tuple[str | None, str | None]] = Counter()
    held = {setting for setting, *_ in desk.settings}
    for facets, named in desk.landscape.programmes[["facets", "settings"]].itertuples(index=False):
        if named and named[0] in held:
            counts[facets.get(facet), named[0]] += 1
    return counts


def _exhibit(desk: Desk, facet: str, counts: Counter[tuple[str | None, str | None]]) -> Exhibit:
    """Stacked bars: the facet's terms that occur, most first; then what is assumed, not stated.

    The finding names what is stated most; what is assumed is never part of it.
    """
    terms, none = desk.landscape.vocabulary[facet], desk.words("none")
    rows = [
        stacked_bars.BarRow(
            label,
            tuple(
                stacked_bars.Segment(name, counts[key, setting], hue)
                for setting, name, hue in desk.settings
            ),
        )
        for key, label in [*((t.id, upper_first(t.label)) for t in terms), (None, none)]
        if any(counts[key, setting] for setting, *_ in desk.settings)
    ]
    apart = {upper_first(term.label) for term in terms if term.role == ASSUMED}
    rows.sort(key=lambda row: (row.label == none, row.label in apart, -row.total))
    values: dict[str, object] = {
        "facet": lower_first(terms.title),
        "first": rows[0].label,
        "first_n": rows[0].total,
        "n": sum(row.total for row in rows),
        "assumed": sum(row.total for row in rows if row.label in apart),
        "unstated": sum(n for (key, _), n in counts.items() if key is None),
    }
    scene = stacked_bars.draw(stacked_bars.StackedBars(tuple(rows)), desk.measure)
    return desk.exhibit(
        "assumed.facets" if values["assumed"] else "facets",
        values=values,
        figure=Figure(f"facet-{facet}", scene, desk.words("facets.alt", **values)),
        source=desk.sources("programmes"),
    )
