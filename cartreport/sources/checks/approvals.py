"""Approvals: what is approved has one, not before its trial began, and the first is first."""

from __future__ import annotations

from collections.abc import Iterator

from cartreport.problems import Problem
from cartreport.sources.checks import walk
from cartreport.sources.checks.order import to_come
from cartreport.sources.dates import first_day, is_date, surely_before
from cartreport.sources.fields import partial_date
from cartreport.sources.records import Entry, Product, Records
from cartreport.sources.roles import EARLY, FILING, FIRST_APPROVAL, GRANTED, LISTED, OUTCOME


def check(records: Records) -> Iterator[Problem]:
    """Approvals that are no dates (E103), stages that no fact bears out, and the like (E306)."""
    for entry in records.products.values():
        yield from _dates(records, entry)
        if "facts" in records.vocabulary or "facts" not in records.project.vocabulary:
            yield from _stage(records, entry)
        yield from _first(records, entry)
        yield from _pivotal(records, entry)
        yield from _extends(records, entry)
        yield from _outcomes(records, entry)


def _granted(records: Records, entry: Entry[Product]) -> list[walk.Stated]:
    """The approval facts of a product that give a value."""
    return [
        stated
        for stated in walk.facts_of(records, entry)
        if stated.role in GRANTED and stated.fact.value is not None
    ]


def _approvals(records: Records, entry: Entry[Product]) -> list[walk.Stated]:
    """Those that give a date, and none that is still to come."""
    granted = [(one, str(one.fact.value)) for one in _granted(records, entry)]
    return [one for one, day in granted if is_date(day) and not to_come(records, day)]


def _dates(records: Records, entry: Entry[Product]) -> Iterator[Problem]:
    """The value of an approval is its date, and so is one that another source gives (E103).

    A rejected value is what was written, whatever that is.
    """
    for stated in walk.facts_of(records, entry):
        for where, value in stated.approvals:
            if error := _no_date(value):
                message = f"value of {stated.fact.what}: {error}, not {value!r}"
                yield walk.problem(where, "E103", message, "The day it was given", value)


def _no_date(value: str) -> str:
    """Why a text is no date; empty where it is one."""
    try:
        partial_date(value)
    except ValueError as error:
        return str(error)
    return ""


def _stage(records: Records, entry: Entry[Product]) -> Iterator[Problem]:
    product, where = entry.record, entry.where("stage")
    granted = _granted(records, entry)
    filed = any(stated.role == FILING for stated in walk.facts_of(records, entry))
    if product.approved and not granted:
        message = f"{product.id!r} is approved, but no fact gives the approval"
        hint = "add an `approval` fact with its date, or correct the stage"
        yield walk.problem(where, "E306", message, hint, product.stage)
    if granted and not product.approved:
        day = granted[0].fact.value
        message = f"{product.id!r} is {product.stage}, but line {granted[0].where('value').line} "
        message += f"gives an approval on {day}"
        yield walk.problem(where, "E306", message, "correct the stage", product.stage)
    if product.stage == "filed" and not filed:
        message = f"{product.id!r} is filed, but no fact gives the filing"
        hint = "add a `filing` fact with its date, or correct the stage"
        yield walk.problem(where, "E306", message, hint, product.stage)


def _first(records: Records, entry: Entry[Product]) -> Iterator[Problem]:
    """No use is approved before the product's first approval."""
    granted = _approvals(records, entry)
    firsts = [stated for stated in granted if stated.role == FIRST_APPROVAL]
    for first in firsts:
        day = str(first.fact.value)
        for use in granted:
            if use.part and surely_before(str(use.fact.value), day):
                message = f"a use is approved on {use.fact.value}, before the first approval, {day}"
                where = use.where("value")
                yield walk.problem(where, "E306", message, "correct one", use.fact.value)


def _pivotal(records: Records, entry: Entry[Product]) -> Iterator[Problem]:
    """A trial that began after the last approval can be the ground of none."""
    days = [str(stated.fact.value) for stated in _approvals(records, entry)]
    if not entry.record.approved or not days:
        return
    last = max(days, key=first_day)
    for place, pivotal in enumerate(entry.record.pivotal):
        for index, number in enumerate(pivotal.trials):
            trial = records.trials.get(number)
            start = trial.record.start if trial else None
            if start and surely_before(last, start):
                message = f"{number} began on {start}, after the last approval, {last}"
                where = entry.where("pivotal", place, "trials", index)
                hint = "it can be the ground of no approval: correct the number or the date"
                yield walk.problem(where, "E306", message, hint, number)


def _extends(records: Records, entry: Entry[Product]) -> Iterator[Problem]:
    """What a filing widens is another product, one that is approved."""
    name = entry.record.extends
    wider = records.products.get(name or "")
    if wider is None:
        return
    where = entry.where("extends")
    if name == entry.record.id:
        yield walk.problem(where, "E306", f"{name!r} extends itself", "name the other", name)
    elif not wider.record.approved:
        message = f"it extends {name!r}, which is {wider.record.stage}, not approved"
        yield walk.problem(where, "E306", message, "name the approved product", name)


def _outcomes(records: Records, entry: Entry[Product]) -> Iterator[Problem]:
    """A scheme refuses or lists what is approved; before that, its term says so."""
    terms = records.vocabulary.get("scheme-outcomes")
    days = [str(stated.fact.value) for stated in _approvals(records, entry)]
    if terms is None or not days:
        return
    first = min(days, key=first_day)
    for stated in walk.facts_of(records, entry):
        value, day = str(stated.fact.value), stated.fact.as_of
        if stated.role != OUTCOME or value not in terms or not day:
            continue
        role, where = terms[value].role, stated.where("value")
        if role in (None, LISTED) and surely_before(day, first):
            message = f"{value!r} on {day}, and the first approval is of {first}"
            early = [term.id for term in terms if term.role == EARLY]
            hint = f"it was {' or '.join(early)} then" if early else "give a term of role `early`"
            yield walk.problem(where, "E306", message, hint, value)
        elif role == EARLY and not surely_before(day, first):
            message = f"{value!r} on {day}, though the first approval is of {first}"
            yield walk.problem(where, "E306", message, "say what came of it", value)
