"""What a person decided against the rules: applied where the rules still say what was expected."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING

from cartreport.classify.label import Label

if TYPE_CHECKING:
    from cartreport.problems import Problems
    from cartreport.sources.records import Correction, Entry, Records

RULE = "correction"


def corrected(labels: Iterable[Label], records: Records, problems: Problems) -> list[Label]:
    """The labels with the project's corrections; one that no longer fits is told (W404)."""
    wanted: dict[str, dict[str, Entry[Correction]]] = {}
    for entry in records.corrections:
        trial = records.trials.get(entry.record.trial)
        read = entry.record.updated
        if trial is not None and read in (None, trial.record.updated):
            wanted.setdefault(entry.record.trial, {})[entry.record.label] = entry
    out: list[Label] = []
    for trial_id, held in groupby(labels, key=lambda label: label.trial):
        found = list(held)
        for name, entry in wanted.get(trial_id, {}).items():
            found = _one(found, name, entry, problems)
        out += found
    return out


def _one(
    found: list[Label], name: str, entry: Entry[Correction], problems: Problems
) -> list[Label]:
    """A trial's labels with one correction."""
    row = entry.record
    said = {label.value for label in found if label.label == name}
    if said != set(row.expect):
        now = ", ".join(sorted(said)) or "nothing"
        message = f"{name} of {row.trial}: the rules say {now}, which was not expected"
        hint = "look at the trial again, then renew the correction or delete it"
        problems.add(entry.where("expect"), "W404", message, hint, ", ".join(row.expect))
        return found
    place = next((n for n, label in enumerate(found) if label.label == name), len(found))
    right = [Label(row.trial, name, value, RULE, "", row.reason) for value in row.value]
    kept = [label for label in found if label.label != name]
    return [*kept[:place], *right, *kept[place:]]
