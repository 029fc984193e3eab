"""The counting rule of a declared table, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.row_order import OTHERS
from cartreport.sources.table_plan import Span

if TYPE_CHECKING:
    from cartreport.landscape.breakdown import Breakdown
    from cartreport.sources.table_plan import TablePlan


ORDERS = {
    "count": "by count, the largest first; equal counts by name",
    "terms": "in the order of the vocabulary",
    "name": "by name",
}


def rule(told: Breakdown) -> str:
    """The counting rule in words, from the declaration."""
    plan = told.plan
    unit = ", ".join(filter(None, (plan.unit, told.unit.known_by)))
    said = [f"Unit: {unit}; each counts once in a cell."]
    if plan.where:
        said.append(f"Counted: {'; '.join(_condition(told, name) for name in plan.where)}.")
    named = [(told.rows, plan.rows, "row")]
    axes = dict.fromkeys(block.axis for block in plan.columns if block.axis)
    named += [(told.along(axis), axis, "column") for axis in axes]
    said += [
        f"One {plan.unit} may stand in several {where}s ({told.head(axis).lower()}), which then "
        "add up to more than there are; totals are distinct."
        for along, axis, where in named
        if not along.single
    ]
    said.append(f"Rows {_order(told)}; not stated last.")
    if OTHERS in told.rows.keys:
        said.append(_left_out(plan))
    if plan.share:
        said.append(f"Shares are of the {plan.unit}s that state a place.")
    said += dict.fromkeys(told.said(told.axes[name].rule) for name in told.used)
    return " ".join(filter(None, said))


def notes(told: Breakdown) -> tuple[str, ...]:
    """What is said below: that the last year is not over."""
    date = told.landscape.date_of(told.unit.sources[0])
    axes = [
        told.axes[name] for name in (told.plan.rows, *(b.axis for b in told.plan.columns)) if name
    ]
    if date[5:] == "12-31" or all(axis.form != "year" for axis in axes):
        return ()
    return (f"{date[:4]} is part of a year: data to {date}.",)


def _order(told: Breakdown) -> str:
    """How rows stand, in words."""
    plan = told.plan
    if plan.by:
        column = next(c for c in told.block(plan.by).columns if c.key == plan.by)
        return f"by the count of {column.label}, the largest first; equal counts by {plan.unit}s"
    years = told.axes[plan.rows].form == "year" and plan.order != "count"
    return "from the first to the last" if years else ORDERS[plan.order]


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
        if known and str(place) in known:
            return known[str(place)].label
        return told.label(name, str(place))

    if isinstance(wanted, Span):
        ends = [("from", wanted.from_), ("to", wanted.to)]
        words = [f"{word} {label(end)}" for word, end in ends if end]
        return f"{head} {' '.join(words) or ('not stated' if wanted.stated is False else 'stated')}"
    return f"{head} {' or '.join(map(label, wanted if isinstance(wanted, list) else [wanted]))}"
