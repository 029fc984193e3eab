"""Where sources disagree: the value held, the other value, and the reason for the choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.approved_products import all_refs
from cartreport.landscape.cross import table_frame
from cartreport.landscape.table import Column, Table

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape

COLUMNS = (
    Column("kind", "Kind id", "key"),
    Column("id", "Id", "key"),
    Column("label", "Record", "name"),
    Column("field", "Field"),
    Column("held", "Value held"),
    Column("value", "Other value"),
    Column("verdict", "Verdict"),
    Column("reason", "Reason"),
    Column("refs", "References", "refs"),
)
VERDICTS = {"alternate": "open", "rejected": "rejected"}


def table(landscape: Landscape) -> Table:
    """One row another value; open ones first. ``facts`` count open and rejected."""
    shorts = {
        (kind, row["id"]): row["short"]
        for kind in ("products", "companies", "programmes")
        for row in landscape.rows(kind)
    }
    rows = [
        {
            **{column.key: dispute.get(column.key) for column in COLUMNS},
            "id": dispute["record"],
            "label": shorts.get((dispute["kind"], dispute["record"]), dispute["record"]),
            "verdict": VERDICTS[dispute["verdict"]],
        }
        for dispute in landscape.rows("disputes")
    ]
    rows.sort(key=lambda row: row["verdict"] != "open")
    verdicts = [row["verdict"] for row in rows]
    return Table(
        id="conflicts",
        title="Where sources disagree",
        unit="disputed value",
        rule=(
            "Unit: disputed value: one that another source gives. Open: no primary text decided; "
            "rejected: found to be wrong. A primary text goes before a trade page, a dated page "
            "before an undated one, an independent page before a repost. Open ones first, then in "
            "record order."
        ),
        columns=COLUMNS,
        frame=table_frame(COLUMNS, rows),
        as_of=landscape.as_of,
        sources=landscape.source_ids("products", "companies", "disputes"),
        refs=all_refs(rows),
        facts={"open": verdicts.count("open"), "rejected": verdicts.count("rejected")},
    )
