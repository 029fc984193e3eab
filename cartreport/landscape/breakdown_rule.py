"""The counting rule of a declared table, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.breakdown import OTHERS
from cartreport.sources.project import Span

if TYPE_CHECKING:
    from cartreport.landscape.breakdown import Breakdown
    from cartreport.sources.project import TablePlan


ORDERS = {
    "count": "by count, the largest first; equal counts by name",
    "terms": "in the order of the vocabulary",
    "name": "by name",
}


def rule(told: Breakdown) -> str:
    """The counting rule in words, from the declaration."""
    plan = told.plan
    said = [f"Unit: {plan.unit}; each counts once in a cell."]
    if plan.where:
        said.append(f"Counted: {'; '.join(_condition(told, name) for name in plan.where)}.")
    named = [(told.rows, plan.rows, "row")]
    if plan.columns:
        named.append((told.along(plan.columns), plan.columns, "column"))
    said += [
        f"One {plan.unit} may stand in several {where}s ({told.head(axis).lower()}), which then "
        "add up to more than there are; totals are distinct."
        for along, axis, where in named
        if not along.single
    ]
    said.append(f"Rows {ORDERS[plan.order]}; not stated last.")
    if OTHERS in told.rows.keys:
        said.append(_left_out(plan))
    return " ".join(said)


def _left_out(plan: TablePlan) -> str:
    """What the row of the others holds."""
    bounds = []
    if plan.limit:
        equal = (
            "" if plan.order != "count" else "; rows of equal count stand together or not at all"
        )
        bounds.append(f"At most {plan.limit} row{'s' if plan.limit > 1 else ''}{equal}.")
    if plan.least:
        bounds.append(f"Rows of fewer than {plan.least} are not shown by themselves.")
    return f"{' '.join(bounds)} The others are one row, counted distinctly."


def _condition(told: Breakdown, name: str) -> str:
    """A condition in words: ``phase from Phase 2``, ``armour stated``."""
    wanted, axis = told.plan.where[name], told.axes[name]
    head = told.head(name).lower()

    def label(place: object) -> str:
        known = told.landscape.vocabulary.get(axis.terms)
        return known[str(place)].label if known and str(place) in known else str(place)

    if isinstance(wanted, Span):
        ends = [("from", wanted.from_), ("to", wanted.to)]
        words = [f"{word} {label(end)}" for word, end in ends if end]
        return f"{head} {' '.join(words) or ('not stated' if wanted.stated is False else 'stated')}"
    return f"{head} {' or '.join(map(label, wanted if isinstance(wanted, list) else [wanted]))}"
