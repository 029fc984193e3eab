"""Approvals one by one: each licensed use with its date, type and confidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.approved_products import all_refs, approval_type
from cartreport.landscape.cross import table_frame
from cartreport.landscape.rows.settings import setting_of_indication
from cartreport.landscape.table import Column, Table
from cartreport.sources.dates import first_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cartreport.landscape.model import Landscape

COLUMNS = (
    Column("id", "Product id", "key"),
    Column("use_id", "Use", "key"),
    Column("date", "Approved on", "date"),
    Column("label", "Product", "name"),
    Column("company", "Company"),
    Column("target", "Target"),
    Column("use", "Use"),
    Column("line", "Line"),
    Column("indications", "Indications", "terms"),
    Column("setting", "Setting"),
    Column("type", "Type of approval"),
    Column("nth", "Approval of the product", "number"),
    Column("confidence", "Confidence"),
    Column("refs", "References", "refs"),
)


def table(landscape: Landscape) -> Table:
    """One row an approval of a use, oldest first; ``nth`` counts within the product."""
    products = {product["id"]: product for product in landscape.rows("products")}
    held = [use for use in landscape.rows("uses") if use["approval"]]
    held.sort(key=lambda use: (first_day(use["approval"]), use["product"], use["use"]))
    seen: dict[str, int] = {}
    rows = []
    for use in held:
        product = products[use["product"]]
        seen[product["id"]] = seen.get(product["id"], 0) + 1
        rows.append(
            {
                "id": product["id"],
                "use_id": str(use["use"]),
                "date": use["approval"],
                "label": product["short"],
                "company": product["company_short"],
                "target": product["target"],
                "use": use["short"],
                "line": use["line"],
                "indications": tuple(
                    landscape.label("indications", term) for term in use["indications"]
                ),
                "setting": _setting(landscape, use["indications"]),
                "type": approval_type(landscape, use),
                "nth": seen[product["id"]],
                "confidence": use["approval_confidence"],
                "refs": use["refs"],
            }
        )
    return Table(
        id="approvals-timeline",
        title="Approvals by date",
        unit="approval",
        rule=(
            "Unit: approval of a use; a product with three uses stands three times. Order: date, "
            "a month or year alone standing before its days, then product."
        ),
        columns=COLUMNS,
        frame=table_frame(COLUMNS, rows),
        as_of=landscape.date_of("products"),
        sources=landscape.source_ids("products"),
        refs=all_refs(rows),
        facts={"approvals": len(rows), "products": len(seen)},
    )


def _setting(landscape: Landscape, indications: Iterable[str]) -> str | None:
    """The one setting of some indications; ``None`` where there are several or none."""
    found = {setting_of_indication(landscape.vocabulary, term) for term in indications}
    return (
        landscape.label("settings", found.pop()) if len(found) == 1 and None not in found else None
    )
