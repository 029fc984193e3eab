"""What is held against a disputed value is the value of the same field, or nothing."""

from __future__ import annotations

from dataclasses import replace

from small_landscape import PRODUCTS, fact, small_records

from cartreport.landscape.rows.disputes import disputes
from cartreport.sources.records import Entry, Product


def test_another_fields_value_is_not_held_against_the_facts_own() -> None:
    """A fact's alternate that names its own field does not print the fact's value as held."""
    other = {"value": "second", "reason": "another page"}
    told = fact(
        "filing", "accepted", as_of="2026-02", alternates=[{"field": "line", **other}, other]
    )
    entry = PRODUCTS["dew"]
    product = Product.model_validate({**entry.record.model_dump(by_alias=True), "facts": [told]})
    records = replace(small_records(), products={"dew": Entry(product, entry.places)})
    rows = [row for row in disputes(records) if row["record"] == "dew"]
    assert [(row["field"], row["held"]) for row in rows] == [("line", None), ("filing", "accepted")]
