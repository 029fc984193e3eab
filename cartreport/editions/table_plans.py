"""The tables that sources.yaml declares, held against what there is to count."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cartreport.editions.places import place_of
from cartreport.landscape import TABLES, table_id
from cartreport.landscape.axes import UNITS, Axis, axes_of
from cartreport.problems import Problem
from cartreport.sources.project import Span, TablePlan
from cartreport.sources.suggest import did_you_mean

if TYPE_CHECKING:
    from cartreport.sources.records import Records

Path = tuple[str | int, ...]


def check(records: Records) -> Iterator[Problem]:
    """Names of built-in tables (E201), axes that there are not (E210), unknown terms (E205)."""
    built_in = [table_id(module) for module in TABLES]
    for name, plan in records.project.tables.items():
        at: Path = ("tables", name)
        if name in built_in:
            where = place_of(records, at)
            yield Problem(where, "E201", f"the table {name!r} is built in", "rename yours", name)
        yield from _axes(records, plan, at)


def _axes(records: Records, plan: TablePlan, at: Path) -> Iterator[Problem]:
    """Every axis that a declaration names, and what it wants of it."""
    axes = axes_of(UNITS[plan.unit], records.project, records.vocabulary.by_name)
    named: list[tuple[str, Path]] = [(plan.rows, (*at, "rows"))]
    if plan.columns:
        named.append((plan.columns, (*at, "columns")))
    named += [(name, (*at, "distinct", place)) for place, name in enumerate(plan.distinct)]
    named += [(name, (*at, "where", name)) for name in plan.where]
    for name, path in named:
        if name not in axes:
            message = f"a {plan.unit} has no axis {name!r}"
            yield Problem(place_of(records, path), "E210", message, did_you_mean(name, axes), name)
    for name, wanted in plan.where.items():
        if name in axes:
            yield from _wanted(records, axes[name], wanted, (*at, "where", name))


def _wanted(records: Records, axis: Axis, wanted: object, path: Path) -> Iterator[Problem]:
    """The places that a condition names, held against the vocabulary or the records."""
    told: list[tuple[str, Path]]
    if isinstance(wanted, Span):
        ends = (("from", wanted.from_), ("to", wanted.to))
        told = [(str(term), (*path, end)) for end, term in ends if term is not None]
        unordered = list(_ends(records, axis, told))
        if unordered:
            yield from unordered
            return
    elif isinstance(wanted, list):
        told = [(str(place), (*path, index)) for index, place in enumerate(wanted)]
    else:
        told = [(str(wanted), path)]
    known = _known(records, axis)
    for place, at in told:
        if known is not None and place not in known:
            message = f"no {axis.name} is called {place!r}"
            yield Problem(place_of(records, at), "E205", message, did_you_mean(place, known), place)


def _ends(records: Records, axis: Axis, told: list[tuple[str, Path]]) -> Iterator[Problem]:
    """The ends of a span must have a place in an order."""
    terms = records.vocabulary.get(axis.terms)
    for term, at in told:
        if terms is None or (term in terms and terms[term].order is None):
            message = f"{term!r} has no order along {axis.name!r}"
            hint = "name the terms one by one, in a list"
            yield Problem(place_of(records, at), "E103", message, hint, term)


def _known(records: Records, axis: Axis) -> list[str] | None:
    """The places that there are; ``None`` where only counting can tell."""
    terms = records.vocabulary.get(axis.terms) if axis.form != "set" else None
    if terms is not None:
        return [term.id for term in terms]
    if axis.name == "company":
        return list(records.companies)
    if axis.name == "country":
        return sorted({c for entry in records.trials.values() for c in entry.record.countries})
    return None
