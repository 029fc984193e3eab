"""What changed since the edition before: every event, graded, with its reason and its sources."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.landscape.record_table import record_table

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import CellKind, Table

READ: dict[str, CellKind] = {"name": "name", "date": "date"}
"""How columns read that are not plain text."""
KINDS = ("trials", "products", "programmes", "deals", "policy")


def table(landscape: Landscape) -> Table:
    """The events, news first, of each grade the focus country first; none in a first edition."""
    made = record_table(landscape, "changes", id="changes", unit="change", kinds=KINDS)
    columns = tuple(
        replace(column, kind=READ.get(column.key, column.kind)) for column in made.columns
    )
    return replace(made, columns=columns, as_of=landscape.as_of)
