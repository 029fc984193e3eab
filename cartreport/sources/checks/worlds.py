"""Impossible worlds: parts of a record, or of a product and its programme, at odds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from cartreport.problems import Problem
from cartreport.sources.checks import walk
from cartreport.sources.checks.approvals import check as check_approvals
from cartreport.sources.records import Entry, Product, Programme, Records
from cartreport.sources.roles import COUNT, NUMBER, PRICE, SIZE


def check(records: Records) -> Iterator[Problem]:
    """Contradictions within a record or between a product and its programme (E306)."""
    yield from check_approvals(records)
    for entry in records.products.values():
        yield from _partners(entry)
        yield from _numbers(records, entry)
        yield from _targets(records, entry)
        programme = records.programmes.get(entry.record.programme or "")
        if programme is not None:
            yield from _apart(records, entry, programme)
    for item in records.programmes.values():
        yield from _partners(item)
        yield from _targets(records, item)
        yield from _lead(item)
    yield from _amounts(records)
    yield from _measures(records)
    yield from _prices(records)
    yield from _below(records)


def _numbers(records: Records, entry: Entry[Product]) -> Iterator[Problem]:
    """The number that a fact gives a pivotal trial is one of those that the trial lists."""
    for stated in walk.facts_of(records, entry):
        if stated.role != NUMBER or stated.fact.value is None or not stated.part:
            continue
        part = int(stated.part[-1])
        listed = entry.record.pivotal[part].trials if stated.part[0] == "pivotal" else []
        number = str(stated.fact.value)
        if listed and number not in listed:
            message = f"the registry number is {number!r}, the trial lists {', '.join(listed)}"
            hint = "correct one, or add it to the trial's numbers"
            yield walk.problem(stated.where("value"), "E306", message, hint, number)


def _partners(entry: Entry[Any]) -> Iterator[Problem]:
    record = entry.record
    for index, name in enumerate(record.partners):
        where = entry.where("partners", index)
        if name == record.company:
            message = f"{name!r} is the company of {record.id!r} and its partner too"
            yield walk.problem(where, "E306", message, "a partner is another company", name)
        elif name in record.partners[:index]:
            yield walk.problem(where, "E306", f"partner {name!r} stands twice", "keep one", name)


def _targets(records: Records, entry: Entry[Any]) -> Iterator[Problem]:
    """A facet's term may say how many targets a thing of its kind has."""
    count = len(entry.record.targets)
    for facet, word in entry.record.facets.items():
        if not count or facet not in records.vocabulary or word not in records.vocabulary[facet]:
            continue
        term = records.vocabulary[facet][word]
        least, most = term.least_targets or 0, term.most_targets or count
        if least <= count <= most:
            continue
        bound = f"at least {least}" if count < least else f"at most {most}"
        message = f"targets of {facet} {word!r}: {bound}, and {entry.record.id!r} lists {count}"
        hint = "correct the facet or the targets"
        yield walk.problem(entry.where("facets", facet), "E306", message, hint, word)


def _lead(entry: Entry[Programme]) -> Iterator[Problem]:
    lead, all_ = entry.record.lead_indication, entry.record.indications
    if lead is not None and all_ and lead not in all_:
        message = f"lead indication {lead!r} is not among the indications"
        hint = "add it to them, or correct it"
        yield walk.problem(entry.where("lead_indication"), "E306", message, hint, lead)


def _apart(
    records: Records, entry: Entry[Product], programme: Entry[Programme]
) -> Iterator[Problem]:
    """A product and its row in the programme table are one thing."""
    product, row = entry.record, programme.record
    told: list[tuple[str, tuple[str, ...], str, str | None]] = []
    if product.company in records.companies and row.company in records.companies:
        told.append(("company", (), product.company, row.company))
    if product.targets and row.targets:
        told.append(("targets", (), _set(product.targets), _set(row.targets)))
    told += [
        (facet, ("facets",), product.facets[facet], row.facets[facet])
        for facet in product.facets
        if facet in row.facets
    ]
    for field, under, ours, theirs in told:
        terms = records.vocabulary.get(field)
        words = {*ours.split(" + "), *(theirs or "").split(" + ")}
        if terms is not None and any(word not in terms for word in words):
            continue
        if ours != theirs and theirs is not None:
            message = f"{field} is {ours!r}, its programme says {theirs!r}"
            hint = f"correct one: the programme stands at {programme.where(*under, field)}"
            yield walk.problem(entry.where(*under, field), "E306", message, hint, ours)


def _set(names: list[str]) -> str:
    return " + ".join(sorted(set(names)))


def _amounts(records: Records) -> Iterator[Problem]:
    for entry in records.deals.values():
        deal = entry.record
        if deal.upfront and deal.total and deal.upfront > deal.total and not deal.note:
            message = f"upfront {deal.upfront:,} is more than the total, {deal.total:,}"
            hint = "a total holds the upfront, unless the note says not"
            yield walk.problem(entry.where("upfront"), "E306", message, hint, deal.upfront)


FIGURES = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def _measures(records: Records) -> Iterator[Problem]:
    """A measure with a unit is a number, or one an arm; none is negative, none over 100 %.

    So is one that counts patients, which has no unit.
    """
    measures = records.vocabulary.get("measures")
    if measures is None:
        return
    for stated in walk.facts(records):
        if not isinstance(stated.fact.value, dict):
            continue
        for name, value in stated.fact.value.items():
            if name not in measures:
                continue
            term = measures[name]
            label, unit = term.label, term.unit or ""
            if not unit and term.role not in (SIZE, COUNT):
                continue
            where = stated.where("value", name)
            numbers = [float(number) for number in FIGURES.findall(str(value))]
            if not numbers:
                message = f"{label} is {value!r}, not a number"
                yield walk.problem(where, "E306", message, "write it in digits", value)
            elif min(numbers) < 0 or (unit == "%" and max(numbers) > 100):
                message = f"{label} is {value} {unit}".rstrip()
                hint = "a share lies within 0 and 100" if unit == "%" else "none is below 0"
                yield walk.problem(where, "E306", message, hint, value)


def _prices(records: Records) -> Iterator[Problem]:
    """A list price is a number; in another unit than its neighbours it stands on no axis."""
    priced: dict[str, list[walk.Stated]] = {}
    for stated in walk.facts(records):
        if stated.role == PRICE and isinstance(stated.fact.value, str):
            value = stated.fact.value
            message = f"list price of {stated.entry.record.id!r} is {value!r}, not a number"
            hint = "write it in plain digits, such as 1200.50, and the currency under `unit`"
            yield walk.problem(stated.where("value"), "E306", message, hint, value)
        if stated.role == PRICE and isinstance(stated.fact.value, int | float):
            priced.setdefault(stated.fact.unit or "", []).append(stated)
            if stated.fact.value <= 0:
                message = f"list price of {stated.entry.record.id!r} is {stated.fact.value}"
                where = stated.where("value")
                yield walk.problem(where, "E306", message, "give the price", stated.fact.value)
    usual = max(priced, key=lambda unit: len(priced[unit]), default="")
    for unit in sorted(set(priced) - {usual}):
        for stated in priced[unit]:
            message = f"list price of {stated.entry.record.id!r} is in {unit or 'no unit'!r}"
            hint = f"the others are in {usual!r}: give it so, or say what else it is"
            where = stated.where("unit" if unit else "value")
            yield walk.problem(where, "E306", message, hint, unit)


def _below(records: Records) -> Iterator[Problem]:
    """No number of a fact or a figure is below none, but a change in per cent."""
    told = [
        (stated.where("value"), stated.fact.what, stated.fact.value, stated.fact.unit)
        for stated in walk.facts(records)
        if stated.role != PRICE
    ]
    told += [
        (entry.where("value"), entry.record.metric, entry.record.value, entry.record.unit)
        for entry in records.figures.values()
    ]
    for where, name, value, unit in told:
        change = re.search(r"%|per ?cent", unit or "")
        if isinstance(value, int | float) and value < 0 and not change:
            message = f"{name} is {value} {unit or ''}".rstrip()
            yield walk.problem(where, "E306", message, "none is below 0", value)
