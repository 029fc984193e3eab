"""Age at the as-of date, never by the clock: sources and facts that are past their limits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cartreport.problems import Problem, Where
from cartreport.sources.checks import walk
from cartreport.sources.dated import DAY
from cartreport.sources.dates import days_between, first_day, last_day
from cartreport.sources.freshness import Freshness, freshness, unread
from cartreport.sources.project import DATE
from cartreport.sources.records import Records


def check(records: Records) -> Iterator[Problem]:
    """Sources past their limit (W401) or quiet for as long (W408), facts past theirs (W402).

    Trials of no known day (E102) and entries after the day that a source is searched to (W411).
    """
    yield from _sources(records)
    yield from _trials(records)
    yield from _facts(records)
    yield from _programmes(records)


def _sources(records: Records) -> Iterator[Problem]:
    """A source is as old as the day that it was searched to; a claim needs entries that bear it."""
    as_of = records.project.as_of
    for index, source in enumerate(records.project.sources):
        told = records.declared.get(("sources", index, "searched_to"), Where("sources.yaml"))
        if source.searched_to and source.searched_to > as_of:
            message = f"{source.id!r} is searched to {source.searched_to}, after the as-of date"
            hint = f"nothing after {as_of} can have been looked through"
            yield walk.problem(told, "E301", message, hint, source.searched_to)
    kinds = {source.id: source.kind for source in records.project.sources}
    for name, fresh in freshness(records).items():
        if fresh.late:
            message = f"{name!r} is {fresh.age} days old on {as_of} ({_both(fresh)})"
            hint = f"its limit is {fresh.limit} days: renew it"
            yield walk.problem(fresh.where, "W401", message, hint, name)
        if fresh.limit and fresh.age is None and not unread(records, kinds[name]):
            message = f"nothing shows how old {name!r} is: no entry has a date"
            hint = "say to which day it was looked through: `searched_to`"
            yield walk.problem(fresh.where, "W401", message, hint, name)
        if fresh.overrun:
            message = f"{name!r} holds an entry of {fresh.newest}, after what it is searched to"
            hint = "write the day to which it was looked through, or correct the entry's"
            yield walk.problem(fresh.where, "W411", message, hint, fresh.searched_to)
        if fresh.quiet:
            message = f"{name!r} holds nothing new of {fresh.gap} days ({_both(fresh)})"
            hint = f"its limit is {fresh.limit} days: was it looked through to that day?"
            yield walk.problem(fresh.where, "W408", message, hint, fresh.searched_to)


def _trials(records: Records) -> Iterator[Problem]:
    """Which trials have started and which are planned is told by the day that the table is of."""
    for source in records.project.sources:
        fresh = freshness(records)[source.id]
        unknown = fresh.measured is None and source.as_of is None
        if source.kind != "trials" or not unknown or unread(records, source.kind):
            continue
        named = DAY.search(source.path)
        day = named[0] if named else "YYYY-MM-DD"
        message = f"nothing says of which day {source.id!r} is: no sidecar, no {DATE} in its path"
        hint = f"write `searched_to: {day}`, the day on which the registry was asked"
        yield walk.problem(fresh.where, "E102", message, hint, source.id)


def _both(fresh: Freshness) -> str:
    """Newest entry and day searched to, in words."""
    newest = f"newest entry {fresh.newest}" if fresh.newest else "no entry has a date"
    return f"{newest}, " + (
        f"searched to {fresh.searched_to}" if fresh.searched_to else "not said to be searched"
    )


def _facts(records: Records) -> Iterator[Problem]:
    """The newest fact of a kind about one thing; looking it up again renews it."""
    kinds = records.vocabulary.get("facts")
    if kinds is None:
        return
    newest: dict[tuple[Any, ...], walk.Stated] = {}
    for stated in walk.facts(records):
        key = (id(stated.entry), stated.part, stated.fact.what, stated.fact.for_)
        if key not in newest or _renewed(stated) > _renewed(newest[key]):
            newest[key] = stated
    for stated in newest.values():
        fact = stated.fact
        if fact.what not in kinds:
            continue
        limit = kinds[fact.what].stale_after or kinds.stale_after
        age = days_between(_renewed(stated), records.project.as_of)
        if limit and age > limit:
            message = f"{fact.what} was last checked {age} days before {records.project.as_of}"
            hint = f"its limit is {limit} days: look it up again, then renew `checked`"
            yield walk.problem(stated.where("checked"), "W402", message, hint, fact.checked)


def _renewed(stated: walk.Stated) -> str:
    """The last day on which a fact was known to hold."""
    dates = [stated.fact.checked, stated.fact.as_of or stated.fact.checked]
    return max(last_day(date) for date in dates)


def _programmes(records: Records) -> Iterator[Problem]:
    """A programme's phase, against the limit of its term or of the phases."""
    phases = records.vocabulary.get("phases")
    if phases is None:
        return
    for entry in records.programmes.values():
        row = entry.record
        if row.phase not in phases:
            continue
        limit = phases[row.phase].stale_after or phases.stale_after
        age = days_between(first_day(row.as_of), records.project.as_of)
        if limit and age > limit:
            message = f"{row.id!r} is as of {row.as_of}, {age} days before {records.project.as_of}"
            hint = f"the limit of its phase is {limit} days: look it up again"
            yield walk.problem(entry.where("as_of"), "W402", message, hint, row.as_of)
