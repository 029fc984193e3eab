"""Declared tables: which units they count, in which rows and columns.

A declared table is a filter and axes, so that each of its cells is a query: :func:`behind` gives
the ids behind any of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cartreport.errors import RequestError
from cartreport.landscape.axes import UNITS, Axis, Unit, axes_of
from cartreport.landscape.blocks import Block, N, one_column
from cartreport.landscape.cross import NONE
from cartreport.landscape.placed import Placed, placed
from cartreport.landscape.readings import FOCUS, PLACE
from cartreport.landscape.row_order import limited
from cartreport.sources.table_plan import Span

if TYPE_CHECKING:
    import numpy as np

    from cartreport.landscape.model import Landscape
    from cartreport.sources.table_plan import TablePlan

LABELS = "labels"
"""The kind of source that says what a trial tests; without one the programmes that list it do."""
DISTINCT = "distinct:"
"""What the key of a column begins with that counts the places of an axis."""


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

    @property
    def everywhere(self) -> bool:
        """Whether the landscape is of the whole world."""
        return self.landscape.project.focus.everywhere

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
        mask = self.let_in(self.plan.where)
        if self.unit.part_of:
            mask &= getattr(self.landscape, self.unit.frame)[self.unit.part_of].isna().to_numpy()
        return mask

    def let_in(self, wanted_of: Mapping[str, object]) -> np.ndarray[Any, Any]:
        """For each unit whether it meets all of some conditions."""
        import numpy as np

        mask = np.ones(len(self.ids), dtype=bool)
        for name, wanted in wanted_of.items():
            mask &= self._met(name, wanted)
        return mask

    def _met(self, name: str, wanted: object) -> np.ndarray[Any, Any]:
        """For each unit whether it meets one condition: found once for all tables."""
        import numpy as np

        def met() -> np.ndarray[Any, Any]:
            along, here = self._placed(name), np.zeros(len(self.ids), dtype=bool)
            here[along.at(self._chosen(self._axis(name), along, wanted))] = True
            return here

        return self.landscape.made_once(met, self.unit.name, name, repr(wanted))

    def along(
        self, name: str, where: Mapping[str, object] | None = None, *, whole: bool = False
    ) -> Placed:
        """The counted units along an axis: its places are those that they stand at.

        With ``where`` only those that meet it too; ``whole`` gives an axis that says so all places.
        Found once for all tables.
        """
        at = self.unit.name, name, repr((self.plan.where, where, whole))
        return self.landscape.made_once(lambda: self._along(name, where, whole=whole), *at)

    def _along(self, name: str, where: Mapping[str, object] | None, *, whole: bool) -> Placed:
        import numpy as np

        every = self._placed(name)
        counted = self.counted & self.let_in(where) if where else self.counted
        kept = counted[every.units]
        units, places = every.units[kept], every.places[kept]
        if whole and self._axis(name).whole:
            return Placed(units, places, every.keys, every.labels)
        met = np.bincount(places, minlength=len(every.keys)) > 0
        if self._axis(name).form == "year":
            stated = [place for place in np.flatnonzero(met) if every.keys[place] != NONE]
            met[min(stated, default=0) : max(stated, default=-1) + 1] = True
        keys = tuple(every.keys[place] for place in np.flatnonzero(met))
        return Placed(units, (np.cumsum(met) - 1)[places], keys, every.labels)

    @cached_property
    def rows(self) -> Placed:
        """The counted units in the rows as they are printed: ordered, the others in one row."""
        rows = self.along(self.plan.rows)
        by = self.block(self.by)
        return limited(
            rows, self.plan, by.across.over(rows)[:, by.place(self.by)], self.landscape.words
        )

    @cached_property
    def by(self) -> str:
        """The column that orders the rows: all units where nobody stands at the place asked for."""
        by = self.plan.by or N
        key, _, place = by.partition(":")
        axes = [told.axis for told in self.plan.columns if told.axis and key == told.begins]
        unmet = all(by not in block.keys for block in self.blocks)
        return N if unmet and any(self._knows(axis, place) for axis in axes) else by

    def _knows(self, name: str, place: str) -> bool:
        """Whether there is a place along an axis, counted or not."""
        terms = self.landscape.vocabulary.get(self._axis(name).terms)
        return place in (terms or ()) or place in self._placed(name).labels

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The count columns: all units of a row, then those along each axis of the columns."""
        import numpy as np

        head = self.landscape.words(f"units.{self.plan.unit}")
        blocks = [one_column(N, head, np.flatnonzero(self.counted))]
        for told in self.plan.columns:
            if self._elsewhere(told.where):
                continue
            if told.axis is None:
                units = np.flatnonzero(self.counted & self.let_in(told.where))
                blocks.append(one_column(told.begins, self.said(str(told.head)), units))
                continue
            across = self.along(told.axis, told.where, whole=True)
            head = self.said(told.head or self.head(told.axis))
            blocks.append(Block(told.begins, head, across))
        return tuple(blocks)

    def _elsewhere(self, where: Mapping[str, object]) -> bool:
        """Whether a column is of other places than the focus, where the focus is everywhere."""
        return self.everywhere and where.get(PLACE, FOCUS) != FOCUS

    def block(self, column: str) -> Block:
        """The columns that one stands among; raises :class:`RequestError` where there is none."""
        for block in self.blocks:
            if column in block.keys:
                return block
        raise RequestError(f"table {self.name} has no column {column!r}")

    def crossed(self, axis: str) -> np.ndarray[Any, Any]:
        """The counted units by row and place of another axis."""
        return self.along(axis).over(self.rows)

    @cached_property
    def used(self) -> tuple[str, ...]:
        """Every axis that the declaration names, each once."""
        plan = self.plan
        columns = [told.axis for told in plan.columns if told.axis]
        conditions = [told.where for told in plan.columns]
        conditions += [told.where for told in plan.values.values()]
        narrowed = [name for where in conditions for name in where]
        every = [plan.rows, *columns, *plan.distinct, *plan.named, *plan.where, *narrowed]
        return tuple(dict.fromkeys(every))

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources of the units, and of what the axes rest on."""
        kinds = [*self.unit.sources, *(k for name in self.used for k in self._axis(name).kinds)]
        if LABELS in kinds and not self.landscape.has(LABELS):
            kinds[kinds.index(LABELS)] = "programmes"
        found = (id for kind in dict.fromkeys(kinds) for id in self.landscape.source_ids(kind))
        return tuple(dict.fromkeys(found))

    def said(self, text: str) -> str:
        """A text of the declaration, with the focus country in place of `{place}`."""
        for name, value in self.landscape.words.values.items():
            text = text.replace(f"{{{name}}}", str(value))
        return text

    def head(self, name: str) -> str:
        """What is printed above an axis."""
        axis, words = self._axis(name), self.landscape.words
        if axis in self.unit.axes:
            return words.first(f"axis.{self.unit.name}.{name}", f"axis.{name}")
        terms = self.landscape.vocabulary.get(axis.terms)
        return terms.title if terms else name

    def label(self, name: str, place: str) -> str:
        """What is printed for a place of an axis."""
        return self._placed(name).labels.get(place, place)

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


def behind(told: Breakdown, row: str | None, column: str) -> tuple[str, ...]:
    """The ids behind a cell: of units in the order of their source, or of an axis' places.

    ``row`` and ``column`` are keys of the table; ``None`` is the closing row. Raises
    :class:`RequestError` for a row or column that the table does not have.
    """
    import numpy as np

    here = told.counted.copy()
    if row is not None:
        here &= _standing(here, told.rows, row, told.name)
    axis = column.removeprefix(DISTINCT)
    if axis != column and axis in told.plan.distinct:
        along = told.along(axis)
        met = along.places[here[along.units]]
        return tuple(along.keys[place] for place in np.unique(met) if along.keys[place] != NONE)
    block = told.block(column)
    here &= block.at(column, len(here))
    return tuple(told.ids[np.flatnonzero(here)])


def _standing(
    here: np.ndarray[Any, Any], along: Placed, place: str, name: str
) -> np.ndarray[Any, Any]:
    import numpy as np

    if place not in along.units_at:
        raise RequestError(f"table {name} has no place {place!r}", f"{', '.join(along.keys[:30])}.")
    mask = np.zeros(len(here), dtype=bool)
    mask[along.units_at[place]] = True
    return mask
