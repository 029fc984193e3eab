"""Vocabularies held against each other: groups that exist, facets that have one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from cartreport.problems import Problem, Where
from cartreport.sources.checks import nearest, walk
from cartreport.sources.records import Records
from cartreport.sources.roles import OfSponsors, OfStatuses
from cartreport.sources.vocabulary import RESERVED, Stage, Terms

PARENTS = {
    "targets": "target-classes",
    "indications": "indication-groups",
    "indication-groups": "settings",
    "statuses": "status-groups",
    "programme-statuses": "status-groups",
    "deal-types": "deal-groups",
    "policy-categories": "policy-groups",
    "sponsor-classes": "sponsor-types",
}
"""Vocabulary → the coarser one that its terms' `group` is an id of."""


NEEDED = {
    "phases": ("programmes", "trials"),
    "statuses": ("trials",),
    "indications": ("programmes",),
    "indication-groups": ("programmes",),
    "settings": ("programmes",),
    "deal-types": ("deals",),
    "deal-groups": ("deals",),
}
"""Vocabulary → the kinds of record that cannot be counted without it."""

GROUPED = ("statuses", "deal-types")
"""Vocabularies whose every term needs a group: their records are counted by group, and add up."""


def check(records: Records) -> Iterator[Problem]:
    """Vocabularies, groups and facets' terms that are missing (E205)."""
    yield from _undeclared(records)
    yield from _misspelt(records)
    for name, terms in records.vocabulary.by_name.items():
        yield from _groups(records, name, terms)
        yield from _reserved(records, terms)
    if "phases" in records.vocabulary:
        yield from _stages(records, records.vocabulary["phases"])
    yield from _roles(records)
    facets = [("facets", facet, index) for index, facet in enumerate(records.project.facets)]
    facets += [
        ("trial_facets", facet, index) for index, facet in enumerate(records.project.trial_facets)
    ]
    for name, facet, index in facets:
        if facet not in records.project.vocabulary:
            where = records.declared.get((name, index), Where("sources.yaml"))
            message = f"facet {facet!r} has no vocabulary"
            hint = nearest.name(facet, records.project.vocabulary) or "declare one of that name"
            yield walk.problem(where, "E205", message, hint, facet)


OPTIONAL = {
    *("measures", "approval-types", "designations", "filing-steps", "schemes", "scheme-outcomes"),
    *("facts", "targets", "programme-statuses", "policy-categories", "jurisdictions"),
    *("age-groups", "registries", "cities", "company-kinds", "figure-kinds"),
    *PARENTS,
    *PARENTS.values(),
}
"""Names that the engine asks for where a project has them."""


def _misspelt(records: Records) -> Iterator[Problem]:
    """A name that nothing asks for, one slip from one that is asked for and missing."""
    declared = records.project.vocabulary
    asked = {*NEEDED, *OPTIONAL, *records.project.facets, *records.project.trial_facets}
    for name in sorted(set(declared) - asked):
        hint = nearest.name(name, sorted(asked - set(declared)), cutoff=0.85)
        if "did you mean" in hint:
            where = records.declared.get(("vocabulary", name), Where("sources.yaml"))
            yield walk.problem(where, "E205", f"nothing asks for a vocabulary {name!r}", hint, name)


def declare(name: str) -> str:
    """The line that would declare a vocabulary."""
    return f"declare it under vocabulary: {name}: data/vocab/{name}.yaml"


def undeclared(records: Records) -> Iterator[tuple[str, str]]:
    """Vocabularies that records loaded cannot be counted without, and a kind of such records."""
    for name, kinds in NEEDED.items():
        kind = next((kind for kind in kinds if getattr(records, kind)), None)
        if kind is not None and name not in records.project.vocabulary:
            yield name, kind


def _undeclared(records: Records) -> Iterator[Problem]:
    where = records.declared.get(("vocabulary",), Where("sources.yaml"))
    for name, kind in undeclared(records):
        message = f"the {kind} are counted by the vocabulary {name!r}, which is not declared"
        yield walk.problem(where, "E205", message, declare(name), name)


def _where(records: Records, terms: Terms, *path: str | int) -> Where:
    """The place in the vocabulary's file, or the file where its places are not kept."""
    while path and path not in terms.places:
        path = path[:-1]
    return terms.places.get(path, Where(records.project.vocabulary.get(terms.name, terms.name)))


def _stages(records: Records, terms: Terms) -> Iterator[Problem]:
    """Rungs of the ladder, phases with an order, that do not say which stage they belong to."""
    for term in terms:
        if term.order is not None and term.stage is None:
            message = f"the phase {term.id!r} has a place on the ladder, but no stage"
            hint = f"give it a `stage`: {', '.join(get_args(Stage))}"
            yield walk.problem(_where(records, terms, term.id), "E205", message, hint, term.id)


def _roles(records: Records) -> Iterator[Problem]:
    """Groups of statuses say which of the three they are; a role that records need has its term."""
    for term in records.vocabulary.get("status-groups") or ():
        if term.role not in get_args(OfStatuses):
            terms = records.vocabulary["status-groups"]
            message = f"the group {term.id!r} of statuses does not say what it means"
            hint = f"give it a `role`: {', '.join(get_args(OfStatuses))}"
            yield walk.problem(_where(records, terms, term.id), "E205", message, hint, term.id)
    types = records.vocabulary.get("sponsor-types")
    if types is not None:
        for role in sorted(set(get_args(OfSponsors)) - {term.role for term in types}):
            message = f"no type of sponsor has the role {role!r}"
            hint = f"give one of {', '.join(term.id for term in types)} the `role`"
            yield walk.problem(_where(records, types), "E205", message, hint, role)


def _reserved(records: Records, terms: Terms) -> Iterator[Problem]:
    """Terms called as tables call what is not stated, or the remainder of a table."""
    for term in RESERVED:
        if term in terms:
            message = f"no term may be called {term!r}, as tables name a row of their own"
            hint = "give the term another id; an empty field is counted as not stated"
            yield walk.problem(_where(records, terms, term), "E205", message, hint, term)


def _groups(records: Records, name: str, terms: Terms) -> Iterator[Problem]:
    parent = PARENTS.get(name, "")
    grouped = next((term for term in terms if term.group is not None), None)
    if parent and grouped and parent not in records.project.vocabulary and parent not in NEEDED:
        message = f"{grouped.group!r} is a term of {parent!r}, a vocabulary that is not declared"
        where = _where(records, terms, grouped.id, "group")
        yield walk.problem(where, "E205", message, declare(parent), grouped.group)
    if parent not in records.vocabulary:
        return
    parents = records.vocabulary[parent]
    for term in terms:
        if term.group is None and name in GROUPED:
            message = f"the term {term.id!r} of {name} has no group: its records would go uncounted"
            where = _where(records, terms, term.id)
            yield walk.problem(where, "E205", message, f"give it a group of {parent}", term.id)
        if term.group is not None and term.group not in parents:
            message = f"{term.group!r} is no term of {parent}, the groups of {name}"
            where = _where(records, terms, term.id, "group")
            yield walk.problem(
                where, "E205", message, nearest.term(term.group, parents), term.group
            )
