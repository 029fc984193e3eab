"""Labels that differ: what a text that is not kept must have said, or what was read otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from cartreport.changes.event import Change
from cartreport.changes.subject import AGES, INDICATIONS, TARGETS, WORDED
from cartreport.changes.trial import Trial
from cartreport.landscape.snapshot import LABELS
from cartreport.sources.trials import OWN_BASES

READ = ("conditions", "interventions", "min_age", "max_age", *WORDED)
OF_SPONSORS = ("sponsor", "sponsor-types")
"""Labels that follow from the sponsor, which is told by itself."""


def labels(trial: Trial) -> Iterator[Change]:
    """One change a label whose values differ; those that follow from a told change are left out."""
    held = [fields.get(LABELS, {}) for fields in (trial.before, trial.after)]
    told = any(trial.before.get(name) != trial.after.get(name) for name in READ)
    for label in sorted({*held[0], *held[1]}):
        before, after = trial.values(label)
        if before == after or label in OF_SPONSORS:
            continue
        if trial.pair.reread:
            rule = "labels-restated"
        elif told and trial.moved:
            continue
        elif not trial.moved or not _own(trial, label):
            rule = "labels-followed"
        else:
            rule = _rule(trial, label)
        yield Change(rule, label, sorted(before), sorted(after))


def _rule(trial: Trial, label: str) -> str:
    if label in (INDICATIONS, AGES):
        return "population-moved"
    tested = label == TARGETS or label in trial.pair.family
    return "product-moved" if tested else "labels-moved"


def _own(trial: Trial, label: str) -> bool:
    """Whether the record's own words gave what differs."""
    rows = [fields.get(LABELS, {}).get(label, ()) for fields in (trial.before, trial.after)]
    first, second = ({tuple(row) for row in held} for held in rows)
    return all(len(row) > 2 and row[2] in OWN_BASES for row in first ^ second)
