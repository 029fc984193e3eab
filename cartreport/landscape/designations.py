"""Designations by regulators: breakthrough, priority review and the like, by product and date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.listed import listed
from cartreport.landscape.measures import numbered
from cartreport.landscape.table import heads
from cartreport.sources.dates import first_day
from cartreport.sources.roles import DESIGNATION, DESIGNATION_ELSEWHERE

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table

COLUMNS = heads(
    "id:key product label:name company target stage designation where here for date:date"
    " confidence refs:refs"
)
PLACES = {DESIGNATION: "focus country", DESIGNATION_ELSEWHERE: "elsewhere"}


def table(landscape: Landscape) -> Table:
    """One row a designation of a product, the newest first; undated ones last."""
    products = {product["id"]: product for product in landscape.rows("products")}
    held = [
        fact
        for fact in landscape.rows("facts")
        if fact["role"] in PLACES and fact["value"] is not None
    ]
    held.sort(key=lambda fact: (fact["product"], str(fact["text"]), str(fact["for"])))
    held.sort(key=lambda fact: first_day(fact["as_of"]) if fact["as_of"] else "", reverse=True)
    parts = ((fact["product"], fact["text"], fact["as_of"]) for fact in held)
    ids = numbered(":".join(filter(None, part)) for part in parts)
    rows = [
        {
            "id": id,
            "product": fact["product"],
            "label": products[fact["product"]]["short"],
            "company": products[fact["product"]]["company_short"],
            "target": products[fact["product"]]["target"],
            "stage": products[fact["product"]]["stage"],
            "designation": landscape.label("designations", fact["text"]),
            "where": landscape.project.focus.label
            if fact["role"] == DESIGNATION
            else PLACES[fact["role"]],
            "here": "yes" if fact["role"] == DESIGNATION else "no",
            "for": fact["for"],
            "date": fact["as_of"],
            "confidence": fact["confidence"],
            "refs": fact["refs"],
        }
        for id, fact in zip(ids, held, strict=True)
    ]
    return listed(
        landscape, COLUMNS, rows, id="designations", unit="designation", kinds=("products",)
    )
