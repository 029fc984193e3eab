"""Classifying a project: its trials read by the rules, then put right by its corrections."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cartreport.classify.corrections import corrected
from cartreport.classify.label import GUESSED, Label
from cartreport.classify.labels import Classifier
from cartreport.classify.rules import rules_of
from cartreport.landscape.terms import complete
from cartreport.problems import Problems
from cartreport.sources.evaluation import of_labels

if TYPE_CHECKING:
    from cartreport.sources.evaluation import Truth
    from cartreport.sources.records import Records, Trial

WORDED = ("title", "official_title", "summary")


@dataclass(frozen=True)
class Classified:
    """The labels of a project's trials in the order of the export.

    ``bare``: how many have no title or summary; ``kept``: those of them whose labels are the ones
    that the project holds. ``problems``: corrections that no longer fit (W404).
    """

    labels: list[Label]
    trials: int
    bare: int
    kept: frozenset[str]
    problems: Problems


def classify(records: Records, *, corrections: bool = True) -> Classified:
    """The labels of every trial of the project.

    A trial without title and summary keeps the labels that the project holds of it: they were made
    from more than is there now. Without such labels it is read by what it has: conditions,
    interventions, the programmes that list it. Raises :class:`cartreport.errors.RequestError`
    where the project has no rules.
    """
    records = replace(records, vocabulary=complete(records.vocabulary))
    held: dict[str, list[Label]] = {}
    for entry in records.labels:
        row = entry.record
        where = (row.field_ or "", row.span or "", row.record or "", row.basis == GUESSED)
        label = Label(row.trial, row.label, row.value, row.rule, *where)
        held.setdefault(row.trial, []).append(label)
    trials = [entry.record for entry in records.trials.values()]
    bare = {trial.id for trial in trials if not worded(trial)}
    kept = bare & set(held)
    read = [trial for trial in trials if trial.id not in kept]
    found = Classifier(records, rules_of(records)).classify(read)
    problems = Problems()
    if corrections:
        found = corrected(found, records, problems)
    if kept:
        by_trial: dict[str, list[Label]] = {trial: held[trial] for trial in kept}
        for label in found:
            by_trial.setdefault(label.trial, []).append(label)
        found = [label for trial in trials for label in by_trial.get(trial.id, ())]
    return Classified(found, len(trials), len(bare), frozenset(kept), problems)


def worded(trial: Trial) -> bool:
    """Whether a trial has a title or a summary to read."""
    return any(getattr(trial, name) for name in WORDED)


def truth_of(records: Records) -> Truth:
    """How the project's rules read a file of labels; else a column a label, by its own name."""
    rules = records.rules
    assert rules is not None  # what was classified had rules
    return rules.evaluate or of_labels([label.id for label in rules.labels])


def labels_of(records: Records, trial: str) -> list[Label]:
    """The labels of one trial, for explaining; siblings are read too. Empty for an unknown one."""
    return [label for label in classify(records).labels if label.trial == trial]
