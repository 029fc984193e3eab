"""A table is data until the last moment: a frame, what its columns mean, and where it is from.

No HTML here. The briefing, the terminal, CSV, JSON and Markdown are renderers over this value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, Self, cast, get_args

from cartreport.errors import RequestError
from cartreport.landscape.address import NOWHERE, ROWS
from cartreport.sources.suggest import did_you_mean
from cartreport.sources.vocabulary import RESERVED

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

CellKind = Literal[
    "key", "name", "text", "count", "share", "date", "money", "number", "words", "terms", "refs"
]


DOT = " · "
"""Between the parts of what a number is called."""
STATED = ("money", "number", "share")
"""Kinds of cell whose numbers count nothing: a source states them."""
ADDRESSED = ("date", "words", *STATED)
"""Kinds of cell that have an address and count nothing."""
NO_PLACE = RESERVED
"""Ids of rows that are no place of their axis: what is not stated, and the remainder."""


def per_cent(value: float) -> str:
    """A number of per cent, whole: with as few decimals as tell it from 0 and from 100."""
    exact = round(value, 9) + 0.0
    told = (f"{exact:.{places}f}" for places in range(10))
    return next(text for text in told if float(text) == exact or float(text) not in (0, 100))


class Portion(float):
    """The cell of a share: from 0 to 1, and what it is of."""

    part: int
    whole: int

    def __new__(cls, part: int, whole: int) -> Self:
        """``part`` of a ``whole`` that is not nothing."""
        made = super().__new__(cls, part / whole)
        made.part, made.whole = part, whole
        return made

    def __reduce__(self) -> tuple[type[Self], tuple[int, int]]:
        """What a copy is made of."""
        return type(self), (self.part, self.whole)


@dataclass(frozen=True)
class Column:
    """One column: its key in the frame, its head, and how its cells read.

    One without a ``label`` gets it of the words of tables: see :mod:`cartreport.landscape.words`.

    ``kind`` — key: the row's id, in exports but not on pages; name: the row's head, or a part of
    it; text; count: whole number, zero printed as a dot; share: a :class:`Portion`, printed as per
    cent; date: partial ISO; money and number: with ``unit``; words: what a source states, numbers
    and all; terms: a tuple of labels; refs: a tuple of reference ids.
    ``group`` is a head above several columns. ``of`` is the kind of source that a count is of,
    where it is another than the rows': without such a source the column is left out. ``counts`` is
    what a count counts (``company``, ``trial``, ``target`` …) where it is not the table's unit.
    ``part`` is the key of the count that a share is the part of: its records are the share's.
    """

    key: str
    label: str = ""
    kind: CellKind = "text"
    unit: str = ""
    group: str = ""
    of: str = ""
    counts: str = ""
    part: str = ""


def heads(told: str) -> tuple[Column, ...]:
    """Columns in their order: ``id:key city`` with the kind of those that are no text, a unit.

    Raises ``ValueError`` for a kind that there is not.
    """
    found = []
    for word in told.split():
        key, kind, unit, *_ = [*word.split(":", 2), "", ""]
        if (kind := kind or "text") not in get_args(CellKind):
            raise ValueError(f"{word}: no kind is called {kind!r}")
        found.append(Column(key, kind=cast("CellKind", kind), unit=unit))
    return tuple(found)


Behind = Callable[[str | None, str], Iterable[str]]
"""Row id (``None``: the closing row) and column key → the ids that the cell counts."""


@dataclass(frozen=True)
class Table:
    """One question answered.

    ``frame`` has exactly the columns that ``columns`` name, in that order, any index, and no
    missing values but ``None``. ``total`` maps column keys to the closing row, counted distinctly;
    where rows overlap (a pair of targets counts under both) ``rule`` says so and ``total`` is still
    the distinct count. ``overlaps`` are the count columns whose rows overlap; ``parts`` names
    a count column and the columns that add up to it in every row. Construction holds both: a table
    whose totals do not close is not made. ``sources`` are ids of sources.yaml entries; ``refs``
    reference ids; ``facts`` further values that statements may name. ``behind`` gives the units
    that a cell counts: see :meth:`units`. One without ``title`` or ``rule`` gets that of the words.
    """

    id: str
    unit: str
    columns: tuple[Column, ...]
    frame: pd.DataFrame
    as_of: str
    sources: tuple[str, ...]
    title: str = ""
    rule: str = ""
    total: dict[str, object] | None = None
    notes: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()
    overlaps: tuple[str, ...] = ()
    parts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    facts: dict[str, object] = field(default_factory=dict)
    behind: Behind | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        keys = [column.key for column in self.columns]
        if list(self.frame.columns) != keys:
            raise ValueError(f"table {self.id}: frame has {list(self.frame.columns)}, not {keys}")
        if self.total is not None and set(self.total) - set(keys):
            raise ValueError(f"table {self.id}: total names {set(self.total) - set(keys)}")
        self._close_columns()
        self._close_rows()

    @cached_property
    def rows(self) -> list[list[Any]]:
        """The cells of each row, in the order of the columns."""
        held: list[list[Any]] = self._array.tolist()
        return held

    @cached_property
    def _array(self) -> NDArray[np.object_]:
        return self.frame.to_numpy(dtype=object)

    @cached_property
    def records(self) -> list[dict[str, Any]]:
        """Each row as its cells by column key."""
        keys = [column.key for column in self.columns]
        return [dict(zip(keys, cells, strict=True)) for cells in self.rows]

    def _cells(self, key: str) -> list[Any]:
        """The cells of a column."""
        place = next(at for at, column in enumerate(self.columns) if column.key == key)
        cells: list[Any] = self._array[:, place].tolist()
        return cells

    def _close_columns(self) -> None:
        """Every count column adds up to its total, or to more where its rows overlap."""
        for key, total in (self.total or {}).items():
            if self.column(key).kind != "count":
                continue
            added = sum(map(int, self._cells(key)))
            closes = added >= int(str(total)) if key in self.overlaps else added == total
            if not closes:
                raise ValueError(f"table {self.id}: {key} adds up to {added}, total {total}")

    def _close_rows(self) -> None:
        """The parts of a count column add up to it in every row and in the total."""
        for whole, parts in self.parts:
            rows = list(zip(*(self._cells(key) for key in (whole, *parts)), strict=True))
            if self.total:
                rows.append(tuple(self.total[key] for key in (whole, *parts)))
            for all_of_it, *some in rows:
                added = sum(map(int, some))
                if added != all_of_it:
                    raise ValueError(
                        f"table {self.id}: {parts} add up to {added}, not {all_of_it} of {whole}"
                    )

    def column(self, key: str) -> Column:
        """The column with this key; raises ``KeyError``."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)

    @cached_property
    def row_ids(self) -> list[str]:
        """What names each row: its key, or its keys with a blank between them."""
        keys = [column.key for column in self.columns if column.kind == "key"]
        cells = zip(*(self._cells(key) for key in keys or [self.columns[0].key]), strict=True)
        return [" ".join(map(str, row)) for row in cells]

    @cached_property
    def place_of(self) -> Mapping[str, int]:
        """Row id → its place in the frame; of rows that share an id, the first."""
        return {id: place for place, id in reversed([*enumerate(self.row_ids)])}

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """Row id → what is printed at its head; nothing where the rows have no name."""
        names = [self._cells(column.key) for column in self.columns if column.kind == "name"]
        heads = (DOT.join(map(str, parts)) for parts in zip(*names, strict=True))
        return dict(zip(self.row_ids, heads, strict=True)) if names else {}

    @cached_property
    def _counts(self) -> tuple[str, ...]:
        return tuple(column.key for column in self.columns if column.kind == "count")

    def units(self, rows: Iterable[str], columns: Iterable[str]) -> tuple[str, ...]:
        """The distinct ids behind some rows in some count columns; none named: behind the closing
        row, or behind all rows of a table that has none.

        Raises :class:`cartreport.errors.RequestError` for a row, a column or a count that there
        is not. A table that lists records answers with the row itself.
        """
        wanted, keys = tuple(rows), tuple(columns)
        if wanted == (NOWHERE,):
            return ()
        known = self.row_ids
        for row in wanted:
            if row not in self.place_of:
                raise RequestError(f"table {self.id} has no row {row!r}", did_you_mean(row, known))
        if keys == (ROWS,):
            return wanted or tuple(id for id in known if id not in NO_PLACE)
        for key in keys:
            if key not in self._counts:
                raise RequestError(
                    f"table {self.id} counts nothing in {key!r}", did_you_mean(key, self._counts)
                )
        if self.behind is None:
            return wanted or tuple(known)
        asked = wanted or ((None,) if self.total is not None else known)
        return tuple(
            dict.fromkeys(id for row in asked for key in keys for id in self.behind(row, key))
        )
