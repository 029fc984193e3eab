"""What the view of an earlier day leaves out, for it happened or was published later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.cross import table_frame
from cartreport.landscape.measures import numbered
from cartreport.landscape.table import Column, Table

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape

COLUMNS = (
    Column("id", kind="key"),
    Column("kind"),
    Column("record", kind="name"),
    Column("date", kind="date"),
)


def table(landscape: Landscape) -> Table:
    """One row a record or a fact, in the order of its kind; none where no day was asked for."""
    ids = numbered(f"{later.kind}:{later.record}" for later in landscape.left_out)
    rows = [
        {"id": id, **later._asdict()} for id, later in zip(ids, landscape.left_out, strict=True)
    ]
    return Table(
        id="left-out",
        unit="record",
        columns=COLUMNS,
        frame=table_frame(COLUMNS, rows),
        as_of=landscape.as_of,
        sources=landscape.source_ids("products", "programmes", "deals", "policy", "figures"),
    )
