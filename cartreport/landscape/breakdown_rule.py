"""The counting rule of a declared table, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.blocks import N
from cartreport.landscape.readings import FOCUS, PLACE
from cartreport.landscape.row_order import OTHERS
from cartreport.sources.table_plan import Span

if TYPE_CHECKING:
    from cartreport.landscape.breakdown import Breakdown


def rule(told: Breakdown) -> str:
    """The counting rule in words, from the declaration."""
    plan, words = told.plan, told.landscape.words
    unit = words(f"unit.{plan.unit}")
    said = [words("counted.unit", unit=words.first(f"known-by.{plan.unit}", f"unit.{plan.unit}"))]
    where = [name for name in plan.where if not (told.everywhere and name == PLACE)]
    if where:
        conditions = words.semicolon(_condition(told, name) for name in where)
        said.append(words("counted.where", conditions=conditions))
    named = [(told.rows, plan.rows, "row")]
    axes = dict.fromkeys(block.axis for block in plan.columns if block.axis)
    named += [(told.along(axis), axis, "column") for axis in axes]
    said += [
        words(f"counted.several-{where}s", unit=unit, head=told.head(axis).lower())
        for along, axis, where in named
        if not along.single
    ]
    said.append(words("counted.rows", order=_order(told)))
    if OTHERS in told.rows.keys:
        said.append(_left_out(told))
    if plan.share:
        said.append(words("counted.shares", units=words(f"units.{plan.unit}").lower()))
    rules = dict.fromkeys(told.axes[name].rule for name in told.used)
    said += (words(f"rule.{rule}") for rule in rules if rule)
    return words.sentences(said)


def notes(told: Breakdown) -> tuple[str, ...]:
    """What is said below: that the last year is not over."""
    date = told.landscape.date_of(told.unit.sources[0])
    axes = [
        told.axes[name] for name in (told.plan.rows, *(b.axis for b in told.plan.columns)) if name
    ]
    if date[5:] == "12-31" or all(axis.form != "year" for axis in axes):
        return ()
    return (told.landscape.words("note.part-of-year", year=date[:4], date=date),)


def _order(told: Breakdown) -> str:
    """How rows stand, in words."""
    plan, words = told.plan, told.landscape.words
    if told.by != N and not (told.everywhere and told.by == f"{PLACE}:{FOCUS}"):
        column = next(c for c in told.block(told.by).columns if c.key == told.by)
        units = words(f"units.{plan.unit}").lower()
        return words("counted.order.by", column=column.label, units=units)
    years = told.axes[plan.rows].form == "year" and plan.order != "count"
    return words("counted.order.years" if years else f"counted.order.{plan.order}")


def _left_out(told: Breakdown) -> str:
    """What the row of the others holds."""
    plan, words = told.plan, told.landscape.words
    bounds = []
    if plan.limit:
        together = words("counted.together") if plan.order == "count" else ""
        bounds.append(words("counted.limit", n=plan.limit, together=together))
    if plan.least:
        bounds.append(words("counted.least", n=plan.least))
    return words.sentences([*bounds, words("counted.one-row")])


def _condition(told: Breakdown, name: str) -> str:
    """A condition in words: ``phase from Phase 2``, ``armour stated``."""
    wanted, axis = told.plan.where[name], told.axes[name]
    head, words = told.head(name).lower(), told.landscape.words
    if (name, wanted) == (PLACE, FOCUS):
        return words("condition.here")

    def label(place: object) -> str:
        known = told.landscape.vocabulary.get(axis.terms)
        if known and str(place) in known:
            return known[str(place)].label
        return told.label(name, str(place))

    if isinstance(wanted, Span):
        ends = [("from", wanted.from_), ("to", wanted.to)]
        said = [words(f"condition.{word}", place=label(end)) for word, end in ends if end]
        stated = "not-stated" if wanted.stated is False else "stated"
        return words("condition", head=head, said=" ".join(said) or words(f"condition.{stated}"))
    places = map(label, wanted if isinstance(wanted, list) else [wanted])
    return words("condition", head=head, said=words.patterns["condition.or"].join(places))
