"""Rows of programmes and their long forms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cartreport.landscape.frames import PROGRAMMES
from cartreport.landscape.rows.companies import company_short
from cartreport.landscape.rows.facts import WEAK
from cartreport.landscape.rows.fields import Row, row_of
from cartreport.landscape.rows.products import presumed
from cartreport.landscape.rows.settings import setting_of_indication
from cartreport.landscape.rows.targets import target_label
from cartreport.landscape.terms import find, parent

if TYPE_CHECKING:
    from cartreport.sources.records import Programme, Records

STAGES = ("approved", "filed", "late-stage")


def programmes(records: Records) -> Iterator[Row]:
    """One row a programme."""
    products = product_by_programme(records)
    for entry in records.programmes.values():
        record = entry.record
        product = products.get(record.id)
        yield row_of(
            record,
            PROGRAMMES,
            short=record.short or record.name,
            company_short=company_short(records, record.company),
            target=target_label(records.vocabulary, record.targets),
            setting=record.settings[0] if len(record.settings) == 1 else None,
            lead_indication=lead_of(record),
            presumed=_presumed(records, record, product),
            status_group=_status_group(records, record),
            product=product,
        )


def _presumed(records: Records, record: Programme, product: str | None) -> bool:
    """Whether nothing but a weak page states the phase.

    So it is where its product's filing is presumed, or where the row is weak and lists no record of
    a registry, which would state the phase itself.
    """
    if product and presumed(records, records.products[product].record):
        return True
    return record.confidence in WEAK and not record.trials


def lead_of(record: Programme) -> str | None:
    """The indication that leads: as stated, or the only one that is stated."""
    if record.lead_indication or len(record.indications) != 1:
        return record.lead_indication
    return record.indications[0]


def _status_group(records: Records, record: Programme) -> str:
    """The group of a programme's status, or what the status says itself that it means."""
    term = find(records.vocabulary, "programme-statuses", record.status)
    return (term.group or term.role if term else None) or record.status


def product_by_programme(records: Records) -> dict[str, str]:
    """Programme id → product id; the product that came furthest where several name it."""
    held = [entry.record for entry in records.products.values() if entry.record.programme]
    held.sort(key=lambda product: STAGES.index(product.stage), reverse=True)
    return {str(product.programme): product.id for product in held}


def programme_targets(records: Records) -> Iterator[Row]:
    """One row a programme and target; ``of`` is the size of the programme's target set."""
    for entry in records.programmes.values():
        for target in entry.record.targets:
            yield {"programme": entry.record.id, "target": target, "of": len(entry.record.targets)}


def programme_indications(records: Records) -> Iterator[Row]:
    """One row a programme and indication, the lead one among them."""
    vocabulary = records.vocabulary
    for entry in records.programmes.values():
        record = entry.record
        lead = lead_of(record)
        for indication in dict.fromkeys([*([lead] if lead else []), *record.indications]):
            yield {
                "programme": record.id,
                "indication": indication,
                "group": parent(vocabulary, "indications", indication),
                "setting": setting_of_indication(vocabulary, indication),
                "lead": indication == lead,
            }


def programme_trials(records: Records) -> Iterator[Row]:
    """One row a programme and trial; ``listed``: the registry export holds the trial."""
    for entry in records.programmes.values():
        for trial in dict.fromkeys(entry.record.trials):
            yield {"programme": entry.record.id, "trial": trial, "listed": trial in records.trials}
