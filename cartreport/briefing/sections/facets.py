"""Programmes along one of the subject's own axes, by setting: a chart for any facet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Exhibit, Figure
from cartreport.briefing.figures import stacked_bars
from cartreport.briefing.guards import first
from cartreport.briefing.numbers import Names
from cartreport.briefing.words import lower_first, upper_first
from cartreport.landscape.by_facet import ASSUMED, STATED

if TYPE_CHECKING:
    from cartreport.briefing.desk import Desk
    from cartreport.briefing.view import Line

MOST = 2
"""So many facets are drawn, the first ones of the project."""


def facet_exhibits(desk: Desk) -> list[Exhibit]:
    """A chart for each of the first facets of which programmes state something."""
    found: dict[str, list[Line]] = {}
    for line in desk.view("by-facet"):
        found.setdefault(line["facet"], []).append(line)
    return [
        _exhibit(desk, facet, lines)
        for facet, lines in list(found.items())[:MOST]
        if any(line["basis"] == STATED for line in lines)
    ]


def _exhibit(desk: Desk, facet: str, lines: Sequence[Line]) -> Exhibit:
    """Stacked bars: the facet's terms that occur, most first; then what is assumed, not stated.

    The finding names what is stated most; what is assumed is never part of it.
    """
    view = desk.view("by-facet")
    none = [line for line in lines if not _known(line)]
    assumed = [line for line in lines if line["basis"] == ASSUMED]
    stated = [line for line in lines if line not in none and line not in assumed]
    ranked = sorted(stated, key=lambda line: -line.n("programmes"))
    firsts = first(ranked, "programmes")
    values: dict[str, object] = {
        "facet": lower_first(lines[0]["axis"]),
        "first": Names(upper_first(line["label"]) for line in firsts),
        "first_lower": Names(lower_first(line["label"]) for line in firsts),
        "first_n": ranked[0].n("programmes"),
        "n": view.count("programmes", lines),
        "assumed": view.count("programmes", assumed),
        "unstated": view.count("programmes", none),
    }
    told = desk.listed("facets.told", values)
    values |= {"told": told, "left": desk.clause("facets.left", told=told)}
    values["open"] = desk.listed("facets.open", values)
    rows = [_bar(desk, line) for line in [*ranked, *assumed, *none]]
    scene = stacked_bars.draw(stacked_bars.StackedBars(tuple(rows)), desk.measure)
    return desk.exhibit(
        "facets",
        "by-facet",
        values=values,
        figure=Figure(f"facet-{facet}", scene, desk.say("facets.alt", values)),
    )


def _known(line: Line) -> bool:
    """Whether the row is a term of its facet."""
    return line["basis"] in (ASSUMED, STATED)


def _bar(desk: Desk, line: Line) -> stacked_bars.BarRow:
    """A term, its segments the settings that are named first; those without a colour are one."""
    coloured = [(f"first:{setting}", name, hue) for setting, name, hue in desk.settings]
    keys = line.view.keys("first:")
    others = [key for key in keys if key not in {key for key, *_ in coloured}]
    segments = [
        stacked_bars.Segment(name, line.view.count([key], [line]), hue)
        for key, name, hue in coloured
        if key in keys
    ]
    if others and line.view.count(others):
        name = desk.words("setting.none")
        segments.append(stacked_bars.Segment(name, line.view.count(others, [line]), "hue-d"))
    label = upper_first(line["label"]) if _known(line) else desk.words("none")
    return stacked_bars.BarRow(label, tuple(segments))
