"""A frame as a table: a row a record, with its ids, for readers who count for themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from cartreport.landscape.frames import FRAMES, Kind
from cartreport.landscape.table import CellKind, Column, Table

if TYPE_CHECKING:
    import pandas as pd

    from cartreport.landscape.model import Landscape

SKIPPED = ("names", "company_names", "brands", "facets")
"""Columns that are mappings; facets stand in columns of their own."""
YEAR = "year"
"""What the names of columns end with that hold a year."""
MIXED: set[Kind] = {"flag", "names", "any"}
"""Kinds of which a cell may read otherwise than it is held."""
SHOWN: Mapping[Kind, CellKind] = {"list": "terms", "int": "number"}

More = tuple[Column, Callable[["pd.DataFrame"], list[object]]]
"""A further column, and its cells by the frame."""


def record_table(
    landscape: Landscape,
    frame: str,
    *,
    id: str,
    unit: str,
    kinds: Sequence[str],
    more: Sequence[More] = (),
) -> Table:
    """Every row of a frame, in its order: the frame's columns by their names, then ``more``.

    ``kinds`` are those of the sources, the first the records' own. A frame without ids gets them:
    the first column's, numbered.
    """
    import pandas as pd

    named = [(name, kind) for name, kind in FRAMES[frame].items() if name not in SKIPPED]
    own = () if "id" in FRAMES[frame] else (Column("id", kind="key"),)
    columns = tuple(_column(name, kind) for name, kind in named)
    heads = (*own, *columns, *(column for column, _ in more))
    held = getattr(landscape, frame)
    cells: dict[str, Any] = {name: _cells(name, kind, held[name]) for name, kind in named}
    if own:
        seen: Counter[str] = Counter()
        cells["id"] = [_numbered(str(first), seen) for first in held[named[0][0]]]
    cells |= {column.key: of(held) for column, of in more}
    return Table(
        id=id,
        unit=unit,
        rule=landscape.words("records.rule", unit=landscape.words.named(unit, "unit")),
        columns=heads,
        frame=pd.DataFrame(
            {c.key: pd.Series(cells[c.key], dtype=object) for c in heads}, copy=False
        ),
        as_of=landscape.date_of(kinds[0]),
        sources=landscape.source_ids(*kinds),
    )


def _numbered(name: str, seen: Counter[str]) -> str:
    """``alpha:1``, ``alpha:2`` … in the order of the rows."""
    seen[name] += 1
    return f"{name}:{seen[name]}"


def _column(name: str, kind: Kind) -> Column:
    if name == "id":
        return Column(name, kind="key")
    if name == "refs":
        return Column(name, kind="refs")
    return Column(name, kind="date" if name.endswith(YEAR) else SHOWN.get(kind, "text"))


def _cells(name: str, kind: Kind, values: pd.Series[Any]) -> Any:
    """A column's cells: a year as a date, else what its kind says."""
    if name.endswith(YEAR):
        return [None if value is None else str(value) for value in values]
    return [_cell(value) for value in values] if kind in MIXED else values.to_numpy()


def _cell(value: object) -> object:
    """A flag in words, a mapping as it is written; anything else as it is."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {part}" for name, part in value.items())
    return value


def facet_columns(landscape: Landscape) -> list[More]:
    """The facets of a programme or product, by the ids of their terms."""

    def of(facet: str) -> Callable[[pd.DataFrame], list[object]]:
        return lambda frame: [facets.get(facet) for facets in frame["facets"]]

    return [
        (Column(f"facet:{facet}", landscape.vocabulary[facet].title), of(facet))
        for facet in landscape.project.facets
    ]
