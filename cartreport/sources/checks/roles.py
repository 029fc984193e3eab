"""What planned sections read: without records, or a term of the role, the section is not there."""

from __future__ import annotations

from collections.abc import Iterator

from cartreport.problems import Problem, Where
from cartreport.sources.checks import walk
from cartreport.sources.records import Records
from cartreport.sources.roles import COVERAGE, GRANTED, LISTED, OUTCOME, PRICE

FACTS, OUTCOMES, SCHEMES = "facts", "scheme-outcomes", "schemes"
NEEDED = {
    "approved": ((FACTS, GRANTED, ""),),
    "access": (
        (FACTS, (PRICE,), ""),
        (FACTS, (OUTCOME, COVERAGE), SCHEMES),
        (OUTCOMES, (LISTED,), SCHEMES),
    ),
}
"""Section → what it reads: a vocabulary, roles of which one has to be stated, and the vocabulary
without which nothing asks for them.
"""
TOLD = {
    "approved": "products",
    "glance": "trials",
    "sponsors": "trials",
    "trials": "trials",
    "targets": "programmes",
    "white-space": "programmes",
    "companies": "programmes",
    "programmes": "programmes",
    "access": "products",
    "deals": "deals",
    "regulation": "policy",
    "market": "figures",
}
"""Section → the kind of the records that it tells of."""


def check(records: Records) -> Iterator[Problem]:
    """At each planned section: no record of its kind (W212), a role that no term states (W211)."""
    for _, section, where in walk.planned(records):
        kind = TOLD.get(section, "")
        if kind and not getattr(records, kind):
            if kind not in {lost for lost, _ in records.lost}:
                yield _empty(where, section, kind)
        elif records.products:
            yield from _roles(records, section, where)


def _empty(where: Where, section: str, kind: str) -> Problem:
    message = f"planned section {section!r} has no data: no record of kind {kind!r} was read"
    hint = f"declare a source of kind {kind!r}, or take the section out of the plan"
    return walk.problem(where, "W212", message, hint, section)


def _roles(records: Records, section: str, where: Where) -> Iterator[Problem]:
    for vocabulary, roles, asking in NEEDED.get(section, ()):
        terms = records.vocabulary.get(vocabulary)
        asked = records.vocabulary.get(asking) if asking else None
        if asking and not (asked and asked.by_id):
            continue
        if terms is not None and not any(term.role in roles for term in terms):
            role = " or ".join(map(repr, roles))
            message = f"the section {section!r} needs a term of {vocabulary} of role {role}"
            hint = f"write `role: {roles[0]}` at the term in "
            hint += records.project.vocabulary.get(vocabulary, vocabulary)
            yield walk.problem(where, "W211", message, hint, section)
