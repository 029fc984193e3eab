"""Classifying a project: the trials that can be read, their labels, and the ones that can't."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cartreport.classify.labels import Classifier, Label
from cartreport.classify.rules import rules_of

if TYPE_CHECKING:
    from cartreport.sources.records import Records

WORDED = ("title", "official_title", "summary")


@dataclass(frozen=True)
class Classified:
    """The labels of a project's trials; ``bare`` are those without a title to read."""

    labels: list[Label]
    trials: int
    bare: int


def classify(records: Records) -> Classified:
    """The labels of every trial of the project, in the order of the export.

    A trial without title and summary is read by what it has: conditions, interventions, the
    programmes that list it. Raises :class:`cartreport.errors.ProjectError` where the project has no
    rules, or wrong ones.
    """
    trials = [entry.record for entry in records.trials.values()]
    bare = sum(not any(getattr(trial, name) for name in WORDED) for trial in trials)
    labels = Classifier(records, rules_of(records)).classify(trials)
    return Classified(labels, len(trials), bare)


def labels_of(records: Records, trial: str) -> list[Label]:
    """The labels of one trial, for explaining; siblings are read too. Empty for an unknown one."""
    return [label for label in classify(records).labels if label.trial == trial]
