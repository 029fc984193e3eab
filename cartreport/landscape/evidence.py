"""Efficacy and safety of each product, one row a measure, as its source gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cartreport.landscape.listed import listed
from cartreport.landscape.measures import numbered
from cartreport.landscape.rows.facts import marked
from cartreport.landscape.rows.programmes import STAGES
from cartreport.landscape.table import heads
from cartreport.sources.roles import EVIDENCE

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table

COLUMNS = heads(
    "id:key product label:name target trial for kind role measure:name value:number unit"
    " as_of:date confidence marked:terms refs:refs"
)
IN_WORDS = "in words"
"""The measure of a fact that is no mapping of measures."""


def table(landscape: Landscape) -> Table:
    """Facts of efficacy, safety and real-world use; a fact in words stands as one row."""
    rows = [
        {**_fact(landscape, fact), **measure}
        for fact in _facts(landscape)
        for measure in _measures(landscape, fact)
    ]
    ids = numbered(":".join(filter(None, (*row["id"], row["as_of"]))) for row in rows)
    rows = [{**row, "id": id} for row, id in zip(rows, ids, strict=True)]
    return listed(landscape, COLUMNS, rows, id="evidence", unit="measure", kinds=("products",))


def _facts(landscape: Landscape) -> list[dict[str, Any]]:
    """The facts with a value: approved products in their order, others by stage and name."""
    products = landscape.by_id("products")

    def place(fact: dict[str, Any]) -> tuple[int, int, str]:
        product = products[fact["product"]]
        stage = STAGES.index(product["stage"])
        return stage, product["order"] or 0, product["short"].casefold()

    held = (fact for fact in landscape.rows("facts") if fact["role"] in EVIDENCE)
    return sorted((fact for fact in held if fact["value"] is not None), key=place)


def _fact(landscape: Landscape, fact: dict[str, Any]) -> dict[str, Any]:
    product = landscape.by_id("products")[fact["product"]]
    return {
        "product": product["id"],
        "label": product["short"],
        "target": product["target"],
        "trial": fact["pivotal"],
        "for": fact["for"],
        "kind": landscape.label("facts", fact["what"]),
        "role": fact["role"],
        "as_of": fact["as_of"],
        "confidence": fact["confidence"],
        "marked": ("value",) if marked(fact) else (),
        "refs": fact["refs"],
    }


def _measures(landscape: Landscape, fact: dict[str, Any]) -> list[dict[str, Any]]:
    """What a fact measures; ``id`` are the parts of the row's id."""
    value, terms = fact["value"], landscape.vocabulary["measures"]
    id = fact["product"], fact["what"]
    if not isinstance(value, dict):
        return [{"id": id, "measure": IN_WORDS, "value": value, "unit": fact["unit"]}]
    return [
        {
            "id": (*id, measure),
            "measure": landscape.label("measures", measure),
            "value": number,
            "unit": terms[measure].unit if measure in terms else None,
        }
        for measure, number in value.items()
    ]
