"""Parameters held against what else a text may name, and against the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.briefing.compose import given_names
from cartreport.editions.places import place_of
from cartreport.problems import Problem
from cartreport.sources.parameters import set_to
from cartreport.sources.suggest import did_you_mean

if TYPE_CHECKING:
    from cartreport.sources.records import Records


def valued(records: Records, values: tuple[str, ...]) -> Records:
    """The records of a project with its parameters set, ``name=value`` each."""
    told = set_to(records.project.parameters, values, records.vocabulary)
    return replace(records, project=records.project.model_copy(update={"parameters": told}))


def check(records: Records) -> Iterator[Problem]:
    """A name that is taken (E201), a vocabulary (E210) or a term (E205) that there is not."""
    taken = given_names(records.project)
    for name, plan in records.project.parameters.items():
        at = ("parameters", name)
        if name.replace("-", "_") in taken:
            said = f"every text knows a {name!r} already"
            yield Problem(place_of(records, at), "E201", said, "rename the parameter", name)
        if plan.of is None:
            continue
        terms, word = records.vocabulary.get(plan.of), str(plan.default)
        if terms is None:
            hint = did_you_mean(plan.of, records.vocabulary.by_name)
            said = f"there is no vocabulary {plan.of!r}"
            yield Problem(place_of(records, (*at, "of")), "E210", said, hint, plan.of)
        elif word not in terms:
            hint = did_you_mean(word, (term.id for term in terms))
            said = f"no {plan.of} is called {word!r}"
            yield Problem(place_of(records, (*at, "default")), "E205", said, hint, word)
