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
KINDS = ("facts", "companies", "programmes", "deals", "policy", "figures")


def table(landscape: Landscape) -> Table:
    """One row a kind; a fact counts one by one, other kinds as whole records."""
    words = landscape.words
    kinds = {kind: _records(landscape, kind) for kind in KINDS if landscape.rows(kind)}
    return counted_table(
        (
            told(Column("id", kind="key"), lambda kind, _: kind),
            told(Column("label", kind="name"), lambda kind, _: words(f"records.{kind}")),
            count("all", every),
            *(count(name, _graded(name), group=words("confidence.group")) for name in GRADES),
        ),
        kinds,
        [row for rows in kinds.values() for row in rows],
        id="confidence",
        unit="fact or record",
        as_of=landscape.as_of,
        sources=landscape.source_ids(
            "companies", "products", "programmes", "deals", "policy", "figures"
        ),
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
