"""What `classify` found of each trial, by trial and label; and the long rows of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from cartreport.landscape.rows.fields import Row

if TYPE_CHECKING:
    from cartreport.sources.records import Records, TrialLabel


def by_trial(records: Records) -> Mapping[str, Mapping[str, list[TrialLabel]]]:
    """Trial → label → its rows, in the order of the table; empty where the project has none."""
    found: dict[str, dict[str, list[TrialLabel]]] = {}
    for entry in records.labels:
        row = entry.record
        found.setdefault(row.trial, {}).setdefault(row.label, []).append(row)
    return found


def trial_labels(records: Records) -> Iterator[Row]:
    """One row a trial, label and value; labels of trials that the export lacks are left out."""
    for entry in records.labels:
        row = entry.record
        if row.trial in records.trials:
            yield {
                "trial": row.trial,
                "label": row.label,
                "value": row.value,
                "rule": row.rule,
                "basis": row.basis or row.rule,
            }
