"""What each form of axis reads: the units of a frame and where each stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from cartreport.landscape.framing import codes_of, spread

if TYPE_CHECKING:
    import numpy as np

    from cartreport.landscape.axes import Axis
    from cartreport.landscape.model import Landscape

Read = tuple["np.ndarray[Any, Any]", "np.ndarray[Any, Any]", Sequence[Any]]
"""Of one length: a unit's number, in the order of the frame, and a code for a place where it
stands; then what the codes mean, in which a place may stand twice."""
FOCUS, REST = "focus", "rest"
"""Places of trials: the focus country, and others than it and its peers."""
PLACE = "place"
"""The axis of these places."""


def places_of(landscape: Landscape, frame: str, axis: Axis) -> Read:
    """The units of the frame and their places; a unit without one is not among them."""
    return READINGS[axis.form](landscape, frame, axis)


def _stated(codes: Any, values: Sequence[Any]) -> Read:
    """One place a unit, or none."""
    units = (codes >= 0).nonzero()[0]
    return units, codes[units], values


def flat(codes: Any, held: Iterable[Sequence[Any]]) -> Read:
    """Of each unit the places of its tuple; ``held``: the tuples by their codes."""
    import numpy as np

    number: dict[Any, int] = {}
    inner = [[number.setdefault(place, len(number)) for place in places] for places in held]
    sizes = np.array([*map(len, inner)], dtype=np.int64)
    each = np.array([*chain.from_iterable(inner)], dtype=np.int64)
    here = sizes[codes]
    at = spread((np.cumsum(sizes) - sizes)[codes], here)
    return np.repeat(np.arange(len(codes)), here), each[at], tuple(number)


def _among(axis: Axis, which: Any) -> Read:
    """The number of a place a unit, among those of the axis."""
    return _stated(which, axis.places)


def _one(landscape: Landscape, frame: str, axis: Axis) -> Read:
    return _stated(*landscape.coded(frame, axis.column, axis.otherwise))


def _many(landscape: Landscape, frame: str, axis: Axis) -> Read:
    return flat(*landscape.coded(frame, axis.column))


def _first(landscape: Landscape, frame: str, axis: Axis) -> Read:
    codes, held = landscape.coded(frame, axis.column)
    return flat(codes, [places[:1] for places in held])


def _set(landscape: Landscape, frame: str, axis: Axis) -> Read:
    codes, held = landscape.coded(frame, axis.column)
    return flat(codes, [["+".join(sorted(set(places)))] if places else [] for places in held])


def _size(landscape: Landscape, frame: str, axis: Axis) -> Read:
    import numpy as np

    codes, held = landscape.coded(frame, axis.column)
    sizes = np.array([*map(len, held)], dtype=np.int64)
    return _among(axis, sizes.clip(max=len(axis.places) - 1)[codes])


def _flag(landscape: Landscape, frame: str, axis: Axis) -> Read:
    return _among(axis, 1 - _says(landscape, frame, axis.column))


def _says(landscape: Landscape, frame: str, column: str) -> Any:
    """For each unit whether a column says anything."""
    return getattr(landscape, frame)[column].to_numpy(dtype=bool)


def _home(landscape: Landscape, frame: str, axis: Axis) -> Read:
    import numpy as np

    codes, values = landscape.coded(frame, axis.column, axis.otherwise)
    away = np.ones(len(values) + 1, dtype=np.int64)
    away[codes[_says(landscape, frame, "in_focus")]] = 0
    return _among(axis, away[codes])


def _place(landscape: Landscape, frame: str, axis: Axis) -> Read:
    """The focus country and its peers where a trial has sites, else elsewhere; once: the first."""
    import numpy as np

    here, sited = (_says(landscape, frame, name) for name in ("in_focus", "countries"))
    at, codes, peers = flat(*landscape.coded(frame, "peers"))
    if axis.name.startswith("first-"):
        first = ~here[at] & (np.diff(at, prepend=-1) > 0)
        at, codes = at[first], codes[first]
    told = here | (np.bincount(at, minlength=len(here)) > 0)
    rest, focus = np.flatnonzero(sited & ~told), np.flatnonzero(here)
    places = [codes, np.full(len(focus), len(peers)), np.full(len(rest), len(peers) + 1)]
    return np.concatenate([at, focus, rest]), np.concatenate(places), (*peers, FOCUS, REST)


def _facet(landscape: Landscape, frame: str, axis: Axis) -> Read:
    held = getattr(landscape, frame)["facets"]
    return _stated(*codes_of([facets.get(axis.name) for facets in held]))


def _label(landscape: Landscape, _: str, axis: Axis) -> Read:
    return landscape.labels_of(axis.column)


def _own(landscape: Landscape, _: str, axis: Axis) -> Read:
    return landscape.labels_of(axis.column, own=True)


def _long(landscape: Landscape, frame: str, axis: Axis) -> Read:
    codes, values = landscape.coded(axis.frame, axis.column)
    owners = landscape.owners(axis.frame, frame)
    there = owners >= 0
    return owners[there], codes[there], values


READINGS: dict[str, Callable[[Landscape, str, Axis], Read]] = {
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
