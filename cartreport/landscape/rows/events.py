"""Rows of deals, policy events, published figures, and of the sources themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cartreport.landscape.dates import year_of
from cartreport.landscape.rows.companies import Row
from cartreport.sources.freshness import freshness

if TYPE_CHECKING:
    from cartreport.sources.records import Records


def deals(records: Records) -> Iterator[Row]:
    """One row a deal; amounts in units of the currency."""
    for entry in records.deals.values():
        record = entry.record
        yield {
            "id": record.id,
            "date": record.date,
            "year": year_of(record.date),
            "type": record.type,
            "parties": tuple(record.parties),
            "asset": record.asset,
            "territory": record.territory,
            "upfront": record.upfront,
            "total": record.total,
            "bound": record.bound,
            "currency": record.currency,
            "companies": tuple(record.companies),
            "confidence": record.confidence,
            "refs": tuple(record.refs),
            "note": record.note,
        }


def policy(records: Records) -> Iterator[Row]:
    """One row a rule, reimbursement round or safety action."""
    for entry in records.policy.values():
        record = entry.record
        yield {
            "id": record.id,
            "date": record.date,
            "year": year_of(record.date),
            "effective": record.effective,
            "jurisdiction": record.jurisdiction,
            "body": record.body,
            "category": record.category,
            "summary": record.summary,
            "confidence": record.confidence,
            "refs": tuple(record.refs),
            "note": record.note,
        }


def figures(records: Records) -> Iterator[Row]:
    """One row a published figure."""
    for entry in records.figures.values():
        record = entry.record
        yield {
            "id": record.id,
            "metric": record.metric,
            "value": record.value,
            "unit": record.unit,
            "year": record.year,
            "period": record.period,
            "kind": record.kind,
            "publisher": record.publisher,
            "confidence": record.confidence,
            "refs": tuple(record.refs),
            "note": record.note,
        }


def source_dates(records: Records) -> dict[str, str]:
    """Source id → the day to which it was searched, else its newest entry, else what it is of."""
    told = {source.id: source.as_of for source in records.project.sources if source.as_of}
    measured = {name: fresh.measured for name, fresh in freshness(records).items()}
    return told | {name: day for name, day in measured.items() if day}


def sources(records: Records) -> Iterator[Row]:
    """One row an entry of sources.yaml, with its age at the project's date."""
    dates, measured = source_dates(records), freshness(records)
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
