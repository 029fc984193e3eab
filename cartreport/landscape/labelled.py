"""The labels of trials as the tables read them: a trial's values of a label, in their order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape

LABELLED = (
    "What a trial tests is read from its record by rules, each label with the words behind it; "
    "what the record does not say is not stated, never a default."
)


def values_of(landscape: Landscape, label: str) -> Mapping[str, tuple[str, ...]]:
    """Trial → its values of a label; a trial that is not labelled so is not there."""
    found: dict[str, list[str]] = {}
    for row in landscape.rows("trial_labels"):
        if row["label"] == label:
            found.setdefault(row["trial"], []).append(row["value"])
    return {trial: tuple(values) for trial, values in found.items()}
