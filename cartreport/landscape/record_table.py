"""A frame as a table: a row a record, with its ids, for readers who count for themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from cartreport.landscape.cross import table_frame
from cartreport.landscape.frames import FRAMES, Kind
from cartreport.landscape.table import CellKind, Column, Table

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape

SKIPPED = ("names", "company_names", "brands", "facets")
"""Columns that are mappings; facets stand in columns of their own."""
YEAR = "year"
"""What the names of columns end with that hold a year."""
SHOWN: Mapping[Kind, CellKind] = {"list": "terms", "int": "number"}

More = tuple[Column, Callable[[Mapping[str, Any]], object]]
"""A further column, and its cell by the record."""


def record_table(
    landscape: Landscape,
    frame: str,
    *,
    id: str,
    title: str,
    unit: str,
    kinds: Sequence[str],
    more: Sequence[More] = (),
) -> Table:
    """Every row of a frame, in its order: the frame's columns by their names, then ``more``.

    ``kinds`` are those of the sources, the first the records' own. A frame without ids gets them:
    the first column's, numbered.
    """
    named = [(name, kind) for name, kind in FRAMES[frame].items() if name not in SKIPPED]
    own = () if "id" in FRAMES[frame] else (Column("id", "Id", "key"),)
    columns = tuple(_column(name, kind) for name, kind in named)
    heads = (*own, *columns, *(column for column, _ in more))
    seen: Counter[str] = Counter()
    rows = [
        {
            **({"id": _numbered(str(row[named[0][0]]), seen)} if own else {}),
            **{name: _cell(name, row[name]) for name, _ in named},
            **{column.key: cell(row) for column, cell in more},
        }
        for row in landscape.rows(frame)
    ]
    return Table(
        id=id,
        title=title,
        unit=unit,
        rule=f"Unit: {unit}. Every record, with the ids that the other tables count by.",
        columns=heads,
        frame=table_frame(heads, rows),
        as_of=landscape.date_of(kinds[0]),
        sources=landscape.source_ids(*kinds),
    )


def _numbered(name: str, seen: Counter[str]) -> str:
    """``alpha:1``, ``alpha:2`` … in the order of the rows."""
    seen[name] += 1
    return f"{name}:{seen[name]}"


def _column(name: str, kind: Kind) -> Column:
    words = name.replace("_", " ").capitalize()
    if name == "id":
        return Column(name, words, "key")
    if name == "refs":
        return Column(name, words, "refs")
    return Column(name, words, "date" if name.endswith(YEAR) else SHOWN.get(kind, "text"))


def _cell(name: str, value: object) -> object:
    """A flag in words, a year as a date, a mapping as it is written; anything else as it is."""
    if name.endswith(YEAR) and value is not None:
        return str(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {part}" for name, part in value.items())
    return value


def facet_columns(landscape: Landscape) -> list[More]:
    """The facets of a programme or product, by the ids of their terms."""

    def of(facet: str) -> Callable[[Mapping[str, Any]], object]:
        return lambda row: row["facets"].get(facet)

    return [
        (Column(f"facet:{facet}", landscape.vocabulary[facet].title), of(facet))
        for facet in landscape.project.facets
    ]
