"""Roles that planned sections read: without a term that states them the section is not there."""

from __future__ import annotations

from collections.abc import Iterator

from cartreport.problems import Problem, Where
from cartreport.sources.checks import walk
from cartreport.sources.records import Records
from cartreport.sources.roles import COVERAGE, GRANTED, LISTED, OUTCOME, PRICE

FACTS, OUTCOMES = "facts", "scheme-outcomes"
NEEDED = {
    "approved": ((FACTS, GRANTED),),
    "access": ((FACTS, (PRICE,)), (FACTS, (OUTCOME, COVERAGE)), (OUTCOMES, (LISTED,))),
}
"""Section → what it reads: a vocabulary, and roles of which one has to be stated."""


def check(records: Records) -> Iterator[Problem]:
    """Roles that no term of a vocabulary states, at the section that needs them (W211)."""
    if not records.products:
        return
    for name, plan in records.project.briefings.items():
        for index, planned in enumerate(plan.sections):
            section = planned if isinstance(planned, str) else planned.section
            path = ("briefings", name, "sections", index)
            where = records.declared.get(path, Where("sources.yaml"))
            for vocabulary, roles in NEEDED.get(section, ()):
                terms = records.vocabulary.get(vocabulary)
                if terms is not None and not any(term.role in roles for term in terms):
                    role = " or ".join(map(repr, roles))
                    message = f"the section {section!r} needs a term of {vocabulary} of role {role}"
                    hint = f"write `role: {roles[0]}` at the term in "
                    hint += records.project.vocabulary.get(vocabulary, vocabulary)
                    yield walk.problem(where, "W211", message, hint, section)
