"""What makes a record one of the landscape: labels, facets and terms that exist."""

from __future__ import annotations

from collections.abc import Iterator

from cartreport.problems import Problem, Where
from cartreport.sources.checks import nearest, walk
from cartreport.sources.project import Members
from cartreport.sources.records import Records


def check(records: Records) -> Iterator[Problem]:
    """Labels of ``landscape`` that sort nothing out because they name nothing (E205)."""
    scope = records.project.landscape
    if scope is None:
        return
    if scope.trials:
        yield from _trials(records, scope.trials)
    facets = set(records.project.facets)
    for kind, members in (("programmes", scope.programmes), ("products", scope.products)):
        if members:
            yield from _labels(records, kind, members, facets, "there is no facet")


def _trials(records: Records, members: Members) -> Iterator[Problem]:
    at = ("landscape", "trials", "labels")
    told = {entry.record.label for entry in records.labels}
    if not any(source.kind == "labels" for source in records.project.sources):
        where = records.declared.get(at, Where("sources.yaml"))
        message = "no source of kind labels says what a trial is: every record would be counted"
        yield walk.problem(where, "E205", message, "make one with `cartreport classify`", "labels")
    yield from _labels(records, "trials", members, told, "no trial has a label")


def _labels(
    records: Records, kind: str, members: Members, told: set[str], absent: str
) -> Iterator[Problem]:
    """Labels that no record of a kind can have, and terms that no label has."""
    at = ("landscape", kind, "labels")
    for label, terms in members.labels.items():
        where = records.declared.get((*at, label), Where("sources.yaml"))
        known = records.vocabulary.get(label)
        if known is None and label in records.project.vocabulary:
            continue  # its file could not be read
        if known is None or (told and label not in told):
            message = f"{absent} {label!r}: it would keep nothing out"
            hint = nearest.name(label, sorted(told)) if told else ""
            yield walk.problem(where, "E205", message, hint, label)
            continue
        for index, term in enumerate(terms):
            if term not in known:
                place = records.declared.get((*at, label, index), where)
                message = f"{term!r} is no term of {label}"
                yield walk.problem(place, "E205", message, nearest.term(term, known), term)
