"""What briefings are about, held against what there is to be about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from cartreport.editions.places import place_of
from cartreport.landscape.axes import UNITS, Axis, axes_of
from cartreport.landscape.known_places import known_places
from cartreport.landscape.narrowed import CALLED, SIFTED
from cartreport.problems import Problem
from cartreport.sources.suggest import did_you_mean

if TYPE_CHECKING:
    from cartreport.sources.records import Records


def check(records: Records) -> Iterator[Problem]:
    """An axis that no record has (E210), a place on it that there is not (E205)."""
    for name, plan in records.project.briefings.items():
        for axis, place in plan.focus.items():
            where = place_of(records, ("briefings", name, "focus", axis))
            along = dict(_along(records, axis))
            if not along:
                said = f"no record has an axis {axis!r} to be about"
                axes = {one for unit in SIFTED for one in _axes(records, unit)}
                yield Problem(where, "E210", said, did_you_mean(axis, axes), axis)
            elif (known := list(_places(records, axis, along))) and place not in known:
                if records.lost:
                    continue  # it may be in what could not be read
                said = f"no {axis} is called {place!r}"
                yield Problem(where, "E205", said, did_you_mean(place, known), place)


def _axes(records: Records, unit: str) -> Mapping[str, Axis]:
    return axes_of(UNITS[unit], records.project, records.vocabulary.by_name)


def _along(records: Records, name: str) -> Iterator[tuple[str, Axis]]:
    """The units that have an axis, each with its own."""
    for unit in SIFTED:
        axis = _axes(records, unit).get(CALLED.get((unit, name), name))
        if axis is not None:
            yield unit, axis


def _places(records: Records, name: str, along: Mapping[str, Axis]) -> Iterator[str]:
    """What may be named: the ids along the axis, and of companies theirs alone."""
    if name == "company":
        yield from records.companies
        return
    for unit, axis in along.items():
        yield from (known_places(records, unit, axis) or [])[:-1]
