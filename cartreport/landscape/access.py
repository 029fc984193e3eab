"""Price and reimbursement of each approved product: list price, schemes, cover, centres."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cartreport.landscape.approved_products import approved
from cartreport.landscape.listed import listed
from cartreport.landscape.rows.facts import marked
from cartreport.landscape.table import Column, heads
from cartreport.sources.roles import CENTRES, COVERAGE, OUTCOME, PATIENTS, PRICE

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table

    Fact = dict[str, Any]

SCHEME = "scheme:"
"""Before the id of a scheme: the key of its column here, and of its rung."""
TOLD = ("coverage", "centres", "patients")
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
    words = landscape.words
    pays = words("access.pays")
    columns = (
        *heads(
            "id:key label:name company target approval:date price:money price_unit"
            " price_date:date price_confidence"
        ),
        *(
            column
            for term in landscape.vocabulary["schemes"]
            for column in (
                Column(f"{SCHEME}{term.id}", term.short or term.label, "words", group=pays),
                Column(f"{SCHEME}{term.id}:date", words("access.date"), "date", group=pays),
            )
        ),
        *(
            column
            for key in TOLD
            for column in (
                Column(key, kind="words"),
                Column(f"{key}:date", words("access.date"), "date"),
            )
        ),
        *heads("marked:terms refs:refs price_refs:refs"),
        *_references(landscape),
    )
    rows = [_row(landscape, product) for product in approved(landscape)]
    return listed(landscape, columns, rows, id="access", unit="product", kinds=("products",))


def _references(landscape: Landscape) -> list[Column]:
    """A column of references for each cell that has its own."""
    words, schemes = landscape.words, landscape.vocabulary["schemes"]
    named = {
        f"{SCHEME}{term.id}": words("access.refs-of", scheme=term.short or term.label)
        for term in schemes
    }
    named |= {key: words("access.refs-told", head=words.head("access", key)) for key in TOLD}
    return [Column(f"{key}:refs", label, "refs") for key, label in named.items()]


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
