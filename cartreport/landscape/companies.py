"""Every company: base, listing, what it does, and how much of it is in the other tables."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cartreport.landscape.approved_products import all_refs
from cartreport.landscape.by_company import sponsored_trials
from cartreport.landscape.cross import table_frame
from cartreport.landscape.table import Column, Table

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape

COLUMNS = (
    Column("id", "Id", "key"),
    Column("label", "Company", "name"),
    Column("name", "Full name"),
    Column("city", "City"),
    Column("founded", "Founded", "date"),
    Column("listing", "Listing"),
    Column("kind", "Kind"),
    Column("owner", "Owner"),
    Column("position", "What it does"),
    Column("approved", "Approved products", "count", of="products"),
    Column("programmes", "Programmes", "count", of="programmes"),
    Column("partnered", "As partner", "count", of="programmes"),
    Column("sponsored", "Trials sponsored", "count", of="trials"),
    Column("deals", "Deals", "count", of="deals"),
    Column("confidence", "Confidence"),
    Column("refs", "References", "refs"),
)


def table(landscape: Landscape) -> Table:
    """One row a company, by name; trials are those in the focus country that it leads."""
    programmes = landscape.rows("programmes")
    approved = Counter(
        product["company"]
        for product in landscape.rows("products")
        if product["stage"] == "approved"
    )
    developed = Counter(programme["company"] for programme in programmes)
    partnered = Counter(partner for item in programmes for partner in set(item["partners"]))
    sponsored = sponsored_trials(landscape)
    deals = Counter(company for deal in landscape.rows("deals") for company in deal["companies"])
    rows = [
        {
            **{column.key: company.get(column.key) for column in COLUMNS},
            "label": company["short"],
            "approved": approved[company["id"]],
            "programmes": developed[company["id"]],
            "partnered": partnered[company["id"]],
            "sponsored": sponsored[company["id"]],
            "deals": deals[company["id"]],
        }
        for company in landscape.rows("companies")
    ]
    rows.sort(key=lambda row: (str(row["label"]).casefold(), str(row["id"])))
    return Table(
        id="companies",
        title="All companies",
        unit="company",
        rule=(
            "Unit: company. A programme counts under its developing company, and apart from that "
            "under its partners; a deal under each party that has a record. Order: name."
        ),
        columns=COLUMNS,
        frame=table_frame(COLUMNS, rows),
        as_of=landscape.date_of("companies"),
        sources=landscape.source_ids("companies", "products", "programmes", "trials", "deals"),
        total={
            "label": f"{len(rows)} companies",
            "approved": sum(approved.values()),
            "programmes": sum(programme["company"] is not None for programme in programmes),
            "partnered": sum(bool(programme["partners"]) for programme in programmes),
            "sponsored": sum(int(str(row["sponsored"])) for row in rows),
            "deals": sum(bool(deal["companies"]) for deal in landscape.rows("deals")),
        },
        overlaps=("partnered", "deals"),
        refs=all_refs(rows),
        facts={"companies": len(rows)},
    )
