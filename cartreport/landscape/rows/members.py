"""Which records of the registry are trials of the landscape, by the labels that it declares."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cartreport.sources.project import Project
    from cartreport.sources.records import TrialLabel


def belongs(project: Project, labels: Mapping[str, list[TrialLabel]]) -> bool:
    """Whether a record with these labels is one of the landscape.

    It is out where a declared label says so: it has values, and none of them is among the terms.
    A record that states nothing under a label stays: it met the search, and nothing speaks against
    it.
    """
    asked = project.landscape.trials if project.landscape else None
    if asked is None:
        return True
    for label, terms in asked.labels.items():
        held = [row.value for row in labels.get(label, ())]
        if held and not set(held) & set(terms):
            return False
    return True
