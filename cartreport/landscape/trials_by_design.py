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
        ids = self.landscape.trials["id"]
        held = self._own if column == "own" else self._several
        return tuple(ids[at] for at in self._here if place in held[at])

    @cached_property
    def _here(self) -> list[int]:
        """The focus country's trials, by their places in the frame."""
        here = self.landscape.trials["in_focus"].astype(bool)
        places: list[int] = here.to_numpy().nonzero()[0].tolist()
        return places

    @cached_property
    def _own(self) -> list[tuple[str, ...]]:
        """Of each trial what its own record says."""
        return [values or (NONE,) for values in self.landscape.labelled(self.axis, own=True)]

    @cached_property
    def _several(self) -> list[tuple[str, ...]]:
        """Of each trial its values, where it has several."""
        held = self.landscape.labelled(self.axis)
        return [values if len(values) > 1 else () for values in held]

    def rows(self) -> Iterable[Mapping[str, object]]:
        """The rows as mappings by column."""
        held = {str(row["id"]): row for row in self.table.frame.to_dict("records")}
        own, more = self._by_place(self._own), self._by_place(self._several)
        nothing = {column.key: 0 for column in self.table.columns} | {
            "label": self.landscape.vocabulary.absent
        }
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

    def _by_place(self, held: list[tuple[str, ...]]) -> Counter[str]:
        """How many of the focus country's trials stand at each place."""
        found: Counter[str] = Counter()
        for places, many in Counter(held[at] for at in self._here).items():
            found.update(dict.fromkeys(places, many))
        return found
