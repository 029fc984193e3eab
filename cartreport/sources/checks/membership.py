"""What makes a record a trial of the landscape: labels and terms that exist."""

from __future__ import annotations

from collections.abc import Iterator

from cartreport.problems import Problem, Where
from cartreport.sources.checks import nearest, walk
from cartreport.sources.records import Records

AT = ("landscape", "trials", "labels")


def check(records: Records) -> Iterator[Problem]:
    """Labels of ``landscape`` that sort nothing out because they name nothing (E205)."""
    scope = records.project.landscape
    if scope is None:
        return
    told = {entry.record.label for entry in records.labels}
    if not any(source.kind == "labels" for source in records.project.sources):
        where = records.declared.get(AT, Where("sources.yaml"))
        message = "no source of kind labels says what a trial is: every record would be counted"
        yield walk.problem(where, "E205", message, "make one with `cartreport classify`", "labels")
    for label, terms in scope.trials.labels.items():
        where = records.declared.get((*AT, label), Where("sources.yaml"))
        known = records.vocabulary.get(label)
        if known is None or (told and label not in told):
            message = f"no trial has a label {label!r}: it would keep nothing out"
            hint = nearest.name(label, sorted(told)) if told else ""
            yield walk.problem(where, "E205", message, hint, label)
            continue
        for index, term in enumerate(terms):
            if term not in known:
                place = records.declared.get((*AT, label, index), where)
                message = f"{term!r} is no term of {label}"
                yield walk.problem(place, "E205", message, nearest.term(term, known), term)
