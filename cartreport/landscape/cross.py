"""Axes in the order of their vocabulary, and the rows of a table in their order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Column

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


def axis_of(
    landscape: Landscape, vocabulary: str, values: Iterable[str | None], *, name: str, head: str
) -> Axis:
    """The terms that occur among ``values``, in vocabulary order, short; not stated comes last."""
    found = {value or NONE for value in values}
    known = [term.id for term in landscape.vocabulary[vocabulary] if term.id in found]
    others = sorted(found - set(known) - {NONE})
    places = {place: landscape.short(vocabulary, place) for place in [*known, *others]}
    if NONE in found:
        places[NONE] = landscape.vocabulary.absent
    return Axis(name, head, places)


def ordered(rows: Iterable[dict[str, object]], *keys: str) -> list[dict[str, object]]:
    """Rows by their counts, largest first, ties by label; not stated comes last.

    ``keys``: the count columns that decide, in turn; rows have ``id`` and ``label``.
    """

    def place(row: dict[str, object]) -> tuple[object, ...]:
        counts = tuple(-int(str(row[key])) for key in keys)
        return row["id"] == NONE, *counts, str(row["label"]).casefold(), str(row["id"])

    return sorted(rows, key=place)


def table_frame(columns: Sequence[Column], rows: Iterable[Mapping[str, object]]) -> pd.DataFrame:
    """The frame of a table: the columns in their order, plain objects, nothing converted."""
    import numpy as np
    import pandas as pd

    held, keys = list(rows), [column.key for column in columns]
    cells = np.empty((len(held), len(keys)), dtype=object)
    for place, row in enumerate(held):
        for at, key in enumerate(keys):
            cells[place, at] = row[key]
    return pd.DataFrame(cells, columns=keys, dtype=object)
