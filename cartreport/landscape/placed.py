"""Units at their places along an axis, as numbers: what counting needs and no more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count, pairwise
from typing import TYPE_CHECKING, Any

from cartreport.landscape.cross import NONE
from cartreport.landscape.readings import FOCUS, PLACE, REST, places_of
from cartreport.landscape.rows.targets import target_label

if TYPE_CHECKING:
    import numpy as np

    from cartreport.landscape.axes import Axis
    from cartreport.landscape.model import Landscape


@dataclass(frozen=True)
class Placed:
    """``units`` and ``places`` are of one length: unit *i* of the frame stands at place *j*.

    A unit stands once at each of its places; one without a place stands at ``not-stated``.
    ``keys`` are the places' ids in the order of their vocabulary, those without one by name, and
    not stated last; ``labels`` what is printed for them.
    """

    units: np.ndarray[Any, Any]
    places: np.ndarray[Any, Any]
    keys: tuple[str, ...]
    labels: Mapping[str, str]

    @property
    def single(self) -> bool:
        """Whether no unit stands at two places."""
        import numpy as np

        return not len(self.units) or int(np.bincount(self.units).max()) == 1

    def at(self, chosen: Iterable[str]) -> np.ndarray[Any, Any]:
        """The units that stand at one of some places, each once, in order."""
        import numpy as np

        parts = [self.units_at[key] for key in dict.fromkeys(chosen) if key in self.units_at]
        if len(parts) == 1:
            return parts[0]
        return np.flatnonzero(np.bincount(np.concatenate(parts))) if parts else self.units[:0]

    @cached_property
    def units_at(self) -> Mapping[str, np.ndarray[Any, Any]]:
        """Place → the units that stand there, in order."""
        import numpy as np

        order = np.lexsort((self.units, self.places))
        units = self.units[order]
        ends = np.searchsorted(self.places[order], np.arange(len(self.keys) + 1))
        return {
            key: units[start:end]
            for key, (start, end) in zip(self.keys, pairwise(ends), strict=True)
        }


def placed(landscape: Landscape, frame: str, axis: Axis) -> Placed:
    """The units of a frame along an axis: found once for all tables."""
    known, at = landscape.found, (frame, axis)
    if at not in known:
        known[at] = _placed(landscape, frame, axis)
    found: Placed = known[at]
    return found


def _placed(landscape: Landscape, frame: str, axis: Axis) -> Placed:
    import numpy as np

    read: dict[tuple[str, ...], int] = defaultdict(count().__next__)  # a number as each is met
    which = np.fromiter(map(read.__getitem__, places_of(landscape, frame, axis)), dtype=np.int64)
    held = [_above(landscape, axis, places) for places in read]
    labels = _labels(landscape, frame, axis, held, which)
    if axis.whole:
        labels = _whole(landscape, axis, labels)
    keys = _in_order(landscape, axis, labels)
    code = {key: place for place, key in enumerate(keys)}
    codes = np.array([code[key] for places in held for key in places], dtype=np.int64)
    sizes = np.array([len(places) for places in held], dtype=np.int64)
    first, each = (np.cumsum(sizes) - sizes)[which], sizes[which]
    place = np.arange(each.sum()) + np.repeat(first - (np.cumsum(each) - each), each)
    return Placed(
        units=np.repeat(np.arange(len(which)), each), places=codes[place], keys=keys, labels=labels
    )


def _whole(landscape: Landscape, axis: Axis, labels: Mapping[str, str]) -> dict[str, str]:
    """The labels of every place that there may be, met or not."""
    if axis.form == "place":
        focus = landscape.project.focus
        if focus.everywhere and axis.name == PLACE:
            return {FOCUS: focus.label}
        peers = {peer.country: peer.label for peer in focus.peers}
        rest, none = (landscape.words(f"place.{key}") for key in (REST, "none"))
        return {FOCUS: focus.label, **peers, REST: rest, NONE: none}
    terms = landscape.vocabulary.get(axis.terms) if axis.terms else None
    every = {term.id: landscape.short(axis.terms, term.id) for term in terms or ()}
    return {**every, **_named(landscape, axis, axis.places), **labels}


def _named(landscape: Landscape, axis: Axis, places: Iterable[str]) -> dict[str, str]:
    """What the words call the places of an axis without a vocabulary."""
    return {place: landscape.words(f"place.{axis.name}.{place}") for place in places}


def _above(landscape: Landscape, axis: Axis, places: tuple[str, ...]) -> tuple[str, ...]:
    """The places that count: each once, the terms above them where the axis says so, or none."""
    if axis.above:
        parents = (landscape.parent(axis.vocabulary, place) for place in places)
        places = tuple(parent or NONE for parent in parents)
    return tuple(dict.fromkeys(places)) or (NONE,)


def _labels(
    landscape: Landscape,
    frame: str,
    axis: Axis,
    held: Sequence[tuple[str, ...]],
    which: Iterable[int],
) -> dict[str, str]:
    """What is printed for each place that occurs, and for each year between the first and last."""
    found = dict.fromkeys(place for places in held for place in places)
    stated = [place for place in found if place != NONE]
    if axis.words:
        labels = _printed(landscape, frame, axis, [held[number] for number in which])
    elif axis.form == "set":
        labels = {p: target_label(landscape.vocabulary, p.split("+")) or p for p in stated}
    elif axis.places:
        labels = _named(landscape, axis, stated)
    elif axis.form == "year" and stated:
        labels = {str(y): str(y) for y in range(int(min(stated)), int(max(stated)) + 1)}
    else:
        labels = {p: landscape.short(axis.terms, p) if axis.terms else p for p in stated}
    return {**labels, **({NONE: landscape.vocabulary.absent} if NONE in found else {})}


def _printed(
    landscape: Landscape, frame: str, axis: Axis, held: Sequence[tuple[str, ...]]
) -> dict[str, str]:
    """Place → what its own column prints for it."""
    if axis.form == "long":
        long = getattr(landscape, axis.frame)
        return dict(zip(long[axis.column], long[axis.words], strict=True))
    words = zip(held, getattr(landscape, frame)[axis.words], strict=True)
    return {places[0]: str(word) for places, word in words if places[0] != NONE}


def _in_order(landscape: Landscape, axis: Axis, labels: Mapping[str, str]) -> tuple[str, ...]:
    """Places as their vocabulary has them, then by name, then what is not stated."""
    known = landscape.vocabulary.get(axis.terms) if axis.terms and axis.form != "set" else None
    order: Iterable[str] = [term.id for term in known] if known else axis.places
    if axis.form == "place":
        order = labels
    first = [place for place in order if place in labels and place != NONE]
    others = sorted(
        labels.keys() - set(first) - {NONE}, key=lambda key: (labels[key].casefold(), key)
    )
    return (*first, *others, *([NONE] if NONE in labels else []))
