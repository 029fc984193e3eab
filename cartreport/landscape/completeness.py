"""How complete the records are: of each field, how many records state it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cartreport.landscape.frames import FRAMES
from cartreport.landscape.groups import count, counted_table, told
from cartreport.landscape.measures import every, where
from cartreport.landscape.table import Column, Table

if TYPE_CHECKING:
    from cartreport.landscape.measures import Group
    from cartreport.landscape.model import Landscape

ASKED: dict[str, tuple[str, ...]] = {
    "companies": ("city", "founded", "listing", "website", "position", "refs"),
    "products": ("brand", "programme", "targets", "approval", "refs"),
    "uses": ("line", "indications", "approval", "approval_type", "refs"),
    "programmes": ("company", "targets", "lead_indication", "indications", "trials", "refs"),
    "trials": ("phase", "start", "enrolment", "countries", "conditions", "setting", "targets"),
    "deals": ("territory", "upfront", "total", "companies", "refs"),
    "policy": ("effective", "refs"),
    "figures": ("value", "year", "refs"),
}
LABELS = {"uses": "Uses of products", "policy": "Policy events", "figures": "Published figures"}


def table(landscape: Landscape) -> Table:
    """One row a kind of record and field, in a fixed order; facets of programmes stand with them.

    A field is stated where it holds a value; an empty list is not stated.
    """

    def stated(held: Group) -> float:
        return sum(map(_stated, held)) / len(held)

    return counted_table(
        (
            told(Column("id", kind="key"), lambda id, _: id),
            told(Column("kind"), lambda id, _: id.split(":")[0]),
            told(Column("label", kind="name"), lambda id, _: _label(id.split(":")[0])),
            told(Column("field"), lambda id, _: id.split(":")[1].replace("-", " ")),
            count("stated", where(_stated)),
            count("missing", where(lambda record: not _stated(record))),
            count("records", every),
            told(Column("share", kind="share"), lambda _, held: stated(held)),
        ),
        _fields(landscape),
        None,
        id="completeness",
        unit="record",
        as_of=landscape.as_of,
        sources=landscape.source_ids(
            "companies", "products", "programmes", "trials", "deals", "policy", "figures"
        ),
        parts=(("records", ("stated", "missing")),),
    )


def _fields(landscape: Landscape) -> dict[str, Group]:
    """``kind:field`` → each record of the kind, with what it holds there."""
    groups: dict[str, Group] = {}
    for kind, fields in ASKED.items():
        held = [row for row in landscape.rows(kind) if not row.get("extends")]
        asked = {field: [row[field] for row in held] for field in fields if field in FRAMES[kind]}
        if kind == "programmes":
            asked |= {
                facet: [row["facets"].get(facet) for row in held]
                for facet in landscape.project.facets
            }
        ids = [row["id"] if "id" in row else f"{row['product']}:{row['use']}" for row in held]
        for field, values in asked.items() if held else ():
            records = zip(ids, values, strict=True)
            group = [{"id": id, "value": value} for id, value in records]
            groups[f"{kind}:{field.replace('_', '-')}"] = group
    return groups


def _stated(record: Mapping[str, Any]) -> bool:
    return record["value"] is not None and record["value"] != ()


def _label(kind: str) -> str:
    return LABELS.get(kind, kind.capitalize())
