"""A row of a record: its own fields by the names of a frame's columns, and what is told beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cartreport.landscape.frames import Columns
    from cartreport.sources.fields import Record

Row = dict[str, object]


def row_of(record: Record, columns: Columns, **told: object) -> Row:
    """A cell for each column: what is told of it, else the record's field; lists as tuples."""
    return {name: told[name] if name in told else _cell(getattr(record, name)) for name in columns}


def _cell(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value
