"""Every company: base, listing, what it does, and how much of it is in the other tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cartreport.landscape.by_company import sponsored_trials
from cartreport.landscape.groups import count, counted_table, stated, told
from cartreport.landscape.listed import all_refs
from cartreport.landscape.profile import through
from cartreport.landscape.table import Column

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table

KNOWN = (
    Column("name"),
    Column("city"),
    Column("founded", kind="date"),
    Column("listing"),
    Column("kind"),
    Column("owner"),
    Column("position"),
)
SURE = (Column("confidence"), Column("refs", kind="refs"))


def table(landscape: Landscape) -> Table:
    """One row a company, by name; trials are those in the focus country that it leads."""
    held = sorted(
        landscape.rows("companies"),
        key=lambda company: (company["short"].casefold(), company["id"]),
    )
    return counted_table(
        (
            told(Column("id", kind="key"), lambda company, _: company),
            told(Column("label", kind="name"), lambda _, held: held[0]["short"]),
            *stated(*KNOWN),
            *(
                count(key, through(by_company), of=of, counts=counts)
                for key, of, counts, by_company in _holdings(landscape)
            ),
            *stated(*SURE),
        ),
        {company["id"]: [company] for company in held},
        held,
        id="companies",
        unit="company",
        as_of=landscape.date_of("companies"),
        sources=landscape.source_ids("companies", "products", "programmes", "trials", "deals"),
        overlaps=("partnered", "deals"),
        refs=all_refs(held),
    )


def _holdings(landscape: Landscape) -> Iterable[tuple[str, str, str, dict[str, list[str]]]]:
    """Count columns: key, source, what is counted, and the ids of each company."""
    approved = [row for row in landscape.rows("products") if row["approved"]]
    programmes, deals = landscape.rows("programmes"), landscape.rows("deals")
    yield "approved", "products", "product", _held(approved, "company")
    yield "programmes", "programmes", "programme", _held(programmes, "company")
    yield "partnered", "programmes", "programme", _held(programmes, "partners")
    yield "sponsored", "trials", "trial", sponsored_trials(landscape)
    yield "deals", "deals", "deal", _held(deals, "companies")


def _held(rows: Iterable[dict[str, Any]], field: str) -> dict[str, list[str]]:
    """Company → the records that name it in a field, alone or among several."""
    found: dict[str, list[str]] = {}
    for row in rows:
        named = row[field] or ()
        for company in (named,) if isinstance(named, str) else named:
            found.setdefault(company, []).append(row["id"])
    return found
