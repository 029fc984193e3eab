"""Price and reimbursement of each approved product: list price, schemes, cover, centres."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cartreport.landscape.approved_products import all_refs, approved
from cartreport.landscape.cross import table_frame
from cartreport.landscape.table import Column, Table
from cartreport.sources.roles import CENTRES, COVERAGE, OUTCOME, PATIENTS, PRICE

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape

    Fact = dict[str, Any]


def newest(landscape: Landscape, product: str, role: str) -> list[Fact]:
    """The current facts of a kind about a product as a whole, one for each ``for``."""
    return [
        fact
        for fact in landscape.rows("facts")
        if fact["product"] == product
        and fact["role"] == role
        and fact["current"]
        and fact["part"] == "product"
    ]


def outcome(landscape: Landscape, fact: Fact | None) -> str | None:
    """What came of a scheme: a term's short label, or the words of the source; None: not found."""
    if fact is None or fact["text"] is None:
        return None
    return landscape.short("scheme-outcomes", fact["text"])


def table(landscape: Landscape) -> Table:
    """One row an approved product; ``scheme:<id>`` is the newest outcome, ``…:date`` its date."""
    schemes = list(landscape.vocabulary["schemes"])
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
            for term in schemes
            for column in (
                Column(f"scheme:{term.id}", term.short or term.label, group="Who pays"),
                Column(f"scheme:{term.id}:date", "as of", "date", group="Who pays"),
            )
        ),
        Column("coverage", "Cover found"),
        Column("centres", "Treatment centres"),
        Column("patients", "Patients treated"),
        Column("refs", "References", "refs"),
    )
    rows = [
        _row(landscape, product, [term.id for term in schemes]) for product in approved(landscape)
    ]
    return Table(
        id="access",
        title="Price and reimbursement of the approved products",
        unit="product",
        rule=(
            "Unit: product, in the order of first approval. Each cell is the newest fact at the "
            "as-of date; not stated means that none was found, not that there is none. Counts of "
            "cover and centres have units and dates of their own and are not added up."
        ),
        columns=columns,
        frame=table_frame(columns, rows),
        as_of=landscape.date_of("products"),
        sources=landscape.source_ids("products"),
        refs=all_refs(rows),
    )


def _row(landscape: Landscape, product: dict[str, Any], schemes: list[str]) -> dict[str, Any]:
    def one(role: str) -> Fact | None:
        found = newest(landscape, product["id"], role)
        return found[0] if found else None

    price = one(PRICE)
    known = price if price and price["value"] is not None else None
    by_scheme = {fact["for"]: fact for fact in newest(landscape, product["id"], OUTCOME)}
    cover, centres, patients = map(one, (COVERAGE, CENTRES, PATIENTS))
    used = [known, *(by_scheme.get(scheme) for scheme in schemes), cover, centres, patients]
    cells: dict[str, object] = {}
    for scheme in schemes:
        fact = by_scheme.get(scheme)
        cells[f"scheme:{scheme}"] = outcome(landscape, fact)
        cells[f"scheme:{scheme}:date"] = fact["as_of"] if fact and fact["text"] else None
    return {
        "id": product["id"],
        "label": product["short"],
        "company": product["company_short"],
        "target": product["target"],
        "approval": product["approval"],
        "price": known["value"] if known else None,
        "price_unit": known["unit"] if known else None,
        "price_date": known["as_of"] if known else None,
        "price_confidence": known["confidence"] if known else None,
        **cells,
        "coverage": cover["text"] if cover else None,
        "centres": centres["text"] if centres else None,
        "patients": patients["text"] if patients else None,
        "refs": tuple(dict.fromkeys(ref for fact in used if fact for ref in fact["refs"])),
    }
