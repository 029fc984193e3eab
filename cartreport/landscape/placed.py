"""Units at their places along an axis, as numbers: what counting needs and no more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from cartreport.landscape.cross import NONE
from cartreport.landscape.framing import spread
from cartreport.landscape.readings import FOCUS, PLACE, REST, places_of
from cartreport.landscape.rows.targets import target_label

if TYPE_CHECKING:
    import numpy as np

    from cartreport.landscape.axes import Axis
    from cartreport.landscape.model import Landscape


@dataclass(frozen=True)
class Placed:
    """``units`` and ``places`` are of one length: unit *i* of the frame stands at place *j*.

    A unit stands once at each of its places; one without a place stands at ``not-stated``. They
    are in the order of the units.
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
        return int(self._runs[1].max()) < 2

    def at(self, chosen: Iterable[str]) -> np.ndarray[Any, Any]:
        """The units that stand at one of some places, each once, in order."""
        import numpy as np

        parts = [self.units_at[key] for key in dict.fromkeys(chosen) if key in self.units_at]
        if len(parts) == 1:
            return parts[0]
        return np.flatnonzero(np.bincount(np.concatenate(parts))) if parts else self.units[:0]

    @cached_property
    def _runs(self) -> tuple[Any, Any]:
        """Of each unit the first of its places, and how many; none for one beyond them all."""
        import numpy as np

        each = np.append(np.bincount(self.units), 0)
        return np.cumsum(each) - each, each

    def over(self, rows: Placed) -> np.ndarray[Any, Any]:
        """Units by row and place: each counts once where the two meet."""
        import numpy as np

        first, each = rows._runs
        units, width = np.minimum(self.units, len(each) - 1), len(self.keys)
        met = each[units]
        there = rows.places[spread(first[units], met)]
        flat: np.ndarray[Any, Any] = np.bincount(
            there * width + np.repeat(self.places, met), minlength=len(rows.keys) * width
        )
        return flat.reshape(len(rows.keys), width)

    @cached_property
    def units_at(self) -> Mapping[str, np.ndarray[Any, Any]]:
        """Place → the units that stand there, in order."""
        import numpy as np

        small = self.places.astype(np.min_scalar_type(len(self.keys)))  # few places: soon sorted
        order = np.argsort(small, kind="stable")
        units = self.units[order]
        ends = np.searchsorted(self.places[order], np.arange(len(self.keys) + 1))
        return {
            key: units[start:end]
            for key, (start, end) in zip(self.keys, pairwise(ends), strict=True)
        }


def placed(landscape: Landscape, frame: str, axis: Axis) -> Placed:
    """The units of a frame along an axis: found once for all tables."""
    return landscape.made_once(lambda: _placed(landscape, frame, axis), frame, axis)


def _placed(landscape: Landscape, frame: str, axis: Axis) -> Placed:
    import numpy as np

    stated, codes, values = places_of(landscape, frame, axis)
    bare = np.flatnonzero(np.bincount(stated, minlength=len(getattr(landscape, frame))) == 0)
    names = [*_above(landscape, axis, map(str, values))]
    met = [names[code] for code in np.flatnonzero(np.bincount(codes, minlength=len(names)))]
    if axis.words:
        labels = _printed(landscape, frame, axis, stated, codes, values)
    else:
        labels = _labels(landscape, axis, dict.fromkeys(met))
    if len(bare) or NONE in met:
        labels[NONE] = landscape.vocabulary.absent
    if axis.whole:
        labels = _whole(landscape, axis, labels)
    keys = _in_order(landscape, axis, labels)
    place = {key: place for place, key in enumerate(keys)}
    places = np.array([place.get(name, 0) for name in names], dtype=np.int64)[codes]
    nowhere = np.full(len(bare), place.get(NONE, 0))
    units = np.concatenate([stated, bare])
    return Placed(*once(units, np.concatenate([places, nowhere])), keys=keys, labels=labels)


def once(
    units: np.ndarray[Any, Any], places: np.ndarray[Any, Any]
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Units and their places, each pair once, in the order of the units."""
    import numpy as np

    width = 1 + places.max(initial=0)
    pairs = np.sort(units * width + places, kind="stable")  # in runs: soon sorted
    kept = pairs[np.diff(pairs, prepend=-1) > 0]  # np.unique hashes them: ten times as slow
    return kept // width, kept % width


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


def _above(landscape: Landscape, axis: Axis, places: Iterable[str]) -> Iterable[str]:
    """The places that count: the terms above them where the axis says so."""
    if not axis.above:
        return places
    return (landscape.parent(axis.vocabulary, place) or NONE for place in places)


def _labels(landscape: Landscape, axis: Axis, found: Iterable[str]) -> dict[str, str]:
    """What is printed for each place that occurs, and for each year between the first and last."""
    stated = [place for place in found if place != NONE]
    if axis.form == "set":
        return {p: target_label(landscape.vocabulary, p.split("+")) or p for p in stated}
    if axis.places:
        return _named(landscape, axis, stated)
    if axis.form == "year" and stated:
        return {str(y): str(y) for y in range(int(min(stated)), int(max(stated)) + 1)}
    return {p: landscape.short(axis.terms, p) if axis.terms else p for p in stated}


def _printed(
    landscape: Landscape, frame: str, axis: Axis, units: Any, codes: Any, values: Sequence[Any]
) -> dict[str, str]:
    """Place → what its own column prints for it, in its last row."""
    import numpy as np

    last = np.full(len(values), -1)
    last[codes] = (
        units if axis.form != "long" else np.flatnonzero(landscape.owners(axis.frame, frame) >= 0)
    )
    words = getattr(landscape, axis.frame or frame)[axis.words].to_numpy(dtype=object)
    return {
        str(values[code]): str(words[last[code]]) for code in np.flatnonzero(last >= 0).tolist()
    }


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
