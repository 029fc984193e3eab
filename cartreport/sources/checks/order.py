"""Dates in order: no end before its start, nothing later than the as-of date.

Where a day is asked for, what is later is left out of its view, and is no error. When a page was
read is held against the day that sources.yaml states, and no other.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cartreport.problems import Problem, Where
from cartreport.sources.checks import walk
from cartreport.sources.dates import first_day, is_date, last_day, shifted, surely_before
from cartreport.sources.files import PACKED
from cartreport.sources.records import Entry, PolicyEvent, Records
from cartreport.sources.roles import FILING, GRANTED

GRACE = 7
"""Days after the as-of date that a page may be read and an export be of: a late look."""
FOREVER = "9999-12-31"
"""The limit where what is later is no error: a day was asked for, or no one stated the day."""
LAG = 31
"""Days by which what a page says may be later than the page's date: pages are dated loosely."""
PAST = {
    "companies": ("founded",),
    "programmes": ("as_of",),
    "deals": ("date",),
    "policy": ("date",),
    "expected": ("said", "outcome_date"),
}
"""Kind → fields that speak of what has happened."""
HAPPENED = "what happened after it is on no page: correct one of the two"
ONE = "correct one of the two"
SIDECAR = ".source.yaml"


def check(records: Records) -> Iterator[Problem]:
    """Dates that contradict each other or lie in the future of the as-of date (E301)."""
    limit, known = shifted(records.project.as_of, GRACE), _known(records)
    read = limit if ("as_of",) in records.declared and not records.asked else FOREVER
    for kind, fields in PAST.items():
        for entry in getattr(records, kind).values():
            for field in fields:
                yield from _future(entry, (field,), getattr(entry.record, field), known)
    for stated in walk.facts(records):
        yield from _fact(records, stated, known, read)
    for entry in records.policy.values():
        if entry.record.effective and not to_come(records, entry.record.date):
            yield from _effective(entry, entry.record.effective)
    yield from _references(records, read)
    yield from _export(records, limit)
    yield from _filings(records)


def _future(entry: Entry[Any], path: walk.Path, date: str | None, limit: str) -> Iterator[Problem]:
    if date is not None:
        yield from _late(entry.where(*path), str(path[-1]), date, limit)


def _late(where: Where, name: str, date: str, limit: str) -> Iterator[Problem]:
    if first_day(date) > limit:
        message = f"{name} {date} is after the as-of date, {limit}"
        yield walk.problem(where, "E301", message, HAPPENED, date)


def _known(records: Records) -> str:
    """The last day that a date of the past may be of: what is later is on no page."""
    return FOREVER if records.asked else records.project.as_of


def to_come(records: Records, date: str) -> bool:
    """Whether a date is wrong by itself, so that nothing else need be held against it."""
    return first_day(date) > _known(records)


def _effective(entry: Entry[PolicyEvent], date: str) -> Iterator[Problem]:
    """A rule that takes effect before there is one."""
    if surely_before(date, entry.record.date):
        message = f"it takes effect on {date}, before its own date, {entry.record.date}"
        where = entry.where("effective")
        yield walk.problem(where, "E301", message, "correct one of the two", date)


def _fact(records: Records, stated: walk.Stated, limit: str, read: str) -> Iterator[Problem]:
    fact = stated.fact
    for field in ("since", "as_of"):
        yield from _future(stated.entry, (*stated.path, field), getattr(fact, field), limit)
    if first_day(fact.checked) > read:
        message = f"{fact.what} was checked on {fact.checked}, {_too_late(records)}"
        yield walk.problem(stated.where("checked"), "E301", message, ONE, fact.checked)
    for where, value in stated.approvals:
        if is_date(value):
            yield from _late(where, "value", value, limit)
    if fact.as_of is None or to_come(records, fact.as_of):
        return
    if surely_before(fact.checked, fact.as_of):
        message = f"{fact.what} is as of {fact.as_of}, after it was checked, {fact.checked}"
        yield walk.problem(
            stated.where("checked"), "E301", message, "renew `checked`", fact.checked
        )
    if fact.since and not to_come(records, fact.since) and surely_before(fact.as_of, fact.since):
        message = f"{fact.what} is true since {fact.since}, after its as_of, {fact.as_of}"
        yield walk.problem(stated.where("since"), "E301", message, "correct one", fact.since)
    yield from _pages(records, stated)


def _pages(records: Records, stated: walk.Stated) -> Iterator[Problem]:
    """No page says what became true long after it.

    A fact with `since` is not held to this: its page tells the beginning, its as_of the last look.
    """
    refs = stated.fact.refs
    known = [records.references[ref] for ref in refs if ref in records.references]
    dates = [page.published for page in known if page.published]
    as_of = stated.fact.as_of
    if not dates or len(dates) < len(refs) or as_of is None or stated.fact.since is not None:
        return
    newest = max(dates, key=first_day)
    if all(_overtaken(date, as_of) for date in dates):
        message = f"{stated.fact.what} is as of {as_of}, its newest page is of {newest}"
        hint = "as_of is the day that the source speaks of; cite a page as new as that"
        yield walk.problem(stated.where("as_of"), "E301", message, hint, as_of)


def _overtaken(published: str, as_of: str) -> bool:
    """Whether the page is older than the fact by more than the lag, at every reading of both."""
    return shifted(last_day(published), LAG) < first_day(as_of)


def _too_late(records: Records) -> str:
    return f"over {GRACE} days after the as-of date, {records.project.as_of}"


def _references(records: Records, limit: str) -> Iterator[Problem]:
    """Pages read before they were published, or after the as-of date."""
    owners = {
        ref: (entry.where("references", ref, "accessed"), page)
        for entry in walk.every(records)
        for ref, page in walk.own_references(entry).items()
    }
    for ref, where in records.shared.items():
        if ref in records.references:
            owners.setdefault(ref, (where, records.references[ref]))
    for ref, (where, page) in owners.items():
        if first_day(page.accessed) > limit:
            message = f"{ref!r} was read on {page.accessed}, {_too_late(records)}"
            yield walk.problem(where, "E301", message, ONE, page.accessed)
        if page.published and surely_before(page.accessed, page.published):
            message = f"{ref!r} was read on {page.accessed}, before it was published"
            hint = f"its date is {page.published}: correct one"
            yield walk.problem(where, "E301", message, hint, page.accessed)


def _export(records: Records, limit: str) -> Iterator[Problem]:
    """An export of a day that has not come, or that holds what was changed after it."""
    for snapshot, where in records.snapshots.values():
        if snapshot > limit:
            message = f"the export is of {snapshot}, {_too_late(records)}"
            yield walk.problem(where, "E301", message, ONE, snapshot)
    days = {
        where.file.removesuffix(SIDECAR): shifted(snapshot, GRACE)
        for snapshot, where in records.snapshots.values()
    }
    for entry in records.trials.values():
        updated = entry.record.updated
        table = entry.where().file.removesuffix(PACKED).removesuffix(".csv")
        day = min(limit, days.get(table, limit))
        if updated is not None and first_day(updated) > day:
            message = f"updated {updated}, after the day that the export is of"
            hint = f"nothing after {day} can be in it"
            yield walk.problem(entry.where("updated"), "E301", message, hint, updated)


def _filings(records: Records) -> Iterator[Problem]:
    """Nothing is approved before it is filed: a use against its own filing, then the product."""
    for entry in records.products.values():
        approvals: dict[walk.Path, str] = {}
        filings: dict[walk.Path, str] = {}
        for stated in walk.facts_of(records, entry):
            fact = stated.fact
            if stated.role in GRANTED and isinstance(fact.value, str):
                approvals.setdefault(stated.path, fact.value)
            elif stated.role != FILING or fact.for_ is not None or fact.as_of is None:
                continue
            elif not to_come(records, fact.as_of):
                filings[stated.part] = min(
                    filings.get(stated.part, fact.as_of), fact.as_of, key=first_day
                )
        for path, approved in approvals.items():
            filed = filings.get(path[:-2])
            if filed and is_date(approved) and surely_before(approved, filed):
                message = f"approved on {approved}, before it was filed, {filed}"
                where = entry.where(*path, "value")
                yield walk.problem(where, "E301", message, "correct one", approved)
