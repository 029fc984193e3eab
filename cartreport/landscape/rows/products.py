"""Rows of products, their uses, facts and measures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cartreport.landscape import kinds
from cartreport.landscape.rows.companies import Row, company_short
from cartreport.landscape.rows.facts import (
    UNVERIFIED,
    WEAK,
    Placed,
    current,
    fact_row,
    facts_of,
    known,
)
from cartreport.landscape.rows.targets import target_label
from cartreport.landscape.terms import parent
from cartreport.sources.dates import first_day

if TYPE_CHECKING:
    from cartreport.sources.records import Fact, Product, Records, Use


def products(records: Records) -> Iterator[Row]:
    """One row a product."""
    held = [entry.record for entry in records.products.values()]
    approvals = {product.id: first_approval(product, records.project.as_of) for product in held}
    dated = [product for product in held if product.stage == "approved" and approvals[product.id]]
    dated.sort(key=lambda product: (first_day(str(approvals[product.id])), product.id))
    order = {product.id: place for place, product in enumerate(dated, 1)}
    for product in held:
        yield {
            **_named(records, product),
            "presumed": presumed(product, records.project.as_of),
            "order": order.get(product.id),
            "approval": approvals[product.id],
        }


def _named(records: Records, product: Product) -> Row:
    return {
        "id": product.id,
        "name": product.name,
        "short": product.short,
        "names": dict(product.names),
        "brand": product.brand,
        "brands": dict(product.brands),
        "stage": product.stage,
        "company": product.company,
        "company_short": company_short(records, product.company),
        "company_names": dict(records.companies[product.company].record.names),
        "partners": tuple(product.partners),
        "programme": product.programme,
        "extends": product.extends,
        "targets": tuple(product.targets),
        "target": target_label(records.vocabulary, product.targets),
        "facets": dict(product.facets),
        "uses": len(product.uses),
        "refs": tuple(
            dict.fromkeys(ref for placed in facts_of(product) for ref in placed.fact.refs)
        ),
    }


def presumed(product: Product, as_of: str) -> bool:
    """Whether a product counts as filed, and all that says so is weak."""
    steps = [p.fact for p in current(facts_of(product), as_of) if p.fact.what == kinds.FILING]
    weak = [step.confidence in WEAK for step in steps]
    return product.stage == "filed" and bool(weak) and all(weak)


def first_approval(product: Product, as_of: str) -> str | None:
    """The date of a product's first approval: its own fact, else the earliest of its uses."""
    wanted = (kinds.FIRST_APPROVAL, kinds.APPROVAL)
    dated = [
        (placed.fact.what != kinds.FIRST_APPROVAL, first_day(str(placed.fact.value)), placed.fact)
        for placed in current(facts_of(product), as_of)
        if placed.fact.what in wanted and known(placed.fact)
    ]
    return str(min(dated, key=lambda item: item[:2])[2].value) if dated else None


def uses(records: Records) -> Iterator[Row]:
    """One row a product and use."""
    for entry in records.products.values():
        held = current(facts_of(entry.record), records.project.as_of)
        for number, use in enumerate(entry.record.uses, 1):
            yield _use(entry.record, number, use, held)


def _use(product: Product, number: int, use: Use, held: list[Placed]) -> Row:
    facts = {placed.fact.what: placed.fact for placed in held if placed.use == number}

    def value(what: str) -> str | None:
        fact = facts.get(what)
        told = known(fact) if fact else None
        return None if told is None else str(told)

    kind = facts.get(kinds.APPROVAL_TYPE)
    approval = facts.get(kinds.APPROVAL)
    of_product = [placed.fact for placed in held if placed.part == "product"]
    filing = facts.get(kinds.FILING) or next(
        (fact for fact in of_product if fact.what == kinds.FILING and len(product.uses) == 1), None
    )
    return {
        "product": product.id,
        "use": number,
        "short": use.short,
        "disease": use.disease,
        "line": use.line,
        "indications": tuple(use.indications),
        "approval": value(kinds.APPROVAL),
        "approval_type": value(kinds.APPROVAL_TYPE),
        "approval_type_unverified": bool(kind and kind.value and kind.confidence == UNVERIFIED),
        "approval_confidence": approval.confidence if approval else None,
        "filed": filing.as_of if filing else None,
        "refs": _refs(approval, filing),
        "note": use.note,
    }


def _refs(*facts: Fact | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ref for fact in facts if fact for ref in fact.refs))


def facts(records: Records) -> Iterator[Row]:
    """One row a fact of a product, in the order of the record."""
    for entry in records.products.values():
        placed_facts = list(facts_of(entry.record))
        newest = {id(placed) for placed in current(placed_facts, records.project.as_of)}
        for placed in placed_facts:
            what = placed.fact.what
            group = parent(records.vocabulary, "facts", what)
            yield fact_row(entry.record, placed, is_current=id(placed) in newest, group=group)


def measures(records: Records) -> Iterator[Row]:
    """One row a measure of a fact whose value is a mapping."""
    for entry in records.products.values():
        for placed in facts_of(entry.record):
            fact = placed.fact
            told = known(fact)
            if not isinstance(told, dict):
                continue
            for measure, value in told.items():
                yield {
                    "product": entry.record.id,
                    "pivotal": placed.pivotal,
                    "use": placed.use,
                    "what": fact.what,
                    "for": fact.for_,
                    "measure": measure,
                    "value": value,
                    "as_of": fact.as_of,
                    "confidence": fact.confidence,
                    "refs": tuple(fact.refs),
                }
