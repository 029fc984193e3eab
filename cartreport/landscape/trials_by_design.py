"""Trials by what their records say of the product and the study: source, construct, route, line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cartreport.landscape.axes import Axis
from cartreport.landscape.counting import table_of
from cartreport.landscape.cross import NONE, table_frame
from cartreport.landscape.declared import declarations
from cartreport.landscape.placed import Placed, placed
from cartreport.landscape.table import Column, Portion, Table

if TYPE_CHECKING:
    import numpy as np

    from cartreport.landscape.model import Landscape

    Places = np.ndarray[Any, Any]

HERE = "place:focus"


def table(landscape: Landscape) -> Table:
    """One row an axis and value, the axes as ``trial_facets`` in sources.yaml orders them.

    A declared table an axis, one below the other. ``more`` counts the focus country's trials that
    stand in another row of the axis too; ``own`` those that stand in the row by what their own
    records say.
    """
    parts = {axis: Part(landscape, axis) for axis in landscape.project.trial_facets}
    plain = next(iter(parts.values()), Part(landscape, "status")).table
    columns = (
        Column("id", kind="key"),
        Column("axis"),
        Column("label", kind="name"),
        *plain.columns[2:],
        Column("share", kind="share", part=HERE),
        Column("own", kind="count"),
        Column("more", kind="count"),
    )

    def behind(row: str | None, column: str) -> Iterable[str]:
        axis, _, place = str(row).partition(":")
        return parts[axis].units(place, column)

    return replace(
        plain,
        columns=columns,
        frame=table_frame(columns, [row for part in parts.values() for row in part.rows()]),
        rule=landscape.words("trials-by-design.rule", axis=plain.rule),
        sources=landscape.source_ids("trials") + landscape.source_ids("labels"),
        total=None,
        overlaps=(),
        behind=behind,
    )


@dataclass(frozen=True, eq=False)
class Part:
    """The rows of one axis: its terms in their order, not stated last."""

    landscape: Landscape
    axis: str

    @cached_property
    def table(self) -> Table:
        """The table of trials by status, its rows along the axis."""
        words = self.landscape.words
        plan = declarations()["trials-by-status"].plan(words)
        own = {"rows": self.axis, "title": words.pattern("trials-by-design.title")}
        return table_of(self.landscape, "trials-by-design", plan.model_copy(update=own))

    def units(self, place: str, column: str) -> tuple[str, ...]:
        """The trials behind a cell."""
        if column not in ("own", "more"):
            return self.table.units((place,), (column,)) if place in self.table.row_ids else ()
        found = self._own if column == "own" else self._several
        return tuple(self.landscape.trials["id"].iloc[found.get(place, [])])

    @cached_property
    def _own(self) -> Mapping[str, Places]:
        """By place the focus country's trials that stand there by what their own records say."""
        axis = Axis(self.axis, self.axis, "own", self.axis)
        return self._here_at(placed(self.landscape, "trials", axis))

    @cached_property
    def _several(self) -> Mapping[str, Places]:
        """By place the focus country's trials that stand there and elsewhere too."""
        import numpy as np

        along = placed(self.landscape, "trials", Axis(self.axis, self.axis, "label", self.axis))
        several = np.bincount(along.units)[along.units] > 1
        return self._here_at(
            replace(along, units=along.units[several], places=along.places[several])
        )

    def _here_at(self, along: Placed) -> Mapping[str, Places]:
        return {place: units[self._here[units]] for place, units in along.units_at.items()}

    @cached_property
    def _here(self) -> Places:
        """For each trial whether it has a site in the focus country."""
        return self.landscape.trials["in_focus"].to_numpy(dtype=bool)

    def rows(self) -> Iterable[Mapping[str, object]]:
        """The rows as mappings by column."""
        held = dict(zip(self.table.row_ids, self.table.records, strict=True))
        here = int(self._here.sum())
        nothing = {column.key: 0 for column in self.table.columns} | {
            "label": self.landscape.vocabulary.absent
        }
        for place, row in {**held, NONE: held.get(NONE, nothing)}.items():
            yield {
                **row,
                "id": f"{self.axis}:{place}",
                "axis": self.landscape.vocabulary[self.axis].title,
                "label": self.landscape.label(self.axis, None if place == NONE else place),
                "share": Portion(int(row[HERE]), here) if here else None,
                "own": len(self._own.get(place, ())),
                "more": len(self._several.get(place, ())),
            }
