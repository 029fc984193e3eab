"""A label: one thing that a trial is found to be, with the rule and the words behind it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Label:
    """One label of a trial. ``label`` is a vocabulary and ``value`` its term; ``sponsor`` is a
    company or an institution. ``span`` is quoted from ``field``.
    """

    trial: str
    label: str
    value: str
    rule: str
    field: str = ""
    span: str = ""
