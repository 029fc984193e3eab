"""How complete the records are: of each field, how many records state it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.cross import table_frame
from cartreport.landscape.frames import FRAMES
from cartreport.landscape.table import Column, Table

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape

COLUMNS = (
    Column("id", "Id", "key"),
    Column("kind", "Kind id"),
    Column("label", "Records", "name"),
    Column("field", "Field"),
    Column("stated", "Stated", "count"),
    Column("missing", "Not stated", "count"),
    Column("records", "Records", "count"),
    Column("share", "Share stated", "share"),
)
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
    rows = []
    for kind, fields in ASKED.items():
        held = [row for row in landscape.rows(kind) if not row.get("extends")]
        asked = {field: [row[field] for row in held] for field in fields if field in FRAMES[kind]}
        if kind == "programmes":
            asked |= {
                facet: [row["facets"].get(facet) for row in held]
                for facet in landscape.project.facets
            }
        rows += [_row(kind, field, values) for field, values in asked.items() if values]
    return Table(
        id="completeness",
        title="Completeness of the records",
        unit="record",
        rule=(
            "Unit: record. A field is stated where the record holds a value; what is not stated "
            "may not exist, such as the upfront of a merger. Trials: all countries. An application "
            "that widens a product is part of that product."
        ),
        columns=COLUMNS,
        frame=table_frame(COLUMNS, rows),
        as_of=landscape.as_of,
        sources=landscape.source_ids(
            "companies", "products", "programmes", "trials", "deals", "policy", "figures"
        ),
        parts=(("records", ("stated", "missing")),),
    )


def _row(kind: str, field: str, values: list[object]) -> dict[str, object]:
    stated = sum(value is not None and value != () for value in values)
    return {
        "id": f"{kind}:{field.replace('_', '-')}",
        "kind": kind,
        "label": LABELS.get(kind, kind.capitalize()),
        "field": field.replace("_", " ").replace("-", " "),
        "stated": stated,
        "missing": len(values) - stated,
        "records": len(values),
        "share": stated / len(values),
    }
