"""Tables that list records: a row each, with the references that the rows cite."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from cartreport.landscape.cross import table_frame
from cartreport.landscape.table import Table

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Behind, Column


def listed(
    landscape: Landscape,
    columns: Sequence[Column],
    rows: Iterable[Mapping[str, Any]],
    *,
    id: str,
    unit: str,
    kinds: Sequence[str] = (),
    as_of: str = "",
    sources: tuple[str, ...] = (),
    total: dict[str, object] | None = None,
    notes: tuple[str, ...] = (),
    parts: tuple[tuple[str, tuple[str, ...]], ...] = (),
    behind: Behind | None = None,
) -> Table:
    """The table of some rows; the rest are fields of the :class:`Table`.

    ``kinds`` are those of its sources, the first the records' own: the table is as of its date,
    where no other is given.
    """
    held = list(rows)
    return Table(
        id=id,
        unit=unit,
        columns=tuple(columns),
        frame=table_frame(columns, held),
        as_of=as_of or landscape.date_of(*kinds[:1]),
        sources=sources or landscape.source_ids(*kinds),
        total=total,
        notes=notes,
        refs=all_refs(held),
        parts=parts,
        behind=behind,
    )


def all_refs(rows: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Every reference that the rows cite, once, in order."""
    return tuple(dict.fromkeys(ref for row in rows for ref in row.get("refs", ())))
