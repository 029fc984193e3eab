"""Price and reimbursement of each approved product: list price, schemes, cover, centres."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cartreport.landscape.approved_products import all_refs, approved
from cartreport.landscape.cross import table_frame
from cartreport.landscape.rows.facts import marked
from cartreport.landscape.table import Column, Table
from cartreport.sources.roles import CENTRES, COVERAGE, OUTCOME, PATIENTS, PRICE

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape

    Fact = dict[str, Any]

SCHEME = "scheme:"
"""Before the id of a scheme: the key of its column here, and of its rung."""
TOLD = {
    "coverage": "Cover found",
    "centres": "Treatment centres",
    "patients": "Patients treated",
}
"""What sources tell of a product's access in words of their own, beside the schemes."""


def newest(landscape: Landscape, product: str, *roles: str) -> list[Fact]:
    """The current facts with a value about a product as a whole: role by role, newest first."""
    held = [
        fact
        for fact in landscape.rows("facts")
        if fact["product"] == product
        and fact["role"] in roles
        and fact["current"]
        and fact["part"] == "product"
        and fact["text"] is not None
    ]
    held.sort(key=lambda fact: fact["as_of"] or "", reverse=True)
    return sorted(held, key=lambda fact: roles.index(fact["role"]))


def list_price(landscape: Landscape, product: str) -> Fact | None:
    """The newest list price that is a number."""
    held = newest(landscape, product, PRICE)
    return next((fact for fact in held if isinstance(fact["value"], (int, float))), None)


def standing(landscape: Landscape, product: str, scheme: str) -> Fact | None:
    """What came of a product under a scheme, or who pays for it there."""
    held = newest(landscape, product, OUTCOME, COVERAGE)
    return next((fact for fact in held if fact["for"] == scheme), None)


def table(landscape: Landscape) -> Table:
    """One row an approved product; ``scheme:<id>`` is the newest outcome, ``…:date`` its date."""
    columns = (
        Column("id", "Id", "key"),
        Column("label", "Product", "name"),
        Column("company", "Company"),
        Column("target", "Target"),
        Column("approval", "First approval", "date"),
        Column("price", "List price", "money"),
        Column("price_unit", "Unit"),
        Column("price_date", "Price as of", "date"),
        Column("price_confidence", "Price, confidence"),
        *(
            column
            for term in landscape.vocabulary["schemes"]
            for column in (
                Column(f"{SCHEME}{term.id}", term.short or term.label, group="Who pays"),
                Column(f"{SCHEME}{term.id}:date", "as of", "date", group="Who pays"),
            )
        ),
        *(
            column
            for key, label in TOLD.items()
            for column in (Column(key, label), Column(f"{key}:date", "as of", "date"))
        ),
        Column("marked", "Disputed or on a weak source", "terms"),
        Column("refs", "References", "refs"),
        Column("price_refs", "References of the price", "refs"),
        *_references(landscape),
    )
    rows = [_row(landscape, product) for product in approved(landscape)]
    return Table(
        id="access",
        title="Price and reimbursement of the approved products",
        unit="product",
        rule=(
            "Unit: product, in the order of first approval. Each cell is the newest fact at the "
            "as-of date; not stated means that none was found, not that there is none. A scheme "
            "has what came of the product there, in the source's words where it is no term. Counts "
            "of cover and centres have units and dates of their own and are not added up."
        ),
        columns=columns,
        frame=table_frame(columns, rows),
        as_of=landscape.date_of("products"),
        sources=landscape.source_ids("products"),
        refs=all_refs(rows),
    )


def _references(landscape: Landscape) -> list[Column]:
    """A column of references for each cell that has its own."""
    schemes = {
        f"{SCHEME}{t.id}": f" of {t.short or t.label}" for t in landscape.vocabulary["schemes"]
    }
    told = {key: f": {label}" for key, label in TOLD.items()}
    named = (schemes | told).items()
    return [Column(f"{key}:refs", f"References{label}", "refs") for key, label in named]


def _row(landscape: Landscape, product: dict[str, Any]) -> dict[str, Any]:
    def words(role: str) -> Fact | None:
        return next(iter(newest(landscape, product["id"], role)), None)

    facts = {"price": list_price(landscape, product["id"])}
    for term in landscape.vocabulary["schemes"]:
        facts[f"{SCHEME}{term.id}"] = standing(landscape, product["id"], term.id)
    facts |= {"coverage": words(COVERAGE), "centres": words(CENTRES), "patients": words(PATIENTS)}
    price = facts["price"] or {}
    used = [fact for fact in facts.values() if fact]
    cells: dict[str, object] = {}
    for key, fact in facts.items():
        cells[f"{key}:refs"] = fact["refs"] if fact else ()
        cells[f"{key}:date"] = fact["as_of"] if fact else None
        cells[key] = landscape.short("scheme-outcomes", fact["text"]) if fact else None
    return {
        "id": product["id"],
        "label": product["short"],
        "company": product["company_short"],
        "target": product["target"],
        "approval": product["approval"],
        **cells,
        "price": price.get("value"),
        "price_unit": price.get("unit"),
        "price_date": price.get("as_of"),
        "price_confidence": price.get("confidence"),
        "price_refs": price.get("refs", ()),
        "marked": tuple(key for key, fact in facts.items() if fact and marked(fact)),
        "refs": tuple(dict.fromkeys(ref for fact in used for ref in fact["refs"])),
    }
