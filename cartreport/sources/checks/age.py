"""Age at the as-of date, never by the clock: sources and facts that are past their limits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cartreport.problems import Problem, Where
from cartreport.sources.checks import walk
from cartreport.sources.dates import days_between, first_day, last_day
from cartreport.sources.records import Records


def check(records: Records) -> Iterator[Problem]:
    """Sources older than sources.yaml allows (W401), facts older than their vocabulary (W402)."""
    yield from _sources(records)
    yield from _facts(records)
    yield from _programmes(records)


def _sources(records: Records) -> Iterator[Problem]:
    """An export is as old as its sidecar says; a source without one, as its entry says."""
    for index, source in enumerate(records.project.sources):
        told = records.declared.get(("sources", index, "as_of"), Where("sources.yaml"))
        day, where = records.snapshots.get(source.id, (source.as_of, told))
        if day is None or source.max_age_days is None:
            continue
        age = days_between(day, records.project.as_of)
        if age > source.max_age_days:
            message = f"{source.id!r} is of {day}, {age} days before {records.project.as_of}"
            hint = f"its limit is {source.max_age_days} days: renew it"
            yield walk.problem(where, "W401", message, hint, day)


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
