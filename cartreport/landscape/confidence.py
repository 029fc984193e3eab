"""How sure the records are: facts and records by confidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from cartreport.landscape.cross import table_frame
from cartreport.landscape.table import Column, Table
from cartreport.sources.fields import Confidence

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape

GRADES: tuple[str, ...] = get_args(Confidence)
KINDS = {
    "facts": "Facts about products",
    "companies": "Companies",
    "programmes": "Programmes",
    "deals": "Deals",
    "policy": "Policy events",
    "figures": "Published figures",
}


def table(landscape: Landscape) -> Table:
    """One row a kind; a fact counts one by one, other kinds as whole records."""
    rows = []
    for kind, label in KINDS.items():
        held = [row["confidence"] for row in landscape.rows(kind)]
        if held:
            rows.append(
                {
                    "id": kind,
                    "label": label,
                    "all": len(held),
                    **{grade: held.count(grade) for grade in GRADES},
                }
            )
    columns = (
        Column("id", "Id", "key"),
        Column("label", "Kind", "name"),
        Column("all", "All", "count"),
        *(Column(grade, grade.capitalize(), "count", group="Confidence") for grade in GRADES),
    )
    keys = ("all", *GRADES)
    return Table(
        id="confidence",
        title="Confidence of facts and records",
        unit="fact or record",
        rule=(
            "Unit: fact of a product, or record of another kind. High: a primary text or two "
            "independent pages; medium: one good secondary page; low: thin or conflicting; "
            "unverified: general knowledge, or looked for and not found."
        ),
        columns=columns,
        frame=table_frame(columns, rows),
        as_of=landscape.as_of,
        sources=landscape.source_ids(
            "companies", "products", "programmes", "deals", "policy", "figures"
        ),
        total={"label": "All", **{key: sum(int(str(row[key])) for row in rows) for key in keys}},
        parts=(("all", GRADES),),
    )
