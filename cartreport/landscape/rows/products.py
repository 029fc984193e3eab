"""Rows of products, their uses and facts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cartreport.landscape.frames import PRODUCTS
from cartreport.landscape.rows.companies import company_short
from cartreport.landscape.rows.facts import (
    UNVERIFIED,
    WEAK,
    Placed,
    current,
    fact_row,
    facts_of,
    known,
)
from cartreport.landscape.rows.fields import Row, row_of
from cartreport.landscape.rows.targets import target_label
from cartreport.sources.dates import first_day
from cartreport.sources.roles import APPROVAL, APPROVAL_TYPE, FILING, FIRST_APPROVAL, GRANTED

if TYPE_CHECKING:
    from cartreport.sources.records import Fact, Product, Records, Use


def products(records: Records) -> Iterator[Row]:
    """One row a product."""
    held = [entry.record for entry in records.products.values()]
    approvals = {product.id: first_approval(records, product) for product in held}
    dated = [product for product in held if product.approved and approvals[product.id]]
    dated.sort(key=lambda product: (first_day(str(approvals[product.id])), product.id))
    order = {product.id: place for place, product in enumerate(dated, 1)}
    for product in held:
        stated = facts_of(records, product)
        yield row_of(
            product,
            PRODUCTS,
            presumed=presumed(records, product),
            order=order.get(product.id),
            approval=approvals[product.id],
            company_short=company_short(records, product.company),
            company_names=records.companies[product.company].record.names,
            target=target_label(records.vocabulary, product.targets),
            uses=len(product.uses),
            refs=tuple(dict.fromkeys(ref for placed in stated for ref in placed.fact.refs)),
        )


def _newest(records: Records, product: Product) -> list[Placed]:
    return current(facts_of(records, product), records.project.as_of)


def presumed(records: Records, product: Product) -> bool:
    """Whether a product counts as filed, and all that says so is weak."""
    steps = [held.fact for held in _newest(records, product) if held.role == FILING]
    weak = [step.confidence in WEAK for step in steps]
    return product.stage == "filed" and bool(weak) and all(weak)


def first_approval(records: Records, product: Product) -> str | None:
    """The date of a product's first approval: its own fact, else the earliest of its uses."""
    dated = [
        (placed.role != FIRST_APPROVAL, first_day(str(placed.fact.value)), placed.fact)
        for placed in _newest(records, product)
        if placed.role in GRANTED and known(placed.fact)
    ]
    return str(min(dated, key=lambda item: item[:2])[2].value) if dated else None


def uses(records: Records) -> Iterator[Row]:
    """One row a product and use."""
    for entry in records.products.values():
        held = _newest(records, entry.record)
        for number, use in enumerate(entry.record.uses, 1):
            yield _use(entry.record, number, use, held)


def _use(product: Product, number: int, use: Use, held: list[Placed]) -> Row:
    facts = {placed.role: placed.fact for placed in held if placed.use == number}

    def value(role: str) -> str | None:
        fact = facts.get(role)
        told = known(fact) if fact else None
        return None if told is None else str(told)

    kind = facts.get(APPROVAL_TYPE)
    approval = facts.get(APPROVAL)
    of_product = (p.fact for p in held if p.part == "product" and p.role == FILING)
    alone = next(of_product, None) if len(product.uses) == 1 else None
    filing = facts.get(FILING) or alone
    return {
        "id": f"{product.id} {number}",
        "product": product.id,
        "use": number,
        "short": use.short,
        "disease": use.disease,
        "line": use.line,
        "indications": tuple(use.indications),
        "approval": value(APPROVAL),
        "licensed": value(APPROVAL) is not None
        or bool(product.approved and approval and approval.value not in ("", None)),
        "approval_type": value(APPROVAL_TYPE),
        "approval_type_unverified": bool(kind and kind.value and kind.confidence == UNVERIFIED),
        "approval_confidence": approval.confidence if approval else None,
        "filed": filing.as_of if filing else None,
        "approval_refs": _refs(approval),
        "approval_type_refs": _refs(kind),
        "disputed": tuple(
            other.field_ or str(placed.role)
            for placed in held
            if placed.use == number
            for other in placed.fact.alternates
        ),
        "refs": _refs(approval, filing),
        "note": use.note,
    }


def _refs(*facts: Fact | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ref for fact in facts if fact for ref in fact.refs))


def facts(records: Records) -> Iterator[Row]:
    """One row a fact of a product, in the order of the record."""
    for entry in records.products.values():
        placed_facts = list(facts_of(records, entry.record))
        newest = {id(placed) for placed in current(placed_facts, records.project.as_of)}
        for placed in placed_facts:
            yield fact_row(entry.record, placed, is_current=id(placed) in newest)
