"""The small landscape with other ids for its kinds of fact, measures, schemes, outcomes and types."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from small_landscape import PRODUCTS, VOCABULARY, small_records

from cartreport.sources.records import Entry, Product, Records
from cartreport.sources.vocabulary import Term, Terms, Vocabulary

KINDS = ("approval", "approval-type", "list-price", "reimbursement", "designation", "efficacy")
RENAMED = ("facts", "measures", "schemes", "scheme-outcomes", "designations", "approval-types")


def new(id: str) -> str:
    """Another id of a term."""
    return f"x-{id}"


def told() -> Vocabulary:
    """The small vocabulary with the kinds of fact declared, each labelled by its role."""
    kinds = [*KINDS, "safety", "filing"]
    facts = {id: Term.model_validate({"id": id, "label": id, "role": id}) for id in kinds}
    fast = {"fast": Term.model_validate({"id": "fast", "label": "Fast"})}
    return Vocabulary(
        {
            **VOCABULARY.by_name,
            "facts": Terms("facts", "Kinds of fact", facts),
            "designations": Terms("designations", "Designations", fast),
        }
    )


def renamed(vocabulary: Vocabulary) -> Vocabulary:
    """The same with another id at every term of the vocabularies of facts."""

    def other(terms: Terms) -> Terms:
        held = [term.model_copy(update={"id": new(term.id)}) for term in terms]
        return replace(terms, by_id={term.id: term for term in held})

    return Vocabulary(
        {
            name: other(terms) if name in RENAMED else terms
            for name, terms in vocabulary.by_name.items()
        }
    )


def rewritten(vocabulary: Vocabulary, node: Any) -> Any:
    """A record's data with the new ids wherever a term of those vocabularies stands."""
    ids = {id for name in RENAMED for id in vocabulary[name].by_id}
    if isinstance(node, dict):
        return {new(k) if k in ids else k: rewritten(vocabulary, v) for k, v in node.items()}
    if isinstance(node, list):
        return [rewritten(vocabulary, item) for item in node]
    return new(node) if isinstance(node, str) and node in ids else node


def other_records() -> Records:
    """The small records with every id of those vocabularies another one."""
    vocabulary = told()
    products = {
        id: Entry(
            Product.model_validate(
                rewritten(vocabulary, entry.record.model_dump(by_alias=True, exclude_unset=True))
            ),
            entry.places,
        )
        for id, entry in PRODUCTS.items()
    }
    return replace(small_records(), vocabulary=renamed(vocabulary), products=products)
