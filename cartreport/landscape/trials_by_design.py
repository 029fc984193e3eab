"""Trials by what their records say of the product and the study: source, construct, route, line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from cartreport.landscape.counting import table_of
from cartreport.landscape.cross import NONE, table_frame
from cartreport.landscape.declared import declarations
from cartreport.landscape.table import Column, Table

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape

HERE = "place:focus"


def table(landscape: Landscape) -> Table:
    """One row an axis and value, the axes as ``trial_facets`` in sources.yaml orders them.

    A declared table an axis, one below the other. ``more`` counts the focus country's trials that
    stand in another row of the axis too; ``own`` those that stand in the row by what their own
    records say.
    """
    plain = _declared(landscape, "status")
    parts = {axis: Part(landscape, axis) for axis in landscape.project.trial_facets}
    columns = (
        Column("id", kind="key"),
        Column("axis"),
        Column("label", kind="name"),
        *plain.columns[2:],
        Column("share", kind="share"),
        Column("own", kind="count"),
        Column("more", kind="count"),
    )

    def behind(row: str | None, column: str) -> Iterable[str]:
        axis, _, place = (row or "").partition(":")
        return parts[axis].units(place, column) if row else plain.units((), (column,))

    first = next(iter(parts.values()), Part(landscape, "status"))
    return replace(
        plain,
        columns=columns,
        frame=table_frame(columns, [row for part in parts.values() for row in part.rows()]),
        rule=landscape.words("trials-by-design.rule", axis=first.table.rule),
        sources=tuple(dict.fromkeys((*plain.sources, *landscape.source_ids("labels")))),
        total=None,
        overlaps=(),
        behind=behind,
    )


def _declared(landscape: Landscape, axis: str) -> Table:
    """The table of trials by status, its rows along another axis."""
    plan = declarations()["trials-by-status"].plan(landscape.words)
    own = {"rows": axis, "title": landscape.words.pattern("trials-by-design.title")}
    return table_of(landscape, "trials-by-design", plan.model_copy(update=own))


@dataclass(frozen=True, eq=False)
class Part:
    """The rows of one axis: its terms in their order, not stated last."""

    landscape: Landscape
    axis: str

    @cached_property
    def table(self) -> Table:
        """The declared table of the axis."""
        return _declared(self.landscape, self.axis)

    def units(self, place: str, column: str) -> tuple[str, ...]:
        """The trials behind a cell."""
        if column not in ("own", "more"):
            return self.table.units((place,), (column,)) if place in self.table.row_ids else ()
        values = self.landscape.labelled(self.axis)
        if column == "more":
            return tuple(id for id in self.units(place, HERE) if len(values.get(id, ())) > 1)
        told = self.landscape.labelled(self.axis, own=True)
        return tuple(id for id in self._here if place in told.get(id, (NONE,)))

    @cached_property
    def _here(self) -> tuple[str, ...]:
        return self.table.units((), (HERE,))

    def rows(self) -> Iterable[Mapping[str, object]]:
        """The rows as mappings by column."""
        held = {str(row["id"]): row for row in self.table.frame.to_dict("records")}
        own, more = self._counts
        nothing = {column.key: 0 for column in self.table.columns} | {"label": "not stated"}
        for place, row in {**held, NONE: held.get(NONE, nothing)}.items():
            yield {
                **{str(key): cell for key, cell in row.items()},
                "id": f"{self.axis}:{place}",
                "axis": self.landscape.vocabulary[self.axis].title,
                "label": self.landscape.label(self.axis, None if place == NONE else place),
                "share": int(row[HERE]) / len(self._here) if self._here else None,
                "own": own[place],
                "more": more[place],
            }

    @property
    def _counts(self) -> tuple[Counter[str], Counter[str]]:
        """By place the trials of which their own record says it, and those with further places."""
        values = self.landscape.labelled(self.axis)
        told = self.landscape.labelled(self.axis, own=True)
        own = Counter(place for id in self._here for place in set(told.get(id, (NONE,))))
        several = (set(values[id]) for id in self._here if len(values.get(id, ())) > 1)
        return own, Counter(place for places in several for place in places)
