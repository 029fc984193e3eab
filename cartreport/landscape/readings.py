"""What each form of axis reads: the places of every unit of a frame, in the frame's order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cartreport.landscape.axes import Axis
    from cartreport.landscape.model import Landscape

Read = Iterable[tuple[str, ...]]
FOCUS, REST = "focus", "rest"
"""Places of trials: the focus country, and others than it and its peers."""
PLACE = "place"
"""The axis of these places."""


def places_of(landscape: Landscape, frame: str, axis: Axis) -> Read:
    """The places of each unit of the frame; none of one that states none."""
    return READINGS[axis.form](landscape, getattr(landscape, frame), axis)


def _one(_: Landscape, units: Any, axis: Axis) -> Read:
    found = units[axis.column]
    if axis.otherwise:
        found = found.where(found.notna(), units[axis.otherwise])
    once = {place: () if place is None else (str(place),) for place in set(found)}
    return map(once.__getitem__, found)


def _many(_: Landscape, units: Any, axis: Axis) -> Read:
    return map(tuple, units[axis.column])


def _first(_: Landscape, units: Any, axis: Axis) -> Read:
    return (tuple(places[:1]) for places in units[axis.column])


def _set(_: Landscape, units: Any, axis: Axis) -> Read:
    sets = ("+".join(sorted(set(places))) for places in units[axis.column])
    return ((name,) if name else () for name in sets)


def _size(_: Landscape, units: Any, axis: Axis) -> Read:
    sizes = tuple(axis.places)
    return ((sizes[min(len(places), len(sizes) - 1)],) for places in units[axis.column])


def _flag(_: Landscape, units: Any, axis: Axis) -> Read:
    there, none = axis.places
    return ((there if said else none,) for said in units[axis.column])


def _home(_: Landscape, units: Any, axis: Axis) -> Read:
    pairs = zip(units[axis.column], units[axis.otherwise or axis.column], strict=True)
    held = [own or other for own, other in pairs]
    at_home = {one for one, there in zip(held, units["in_focus"], strict=True) if there}
    here, elsewhere = axis.places
    return ((here if one in at_home else elsewhere,) for one in held)


def _place(_: Landscape, units: Any, axis: Axis) -> Read:
    """The focus country and its peers where a trial has sites, else elsewhere; once: the first."""
    most = 1 if axis.name.startswith("first-") else None
    here, sited = (units[name].astype(bool).tolist() for name in ("in_focus", "countries"))
    held = list(zip(here, units["peers"].tolist(), sited, strict=True))
    once = {
        at: ((*((FOCUS,) if at[0] else ()), *at[1]) or ((REST,) if at[2] else ()))[:most]
        for at in set(held)
    }
    return map(once.__getitem__, held)


def _facet(_: Landscape, units: Any, axis: Axis) -> Read:
    found = (facets.get(axis.name) for facets in units[axis.column])
    return ((place,) if place else () for place in found)


def _label(landscape: Landscape, _: Any, axis: Axis) -> Read:
    return landscape.labelled(axis.column)


def _own(landscape: Landscape, _: Any, axis: Axis) -> Read:
    return landscape.labelled(axis.column, own=True)


def _long(landscape: Landscape, units: Any, axis: Axis) -> Read:
    held: dict[str, list[str]] = {}
    long = getattr(landscape, axis.frame)
    for unit, place in zip(long[long.columns[0]], long[axis.column], strict=True):
        held.setdefault(unit, []).append(place)
    return (tuple(held.get(unit, ())) for unit in units["id"])


READINGS: dict[str, Callable[[Landscape, Any, Axis], Read]] = {
    "one": _one,
    "year": _one,
    "many": _many,
    "first": _first,
    "set": _set,
    "size": _size,
    "flag": _flag,
    "home": _home,
    "place": _place,
    "facet": _facet,
    "label": _label,
    "own": _own,
    "long": _long,
}
"""The form of an axis → how it is read."""
