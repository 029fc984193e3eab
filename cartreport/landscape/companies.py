"""Every company: base, listing, what it does, and how much of it is in the other tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cartreport.landscape.approved_products import all_refs
from cartreport.landscape.by_company import sponsored_trials
from cartreport.landscape.groups import count, counted_table, told
from cartreport.landscape.profile import through
from cartreport.landscape.table import Column

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table

KNOWN = (
    Column("name", "Full name"),
    Column("city", "City"),
    Column("founded", "Founded", "date"),
    Column("listing", "Listing"),
    Column("kind", "Kind"),
    Column("owner", "Owner"),
    Column("position", "What it does"),
)
SURE = (Column("confidence", "Confidence"), Column("refs", "References", "refs"))


def table(landscape: Landscape) -> Table:
    """One row a company, by name; trials are those in the focus country that it leads."""
    held = sorted(
        landscape.rows("companies"),
        key=lambda company: (company["short"].casefold(), company["id"]),
    )
    return counted_table(
        (
            told(Column("id", "Id", "key"), lambda company, _: company),
            told(Column("label", "Company", "name"), lambda _, held: held[0]["short"]),
            *(told(column, _cell(column.key)) for column in KNOWN),
            *(
                count(key, head, through(by_company), of=of, counts=counts)
                for key, head, of, counts, by_company in _holdings(landscape)
            ),
            *(told(column, _cell(column.key)) for column in SURE),
        ),
        {company["id"]: [company] for company in held},
        held,
        id="companies",
        title="All companies",
        unit="company",
        rule=(
            "Unit: company. A programme counts under its developing company, and apart from that "
            "under its partners; a deal under each party that has a record. Order: name."
        ),
        as_of=landscape.date_of("companies"),
        sources=landscape.source_ids("companies", "products", "programmes", "trials", "deals"),
        closing={"label": f"{len(held)} companies"},
        overlaps=("partnered", "deals"),
        refs=all_refs(held),
    )


def _holdings(landscape: Landscape) -> Iterable[tuple[str, str, str, str, dict[str, list[str]]]]:
    """Count columns: key, head, source, what is counted, and the ids of each company."""
    approved = [row for row in landscape.rows("products") if row["approved"]]
    programmes, deals = landscape.rows("programmes"), landscape.rows("deals")
    yield "approved", "Approved products", "products", "product", _held(approved, "company")
    yield "programmes", "Programmes", "programmes", "programme", _held(programmes, "company")
    yield "partnered", "As partner", "programmes", "programme", _held(programmes, "partners")
    yield "sponsored", "Trials sponsored", "trials", "trial", sponsored_trials(landscape)
    yield "deals", "Deals", "deals", "deal", _held(deals, "companies")


def _held(rows: Iterable[dict[str, Any]], field: str) -> dict[str, list[str]]:
    """Company → the records that name it in a field, alone or among several."""
    found: dict[str, list[str]] = {}
    for row in rows:
        named = row[field] or ()
        for company in (named,) if isinstance(named, str) else named:
            found.setdefault(company, []).append(row["id"])
    return found


def _cell(field: str) -> Any:
    return lambda _, held: held[0][field]
