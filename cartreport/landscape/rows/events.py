"""Rows of deals, policy events, published figures, and of the sources themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from cartreport.landscape.dates import year_of
from cartreport.landscape.frames import DEALS, FIGURES, POLICY
from cartreport.landscape.rows.fields import Row, row_of
from cartreport.sources.freshness import Freshness, freshness

if TYPE_CHECKING:
    from cartreport.sources.records import Records


def deals(records: Records) -> Iterator[Row]:
    """One row a deal; amounts in units of the currency."""
    held = (entry.record for entry in records.deals.values())
    return (row_of(deal, DEALS, year=year_of(deal.date)) for deal in held)


def policy(records: Records) -> Iterator[Row]:
    """One row a rule, reimbursement round or safety action."""
    held = (entry.record for entry in records.policy.values())
    return (row_of(event, POLICY, year=year_of(event.date)) for event in held)


def figures(records: Records) -> Iterator[Row]:
    """One row a published figure."""
    return (row_of(entry.record, FIGURES) for entry in records.figures.values())


def source_dates(records: Records) -> dict[str, str]:
    """Source id → the day to which it was searched, else its newest entry, else what it is of."""
    return _dates(records, freshness(records))


def _dates(records: Records, measured: Mapping[str, Freshness]) -> dict[str, str]:
    told = {source.id: source.as_of for source in records.project.sources if source.as_of}
    return told | {name: fresh.measured for name, fresh in measured.items() if fresh.measured}


def sources(records: Records) -> Iterator[Row]:
    """One row an entry of sources.yaml, with its age at the project's date."""
    measured = freshness(records)
    dates = _dates(records, measured)
    for source in records.project.sources:
        fresh = measured[source.id]
        yield {
            "id": source.id,
            "kind": source.kind,
            "title": source.title,
            "owner": source.owner,
            "licence": source.licence,
            "as_of": dates.get(source.id),
            "newest": fresh.newest,
            "searched_to": fresh.searched_to,
            "age": fresh.age,
            "max_age": fresh.limit,
            "state": fresh.state,
        }
