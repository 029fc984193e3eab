"""Labels of trials and corrections: trials and terms that exist, rules that still hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from cartreport.problems import Problem, Where
from cartreport.sources.checks import nearest, walk
from cartreport.sources.records import Entry, Records
from cartreport.sources.rules_file import fingerprint

SPONSOR = "sponsor"
"""The one label that is no vocabulary: a company or an institution."""
Word = tuple[Entry[Any], tuple[str | int, ...]]


def check(records: Records) -> Iterator[Problem]:
    """Unknown labels and terms (E205), labels given twice (E201), other trials or rules (W405),
    corrections that no longer fit their record (W404).
    """
    yield from _terms(records)
    yield from _twice(records)
    yield from _trials(records)
    yield from _rules(records)
    yield from _corrections(records)


def _words(records: Records) -> Iterator[tuple[tuple[str, str], Word]]:
    """Every label and value of the table and of the corrections, with its place."""
    for entry in records.labels:
        yield (entry.record.label, entry.record.value), (entry, ("value",))
    for correction in records.corrections:
        for field in ("expect", "value"):
            for index, value in enumerate(getattr(correction.record, field)):
                yield (correction.record.label, value), (correction, (field, index))


def _terms(records: Records) -> Iterator[Problem]:
    """One problem a word, however many rows have it."""
    first: dict[tuple[str, str], Word] = {}
    count: Counter[tuple[str, str]] = Counter()
    for key, word in _words(records):
        count[key] += 1
        first.setdefault(key, word)
    for (label, value), (entry, path) in first.items():
        many = count[label, value]
        rows = f" ({many:,} rows have it)" if many > 1 else ""
        if label == SPONSOR:
            known: Any = {**records.companies, **records.institutions}
            lost = any(kind in ("companies", "institutions") for kind, _ in records.lost)
            if value not in known and not lost:
                message = f"there is no company or institution {value!r}{rows}"
                hint = nearest.name(value, known)
                yield walk.problem(entry.where(*path), "E204", message, hint, value)
        elif label not in records.project.vocabulary:
            message = f"the label {label!r} is no vocabulary of the project{rows}"
            hint = nearest.name(label, [*records.project.vocabulary, SPONSOR])
            yield walk.problem(entry.where("label"), "E205", message, hint, label)
        elif label in records.vocabulary and value not in records.vocabulary[label]:
            message = f"{value!r} is no term of {label}{rows}"
            hint = nearest.term(value, records.vocabulary[label])
            yield walk.problem(entry.where(*path), "E205", message, hint, value)


def _twice(records: Records) -> Iterator[Problem]:
    seen: dict[tuple[str, ...], Entry[Any]] = {}
    for entry in records.labels:
        row = entry.record
        first = seen.setdefault((row.trial, row.label, row.value), entry)
        if first is not entry:
            message = f"{row.trial} has {row.label} {row.value!r} already at {first.where()}"
            yield walk.problem(entry.where(), "E201", message, "delete one", row.value)
    told: dict[tuple[str, str], Entry[Any]] = {}
    for correction in records.corrections:
        key = (correction.record.trial, correction.record.label)
        before = told.setdefault(key, correction)
        if before is not correction:
            message = f"{key[1]} of {key[0]} is corrected already at {before.where()}"
            yield walk.problem(correction.where("trial"), "E201", message, "merge the two", key[0])


def _trials(records: Records) -> Iterator[Problem]:
    """Labels of trials that the export lacks, and trials of it without any label."""
    if any(kind in ("trials", "labels") for kind, _ in records.lost):
        return
    if not records.labels:
        yield from _empty(records)
        return
    labelled = {entry.record.trial: entry for entry in reversed(records.labels)}
    strange = [trial for trial in labelled if trial not in records.trials]
    if strange:
        message = f"the export lacks {_trials_of(strange)} with labels, such as {strange[-1]}"
        where = labelled[strange[-1]].where("trial")
        yield walk.problem(where, "W405", message, "run `cartreport classify` again", strange[-1])
    bare = [trial for trial in records.trials if trial not in labelled]
    if bare:
        message = f"no labels of {_trials_of(bare)}, such as {bare[0]}"
        where = records.trials[bare[0]].where("id")
        yield walk.problem(where, "W405", message, "run `cartreport classify` again", bare[0])


def _empty(records: Records) -> Iterator[Problem]:
    """A source of labels without any: what is counted by labels would be left out unseen."""
    for index, source in enumerate(records.project.sources):
        if source.kind == "labels" and records.trials:
            where = records.declared.get(("sources", index, "path"), Where("sources.yaml"))
            message = f"{source.path} holds no labels"
            yield walk.problem(
                where, "W405", message, "run `cartreport classify` again", source.path
            )


def _trials_of(found: list[str]) -> str:
    return f"{len(found):,} trial" + "s" * (len(found) != 1)


def _rules(records: Records) -> Iterator[Problem]:
    """The rules that made the labels, by the fingerprint in the sidecar."""
    if records.rules is None:
        return
    if any(label.id not in records.vocabulary for label in records.rules.labels):
        return  # one that can't be read: its own problem is told
    for source in records.project.sources:
        sidecar = records.sidecars.get(source.id)
        if source.kind != "labels" or sidecar is None or sidecar.rules is None:
            continue
        if sidecar.rules != fingerprint(records.rules, records.vocabulary):
            where = records.snapshots[source.id][1]
            message = f"the rules have changed since {source.path} was made"
            hint = "run `cartreport classify` again"
            yield walk.problem(Where(where.file), "W405", message, hint, source.path)


def _corrections(records: Records) -> Iterator[Problem]:
    for entry in records.corrections:
        row = entry.record
        trial = records.trials.get(row.trial)
        if trial is None:
            if not records.superseded and not walk.lost(records, "trials", row.trial):
                message = f"the registry export holds no trial {row.trial!r}"
                hint = nearest.name(row.trial, records.trials, cutoff=0.9)
                yield walk.problem(entry.where("trial"), "W403", message, hint, row.trial)
        elif row.updated is not None and trial.record.updated != row.updated:
            message = (
                f"{row.trial} was updated on {trial.record.updated}, the correction is for the "
                f"record of {row.updated}: it is set aside"
            )
            hint = "look at the trial again, then renew `updated` or delete the correction"
            yield walk.problem(entry.where("updated"), "W404", message, hint, row.updated)
