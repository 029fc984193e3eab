"""Counting: axes in the order of their vocabulary, and distinct units where two of them cross."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cartreport.landscape.model import NOT_STATED
from cartreport.landscape.table import Column

if TYPE_CHECKING:
    import pandas as pd

    from cartreport.landscape.model import Landscape

NONE = "not-stated"
"""The place of what is not stated, in keys of rows and columns; it stands last."""


@dataclass(frozen=True)
class Axis:
    """Places in their order, key → label; ``head`` is printed above them where they are columns."""

    name: str
    head: str
    places: Mapping[str, str]

    def key(self, place: str) -> str:
        """The column key of a place, such as ``phase:phase-1``."""
        return f"{self.name}:{place}"

    @property
    def keys(self) -> tuple[str, ...]:
        """The column keys of all places."""
        return tuple(self.key(place) for place in self.places)

    @property
    def columns(self) -> tuple[Column, ...]:
        """One count column a place, under the axis' head."""
        return tuple(
            Column(self.key(place), label, "count", group=self.head)
            for place, label in self.places.items()
        )


def axis_of(
    landscape: Landscape, vocabulary: str, values: Iterable[str | None], *, name: str, head: str
) -> Axis:
    """The terms that occur among ``values``, in vocabulary order, short; not stated comes last."""
    found = {value or NONE for value in values}
    known = [term.id for term in landscape.vocabulary[vocabulary] if term.id in found]
    others = sorted(found - set(known) - {NONE})
    places = {place: landscape.short(vocabulary, place) for place in [*known, *others]}
    if NONE in found:
        places[NONE] = NOT_STATED
    return Axis(name, head, places)


@dataclass
class Cross:
    """Distinct units by row and column place; a unit may stand in several places."""

    cells: dict[tuple[str, str], set[str]] = field(default_factory=dict)

    def add(self, row: str | None, column: str | None, unit: str) -> None:
        """Note a unit at a place; ``None`` is not stated."""
        self.cells.setdefault((row or NONE, column or NONE), set()).add(unit)

    def count(self, row: str | None = None, column: str | None = None) -> int:
        """Distinct units at a place; without a row or column, over all of them."""
        if row is not None and column is not None:
            return len(self.cells.get((row, column), ()))
        return len(self.units(row, column))

    def units(self, row: str | None = None, column: str | None = None) -> set[str]:
        """The units themselves."""
        return {
            unit
            for (held_row, held_column), units in self.cells.items()
            if row in (None, held_row) and column in (None, held_column)
            for unit in units
        }

    def row(self, row: str | None, axis: Axis) -> dict[str, object]:
        """The counts of a row along an axis, by column key."""
        return {axis.key(place): self.count(row, place) for place in axis.places}


def ordered(rows: Iterable[dict[str, object]], *keys: str) -> list[dict[str, object]]:
    """Rows by their counts, largest first, ties by label; not stated comes last.

    ``keys``: the count columns that decide, in turn; rows have ``id`` and ``label``.
    """

    def place(row: dict[str, object]) -> tuple[object, ...]:
        counts = tuple(-int(str(row[key])) for key in keys)
        return row["id"] == NONE, *counts, str(row["label"]).casefold(), str(row["id"])

    return sorted(rows, key=place)


TIES = "Rows by count, the largest first; equal counts by name; not stated last."


def table_frame(columns: Sequence[Column], rows: Iterable[Mapping[str, object]]) -> pd.DataFrame:
    """The frame of a table: the columns in their order, plain objects, nothing converted."""
    import pandas as pd

    held = list(rows)
    return pd.DataFrame(
        {
            column.key: pd.Series([row[column.key] for row in held], dtype=object)
            for column in columns
        },
        dtype=object,
    )
