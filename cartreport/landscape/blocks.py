"""Blocks: the count columns of a declared table, a block an axis, or one column alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cartreport.landscape.placed import Placed
from cartreport.landscape.table import Column

if TYPE_CHECKING:
    import numpy as np

N = "n"
"""The key of the column with a row's distinct units."""


@dataclass(frozen=True, eq=False)
class Block:
    """Columns under one head: the units ``across`` their places."""

    key: str
    head: str
    across: Placed

    @property
    def alone(self) -> bool:
        """Whether this is one column without an axis."""
        return self.across.keys == ("",)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The keys of the columns, such as ``phase:phase-1``."""
        if self.alone:
            return (self.key,)
        return tuple(f"{self.key}:{place}" for place in self.across.keys)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns themselves."""
        if self.alone:
            return (Column(self.key, self.head, "count"),)
        labels = (self.across.labels[place] for place in self.across.keys)
        return tuple(
            Column(key, label, "count", group=self.head)
            for key, label in zip(self.keys, labels, strict=True)
        )

    def place(self, column: str) -> int:
        """The number of a column among those of the block."""
        return self.keys.index(column)

    def at(self, column: str, size: int) -> np.ndarray[Any, Any]:
        """For each of ``size`` units whether it stands in a column."""
        import numpy as np

        mask = np.zeros(size, dtype=bool)
        mask[self.across.units_at[self.across.keys[self.place(column)]]] = True
        return mask

    def ends(self) -> list[int]:
        """The distinct units of each column."""
        import numpy as np

        counts: list[int] = np.bincount(
            self.across.places, minlength=len(self.across.keys)
        ).tolist()
        return counts


def one_column(key: str, head: str, units: np.ndarray[Any, Any]) -> Block:
    """One column that counts these units."""
    import numpy as np

    return Block(key, head, Placed(units, np.zeros(len(units), dtype=np.int64), ("",), {"": head}))
