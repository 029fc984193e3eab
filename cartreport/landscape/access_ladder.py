"""How many approved products stand on each rung: approved, price known, listed by a scheme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.access import newest
from cartreport.landscape.approved_products import approved
from cartreport.landscape.cross import table_frame
from cartreport.landscape.table import Column, Table
from cartreport.sources.roles import COVERAGE, LISTED, OUTCOME, PRICE

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape

COLUMNS = (
    Column("id", "Id", "key"),
    Column("label", "Rung", "name"),
    Column("products", "Products", "count"),
    Column("of", "Of", "count"),
    Column("names", "Which", "terms"),
    Column("refs", "References", "refs"),
)


def table(landscape: Landscape) -> Table:
    """One row a rung; a product may skip one. For a scheme: its newest outcome is `listed`.

    For a scheme whose facts are words and not outcomes, a known value counts as found.
    """
    products = approved(landscape)
    outcomes = landscape.vocabulary["scheme-outcomes"]
    schemes = list(landscape.vocabulary["schemes"])
    rungs: dict[str, dict[str, tuple[str, ...]]] = {"approved": {}, "price": {}}
    labels = {"approved": "Approved", "price": "List price known"}
    for term in schemes:
        rungs[term.id], labels[term.id] = {}, term.label
    for product in products:
        rungs["approved"][product["short"]] = ()
        for fact in newest(landscape, product["id"], PRICE):
            if fact["value"] is not None:
                rungs["price"][product["short"]] = fact["refs"]
        facts = newest(landscape, product["id"], OUTCOME)
        for fact in [*facts, *newest(landscape, product["id"], COVERAGE)]:
            role = landscape.vocabulary.role("scheme-outcomes", fact["text"])
            found = role == LISTED or (fact["text"] and fact["text"] not in outcomes)
            if found and fact["for"] in rungs:
                rungs[fact["for"]][product["short"]] = fact["refs"]
    rows = [
        {
            "id": rung,
            "label": labels[rung],
            "products": len(held),
            "of": len(products),
            "names": tuple(held),
            "refs": tuple(dict.fromkeys(ref for refs in held.values() for ref in refs)),
        }
        for rung, held in rungs.items()
    ]
    return Table(
        id="access-ladder",
        title="Approved products on each rung of access",
        unit="product",
        rule=(
            "Unit: product. Rungs are counted apart, and a product may skip one. A scheme counts "
            "where the newest fact says `listed`, or, for schemes told in words, where a fact was "
            "found."
        ),
        columns=COLUMNS,
        frame=table_frame(COLUMNS, rows),
        as_of=landscape.date_of("products"),
        sources=landscape.source_ids("products"),
    )
