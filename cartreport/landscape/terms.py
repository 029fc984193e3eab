"""Reading terms where a project may lack a whole vocabulary: an id then stands for its label."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.sources.vocabulary import Terms, Vocabulary

if TYPE_CHECKING:
    from cartreport.sources.vocabulary import Term

NOT_STATED = "not stated"
NAMES = (
    *("phases", "statuses", "status-groups", "programme-statuses", "settings"),
    *("targets", "target-classes", "indications", "indication-groups"),
    *("facts", "measures", "approval-types", "designations", "schemes", "scheme-outcomes"),
    "filing-steps",
    *("deal-types", "deal-groups", "policy-categories", "policy-groups"),
    *("sponsor-types", "sponsor-classes", "jurisdictions", "figure-kinds"),
)
"""The vocabularies that tables read; a project gives those that it needs."""


def complete(vocabulary: Vocabulary, *facets: str, absent: str = NOT_STATED) -> Vocabulary:
    """The vocabulary with an empty one for each name that the project has none of."""
    empty = {name: Terms(name, name.replace("-", " ").capitalize(), {}) for name in NAMES + facets}
    return Vocabulary({**empty, **vocabulary.by_name}, absent)


def find(vocabulary: Vocabulary, name: str, term: str | None) -> Term | None:
    """The term, ``None`` where there is none of this id."""
    terms = vocabulary[name]
    return terms[term] if term and term in terms else None


def label(vocabulary: Vocabulary, name: str, term: str | None) -> str:
    """The label of a term; ``not stated`` for ``None``."""
    found = find(vocabulary, name, term)
    return found.label if found else term or vocabulary.absent


def short(vocabulary: Vocabulary, name: str, term: str | None) -> str:
    """The short label of a term, or its label; ``not stated`` for ``None``."""
    found = find(vocabulary, name, term)
    return (found.short or found.label) if found else term or vocabulary.absent


def parent(vocabulary: Vocabulary, name: str, term: str | None) -> str | None:
    """The id of the term above, in a coarser vocabulary."""
    found = find(vocabulary, name, term)
    return found.group if found else None
