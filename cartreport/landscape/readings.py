"""What each form of axis reads: the units of a frame and where each stands."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from typing import TYPE_CHECKING, Any

from cartreport.landscape.framing import owners_of

if TYPE_CHECKING:
    import numpy as np

    from cartreport.landscape.axes import Axis
    from cartreport.landscape.model import Landscape

Read = tuple["np.ndarray[Any, Any]", "np.ndarray[Any, Any]"]
"""Of one length: a unit's number, in the order of the frame, and a place where it stands."""
FOCUS, REST = "focus", "rest"
"""Places of trials: the focus country, and others than it and its peers."""
PLACE = "place"
"""The axis of these places."""


def places_of(landscape: Landscape, frame: str, axis: Axis) -> Read:
    """The units of the frame and their places; a unit without one is not among them."""
    return READINGS[axis.form](landscape, getattr(landscape, frame), axis)


def _stated(found: Any) -> Read:
    """One place a unit, or ``None``."""
    import numpy as np
    import pandas as pd

    places = np.asarray(found, dtype=object)
    units = np.flatnonzero(pd.notna(places))
    return units, places[units]


def flat(held: Any) -> Read:
    """A tuple of places a unit."""
    import numpy as np

    sizes = np.fromiter(map(len, held), dtype=np.int64)
    places = np.fromiter(chain.from_iterable(held), dtype=object, count=sizes.sum())
    return np.repeat(np.arange(len(sizes)), sizes), places


def _among(axis: Axis, which: Any) -> Read:
    """The number of a place a unit, among those of the axis."""
    import numpy as np

    return np.arange(len(which)), np.array(axis.places, dtype=object)[which]


def _one(_: Landscape, units: Any, axis: Axis) -> Read:
    found = units[axis.column]
    return _stated(found.where(found.notna(), units[axis.otherwise]) if axis.otherwise else found)


def _many(_: Landscape, units: Any, axis: Axis) -> Read:
    return flat(units[axis.column])


def _first(_: Landscape, units: Any, axis: Axis) -> Read:
    return flat([places[:1] for places in units[axis.column]])


def _set(_: Landscape, units: Any, axis: Axis) -> Read:
    held = units[axis.column].tolist()
    names = {places: "+".join(sorted(set(places))) or None for places in set(held)}
    return _stated([names[places] for places in held])


def _size(_: Landscape, units: Any, axis: Axis) -> Read:
    sizes = units[axis.column].map(len).to_numpy(dtype=int)
    return _among(axis, sizes.clip(max=len(axis.places) - 1))


def _flag(_: Landscape, units: Any, axis: Axis) -> Read:
    return _among(axis, 1 - units[axis.column].to_numpy(dtype=bool))


def _home(_: Landscape, units: Any, axis: Axis) -> Read:
    own = units[axis.column]
    held = own.where(own.notna(), units[axis.otherwise or axis.column])
    return _among(axis, 1 - held.isin(held[units["in_focus"].astype(bool)]).to_numpy())


def _place(_: Landscape, units: Any, axis: Axis) -> Read:
    """The focus country and its peers where a trial has sites, else elsewhere; once: the first."""
    import numpy as np

    here, sited = (units[name].to_numpy(dtype=bool) for name in ("in_focus", "countries"))
    at, peers = flat(units["peers"])
    if axis.name.startswith("first-"):
        first = ~here[at] & (np.diff(at, prepend=-1) > 0)
        at, peers = at[first], peers[first]
    told = here | (np.bincount(at, minlength=len(here)) > 0)
    rest = np.flatnonzero(sited & ~told)
    focus = np.flatnonzero(here)
    places = [np.full(len(focus), FOCUS, object), peers, np.full(len(rest), REST, object)]
    return np.concatenate([focus, at, rest]), np.concatenate(places)


def _facet(_: Landscape, units: Any, axis: Axis) -> Read:
    return _stated([facets.get(axis.name) for facets in units[axis.column]])


def _label(landscape: Landscape, _: Any, axis: Axis) -> Read:
    return landscape.labels_of(axis.column)


def _own(landscape: Landscape, _: Any, axis: Axis) -> Read:
    return landscape.labels_of(axis.column, own=True)


def _long(landscape: Landscape, units: Any, axis: Axis) -> Read:
    long = getattr(landscape, axis.frame)
    owners = owners_of(long, units)
    there = owners >= 0
    return owners[there], long[axis.column].to_numpy(dtype=object)[there]


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
