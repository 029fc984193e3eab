"""Efficacy and safety of each product, one row a measure, as its source gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cartreport.landscape.approved_products import all_refs
from cartreport.landscape.cross import table_frame
from cartreport.landscape.table import Column, Table
from cartreport.sources.roles import EVIDENCE

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape

COLUMNS = (
    Column("id", "Product id", "key"),
    Column("label", "Product", "name"),
    Column("target", "Target"),
    Column("trial", "Trial"),
    Column("for", "Setting"),
    Column("kind", "Kind"),
    Column("measure", "Measure"),
    Column("value", "Value", "number"),
    Column("unit", "Unit"),
    Column("as_of", "As of", "date"),
    Column("confidence", "Confidence"),
    Column("refs", "References", "refs"),
)


def table(landscape: Landscape) -> Table:
    """Facts of efficacy, safety and real-world use; a fact in words stands as one row."""
    products = {product["id"]: product for product in landscape.rows("products")}
    place = {product: index for index, product in enumerate(_order(landscape))}
    facts = [
        fact
        for fact in landscape.rows("facts")
        if fact["role"] in EVIDENCE and fact["value"] is not None
    ]
    facts.sort(key=lambda fact: place[fact["product"]])
    rows = [
        {**_fact(landscape, products[fact["product"]], fact), **measure}
        for fact in facts
        for measure in _measures(landscape, fact)
    ]
    return Table(
        id="evidence",
        title="Reported efficacy and safety",
        unit="measure",
        rule=(
            "Unit: measure of a trial, as reported. Trials differ in disease, line and follow-up: "
            "values of different rows are not to be compared, and none are pooled. "
            "Unverified facts are left out."
        ),
        columns=COLUMNS,
        frame=table_frame(COLUMNS, rows),
        as_of=landscape.date_of("products"),
        sources=landscape.source_ids("products"),
        refs=all_refs(rows),
        facts={"products": len({row["id"] for row in rows})},
    )


def _order(landscape: Landscape) -> list[str]:
    """Approved products in their order, then the others by stage and name."""
    stages = {"approved": 0, "filed": 1}
    held = sorted(
        landscape.rows("products"),
        key=lambda product: (
            stages.get(product["stage"], 2),
            product["order"] or 0,
            product["short"].casefold(),
        ),
    )
    return [product["id"] for product in held]


def _fact(landscape: Landscape, product: dict[str, Any], fact: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": product["id"],
        "label": product["short"],
        "target": product["target"],
        "trial": fact["pivotal"],
        "for": fact["for"],
        "kind": landscape.label("facts", fact["what"]),
        "as_of": fact["as_of"],
        "confidence": fact["confidence"],
        "refs": fact["refs"],
    }


def _measures(landscape: Landscape, fact: dict[str, Any]) -> list[dict[str, object]]:
    value, terms = fact["value"], landscape.vocabulary["measures"]
    if not isinstance(value, dict):
        return [{"measure": "in words", "value": value, "unit": fact["unit"]}]
    return [
        {
            "measure": landscape.label("measures", measure),
            "value": number,
            "unit": terms[measure].unit if measure in terms else None,
        }
        for measure, number in value.items()
    ]
