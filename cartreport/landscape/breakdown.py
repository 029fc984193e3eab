"""Declared tables: which units they count, in which rows and columns.

A declared table is a filter and two axes, so that each of its cells is a query:
:func:`units_of` gives the units behind any of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cartreport.errors import RequestError
from cartreport.landscape.axes import UNITS, Axis, Unit, axes_of
from cartreport.landscape.cross import NONE
from cartreport.landscape.placed import Placed, placed
from cartreport.sources.project import Span

if TYPE_CHECKING:
    import numpy as np

    from cartreport.landscape.model import Landscape
    from cartreport.sources.project import TablePlan

OTHERS = "others"
"""The id of the row that holds what a limit or a least count leaves out."""
N = "n"
"""The key of the column with a row's distinct units."""


@dataclass(frozen=True, eq=False)
class Breakdown:
    """A declared table over a landscape, before it is counted."""

    landscape: Landscape
    name: str
    plan: TablePlan

    @property
    def unit(self) -> Unit:
        """What is counted."""
        return UNITS[self.plan.unit]

    @cached_property
    def axes(self) -> Mapping[str, Axis]:
        """The axes that the declaration may name."""
        return axes_of(self.unit, self.landscape.project, self.landscape.vocabulary.by_name)

    @cached_property
    def ids(self) -> np.ndarray[Any, Any]:
        """The ids of all units, counted or not, in the frame's order."""
        import numpy as np

        return np.asarray(getattr(self.landscape, self.unit.frame)["id"], dtype=object)

    @cached_property
    def counted(self) -> np.ndarray[Any, Any]:
        """For each row whether it is a unit of its own and the declaration lets it in."""
        import numpy as np

        mask = np.ones(len(self.ids), dtype=bool)
        if self.unit.part_of:
            mask &= getattr(self.landscape, self.unit.frame)[self.unit.part_of].isna().to_numpy()
        for name, wanted in self.plan.where.items():
            here = np.zeros(len(self.ids), dtype=bool)
            along = self._placed(name)
            here[along.at(self._chosen(self._axis(name), along, wanted))] = True
            mask &= here
        return mask

    def along(self, name: str) -> Placed:
        """The counted units along an axis: its places are those that they stand at."""
        import numpy as np

        whole = self._placed(name)
        kept = self.counted[whole.units]
        units, places = whole.units[kept], whole.places[kept]
        found = np.unique(places)
        if self._axis(name).form == "year" and len(found):
            stated = [place for place in found if whole.keys[place] != NONE]
            between = range(min(stated), max(stated) + 1) if stated else ()
            found = np.union1d(found, np.array(between, dtype=found.dtype))
        keys = tuple(whole.keys[place] for place in found)
        return Placed(units, np.searchsorted(found, places), keys, whole.labels)

    @cached_property
    def rows(self) -> Placed:
        """The counted units in the rows as they are printed: ordered, the others in one row."""
        return _limited(self.along(self.plan.rows), self.plan)

    def head(self, name: str) -> str:
        """What is printed above an axis."""
        axis = self._axis(name)
        terms = self.landscape.vocabulary.get(axis.terms)
        return axis.head or (terms.title if terms else name)

    def _axis(self, name: str) -> Axis:
        try:
            return self.axes[name]
        except KeyError:
            known = ", ".join(self.axes)
            raise RequestError(f"{self.name}: no axis {name!r}", f"Axes: {known}.") from None

    def _placed(self, name: str) -> Placed:
        return placed(self.landscape, self.unit.frame, self._axis(name))

    def _chosen(self, axis: Axis, along: Placed, wanted: object) -> Iterable[str]:
        """The places that a condition lets in."""
        if not isinstance(wanted, Span):
            return [str(place) for place in (wanted if isinstance(wanted, list) else [wanted])]
        held = [key for key in along.keys if (key == NONE) == (wanted.stated is False)]
        if wanted.from_ is None and wanted.to is None:
            return held
        terms = self.landscape.vocabulary[axis.terms]
        ends = [terms[end].order if end else None for end in (wanted.from_, wanted.to)]
        return [key for key in held if key in terms and _within(terms[key].order, *ends)]


def _within(order: int | None, first: int | None, last: int | None) -> bool:
    """Whether a term's place in its order lies between two others."""
    return (
        order is not None and (first is None or order >= first) and (last is None or order <= last)
    )


def _limited(rows: Placed, plan: TablePlan) -> Placed:
    """Rows in their order, then one for those beyond the limit or under the least count.

    What is not stated is no place: it keeps a row of its own, the last.
    """
    import numpy as np

    counts = np.bincount(rows.places, minlength=len(rows.keys))
    order = _ordered(rows, counts, plan.order)
    places = [place for place in order if rows.keys[place] != NONE]
    shown = [place for place in places if counts[place] >= (plan.least or 0)]
    if plan.limit is not None and len(shown) > plan.limit:
        shown = _first(shown, counts, plan.limit, parted=plan.order != "count")
    left_out = [place for place in places if place not in set(shown)]
    groups = [[place] for place in shown] + [left_out] * bool(left_out)
    groups += [[place] for place in order if rows.keys[place] == NONE]
    position = np.zeros(len(rows.keys), dtype=np.int64)
    for number, group in enumerate(groups):
        position[group] = number
    pairs = np.unique(np.stack([rows.units, position[rows.places]]), axis=1)
    keys = tuple(OTHERS if group is left_out else rows.keys[group[0]] for group in groups)
    others = f"{len(left_out)} other{'s' if len(left_out) > 1 else ''}"
    return Placed(pairs[0], pairs[1], keys, {**rows.labels, OTHERS: others})


def _first(
    order: list[int], counts: np.ndarray[Any, Any], limit: int, *, parted: bool
) -> list[int]:
    """The first rows up to a limit.

    Unless they may be ``parted``, rows of one count stand together: those that the limit would part
    are left out, or all shown where they are the largest.
    """
    if parted or counts[order[limit]] < counts[order[limit - 1]]:
        return order[:limit]
    cut = counts[order[limit]]
    larger = [place for place in order[:limit] if counts[place] > cut]
    return larger or [place for place in order if counts[place] == cut]


def _ordered(rows: Placed, counts: np.ndarray[Any, Any], order: str) -> list[int]:
    """The rows' places as they are printed; what is not stated comes last."""

    def key(place: int) -> tuple[object, ...]:
        id = rows.keys[place]
        by_count = -int(counts[place]) if order == "count" else 0
        by_name = "" if order == "terms" else rows.labels[id].casefold()
        return id == NONE, by_count, by_name, place

    return sorted(range(len(rows.keys)), key=key)


def units_of(
    landscape: Landscape, name: str, plan: TablePlan, row: str | None, column: str | None
) -> tuple[str, ...]:
    """The ids of the units behind a cell, in the order of their source.

    ``row`` and ``column`` are keys of the table; ``None`` is the closing row, or a row's own count.
    Raises :class:`RequestError` for a row or column that the table does not have.
    """
    import numpy as np

    told = Breakdown(landscape, name, plan)
    here = told.counted.copy()
    if row is not None:
        here &= _standing(here, told.rows, row, name)
    if column not in (None, N):
        axis, _, place = str(column).partition(":")
        if axis == "distinct":
            along = told.along(place)
            here &= _at(here, along, [key for key in along.keys if key != NONE])
        elif plan.columns == axis:
            here &= _standing(here, told.along(axis), place, name)
        else:
            raise RequestError(f"table {name} has no column {column!r}")
    return tuple(told.ids[np.flatnonzero(here)])


def _standing(
    here: np.ndarray[Any, Any], along: Placed, place: str, name: str
) -> np.ndarray[Any, Any]:
    if place not in along.keys:
        raise RequestError(f"table {name} has no place {place!r}", f"{', '.join(along.keys[:30])}.")
    return _at(here, along, [place])


def _at(here: np.ndarray[Any, Any], along: Placed, places: Iterable[str]) -> np.ndarray[Any, Any]:
    import numpy as np

    mask = np.zeros(len(here), dtype=bool)
    mask[along.at(places)] = True
    return mask
