"""How sure the records are: facts and records by confidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from cartreport.landscape.groups import count, counted_table, told
from cartreport.landscape.measures import every, numbered, where
from cartreport.landscape.table import Column, Table
from cartreport.sources.fields import Confidence

if TYPE_CHECKING:
    from cartreport.landscape.measures import Group, Measure
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
    kinds = {kind: _records(landscape, kind) for kind in KINDS if landscape.rows(kind)}
    return counted_table(
        (
            told(Column("id", "Id", "key"), lambda kind, _: kind),
            told(Column("label", "Kind", "name"), lambda kind, _: KINDS[kind]),
            count("all", "All", every),
            *(count(name, name.capitalize(), _graded(name), group="Confidence") for name in GRADES),
        ),
        kinds,
        [row for rows in kinds.values() for row in rows],
        id="confidence",
        title="Confidence of facts and records",
        unit="fact or record",
        rule=(
            "Unit: fact of a product, or record of another kind. High: a primary text or two "
            "independent pages; medium: one good secondary page; low: thin or conflicting; "
            "unverified: general knowledge, or looked for and not found."
        ),
        as_of=landscape.as_of,
        sources=landscape.source_ids(
            "companies", "products", "programmes", "deals", "policy", "figures"
        ),
        closing={"label": "All"},
        parts=(("all", GRADES),),
    )


def _graded(grade: str) -> Measure:
    return where(lambda record: record["confidence"] == grade)


def _records(landscape: Landscape, kind: str) -> Group:
    """The records of a kind; a fact is named by its product, what it is, and its date."""
    rows = landscape.rows(kind)
    if kind != "facts":
        names = [f"{kind}:{row['id']}" for row in rows]
    else:
        parts = (("facts", row["product"], row["what"], row["as_of"]) for row in rows)
        names = list(numbered(":".join(filter(None, part)) for part in parts))
    return [
        {"id": name, "confidence": row["confidence"]} for name, row in zip(names, rows, strict=True)
    ]
