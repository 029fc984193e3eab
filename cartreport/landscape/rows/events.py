"""Rows of deals, policy events, published figures, and of the sources themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cartreport.landscape.dates import days_between, year_of
from cartreport.landscape.rows.companies import Row

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
    """Source id → the date to which it is complete: its sidecar's, else the one declared."""
    declared = {source.id: source.as_of for source in records.project.sources if source.as_of}
    return declared | {source: date for source, (date, _) in records.snapshots.items()}


def sources(records: Records) -> Iterator[Row]:
    """One row an entry of sources.yaml, with its age at the project's date."""
    dates = source_dates(records)
    for source in records.project.sources:
        as_of = dates.get(source.id)
        age = days_between(as_of, records.project.as_of) if as_of else None
        limit = source.max_age_days
        yield {
            "id": source.id,
            "kind": source.kind,
            "title": source.title,
            "owner": source.owner,
            "licence": source.licence,
            "as_of": as_of,
            "age": age,
            "max_age": limit,
            "late": age is not None and limit is not None and age > limit,
        }
