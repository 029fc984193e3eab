"""What a project grades otherwise: the rules and thresholds that it names are those there are."""

from __future__ import annotations

from collections.abc import Iterator

from cartreport.problems import Problem, Where
from cartreport.sources.checks import walk
from cartreport.sources.grades import shipped
from cartreport.sources.records import Records
from cartreport.sources.suggest import did_you_mean


def check(records: Records) -> Iterator[Problem]:
    """A rule, a threshold, a label or a term of `changes` that there is not (E205)."""
    plan, table = records.project.changes, shipped()
    for part, given, known in (
        ("grades", plan.grades, table.rules),
        ("thresholds", plan.thresholds, table.thresholds),
    ):
        for name in given:
            if name not in known:
                yield _unknown(records, (part, name), name, known, f"{part} of changes")
    for label, terms in plan.family.items():
        held = records.vocabulary.get(label)
        if held is None:
            names = records.project.vocabulary
            if label in names:
                continue  # its file could not be read
            yield _unknown(records, ("family", label), label, names, "vocabularies")
            continue
        for index, term in enumerate(terms):
            if term not in held:
                yield _unknown(records, ("family", label, index), term, held.by_id, label)


def _unknown(
    records: Records, path: tuple[str | int, ...], name: str, known: object, of: str
) -> Problem:
    where = records.declared.get(("changes", *path), Where("sources.yaml"))
    assert isinstance(known, dict)
    return walk.problem(
        where, "E205", f"{name!r} is none of the {of}", did_you_mean(name, known), name
    )
