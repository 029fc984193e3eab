"""What the view of an earlier day leaves out, for it happened or was published later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.listed import listed
from cartreport.landscape.measures import numbered
from cartreport.landscape.table import heads

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table

COLUMNS = heads("id:key kind record:name date:date")


def table(landscape: Landscape) -> Table:
    """One row a record or a fact, in the order of its kind; none where no day was asked for."""
    ids = numbered(f"{later.kind}:{later.record}" for later in landscape.left_out)
    rows = [
        {"id": id, **later._asdict()} for id, later in zip(ids, landscape.left_out, strict=True)
    ]
    return listed(
        landscape,
        COLUMNS,
        rows,
        id="left-out",
        unit="record",
        kinds=("products", "programmes", "deals", "policy", "figures"),
        as_of=landscape.as_of,
    )
