"""Tables that list records: a row each, with the references that the rows cite."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from cartreport.landscape.cross import table_frame
from cartreport.landscape.table import Table

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Column


def listed(
    landscape: Landscape,
    columns: Sequence[Column],
    rows: Iterable[Mapping[str, Any]],
    kinds: Sequence[str] = (),
    **more: Any,
) -> Table:
    """The table of some rows; ``more`` are further fields of the :class:`Table`.

    ``kinds`` are those of its sources, the first the records' own: the table is as of its date,
    where no other is given.
    """
    held = list(rows)
    told = {"as_of": landscape.date_of(*kinds[:1]), "sources": landscape.source_ids(*kinds)} | more
    columns, frame = tuple(columns), table_frame(columns, held)
    return Table(columns=columns, frame=frame, refs=all_refs(held), **told)


def all_refs(rows: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Every reference that the rows cite, once, in order."""
    return tuple(dict.fromkeys(ref for row in rows for ref in row.get("refs", ())))
