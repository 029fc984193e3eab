"""Every value that a source gives and the record does not hold, with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from cartreport.landscape.rows.facts import facts_of, plain
from cartreport.landscape.rows.fields import Row

if TYPE_CHECKING:
    from cartreport.sources.records import Dispute, Entry, OtherValue, Records


def disputes(records: Records) -> Iterator[Row]:
    """Open ones (alternates) and closed ones (rejected): of facts, of records, of CSV rows."""
    for entry in records.products.values():
        product = entry.record
        for placed in facts_of(records, product):
            fact = placed.fact
            row: Row = {
                "record": product.id,
                "kind": "products",
                "field": fact.what,
                "held": plain(fact.value),
            }
            yield from _rows(row, fact.alternates, "alternate")
            yield from _rows(row, fact.rejected, "rejected")
        yield from _rows(_whole(product.id, "products"), product.rejected, "rejected")
    for company in records.companies.values():
        record = company.record
        yield from _rows(_whole(record.id, "companies"), record.rejected, "rejected")
    for dispute in records.disputes:
        yield _dispute(records, dispute.record)


def _whole(record: str, kind: str) -> Row:
    """A dispute that is about the record as a whole, unless it names a field."""
    return {"record": record, "kind": kind, "field": "record", "held": None}


def _rows(row: Row, others: Iterable[OtherValue], verdict: str) -> Iterator[Row]:
    for other in others:
        yield {
            **row,
            "field": other.field_ or row["field"],
            "held": None if other.field_ else row["held"],
            "value": plain(other.value) or "empty",
            "verdict": verdict,
            "reason": other.reason,
            "refs": tuple(other.refs),
        }


def _dispute(records: Records, dispute: Dispute) -> Row:
    by_kind: dict[str, Mapping[str, Entry[Any]]] = {
        "programmes": records.programmes,
        "deals": records.deals,
        "policy": records.policy,
        "figures": records.figures,
        "institutions": records.institutions,
        "companies": records.companies,
        "products": records.products,
    }
    kind = next((name for name, held in by_kind.items() if dispute.record in held), "records")
    entry = by_kind[kind][dispute.record] if kind in by_kind else None
    value = getattr(entry.record, dispute.field_.replace("-", "_"), None) if entry else None
    shown = ", ".join(map(str, value)) if isinstance(value, list) else plain(value)
    return {
        "record": dispute.record,
        "kind": kind,
        "field": dispute.field_,
        "held": shown or None,
        "value": dispute.value,
        "verdict": dispute.verdict,
        "reason": dispute.reason,
        "refs": tuple(dispute.refs),
    }
