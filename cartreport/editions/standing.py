"""Where a project stands on a day: which sources are stale or due, whether its edition is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cartreport.editions import record
from cartreport.errors import ProjectError, StaleError
from cartreport.problems import Problems
from cartreport.sources.dates import first_day, shifted
from cartreport.sources.freshness import Freshness, freshness
from cartreport.sources.load import load_records
from cartreport.sources.records import Records

State = Literal["stale", "due", "quiet", "in time", "no limit"]


@dataclass(frozen=True)
class SourceStanding:
    """A source on the day: ``renew`` is the last day on which it is young enough."""

    id: str
    state: State
    fresh: Freshness
    renew: str | None


@dataclass(frozen=True)
class Standing:
    """The whole: ``edition`` is the one of the day's month, ``last`` the newest that is recorded.

    ``overdue``: the month's edition is not there, and its day is over, or one before it is missing.
    ``next`` is the day by whose end an edition has to be there next.
    """

    on: str
    edition: str
    last: str | None
    due: str
    next: str
    overdue: bool
    sources: tuple[SourceStanding, ...]

    @property
    def stale(self) -> tuple[SourceStanding, ...]:
        """The sources that are past their limit."""
        return tuple(source for source in self.sources if source.state == "stale")

    def lines(self) -> Iterator[str]:
        """What is stale, due or overdue, a line each; then what is in time."""
        yield self._edition()
        for source in sorted(self.sources, key=lambda one: (ORDER[one.state], one.id)):
            yield f"{source.state:<9} {source.id}: {_told(source, self)}"

    def _edition(self) -> str:
        told = f"the newest is {self.last}" if self.last else "there is none yet"
        if self.last == self.edition:
            return f"there     edition {self.edition}; the next is due on {self.next}"
        state = "overdue" if self.overdue else "due"
        return f"{state:<9} edition {self.edition}, by {self.due}: {told}"

    def error(self, *, overdue: bool = True) -> StaleError | None:
        """What ends a command: stale sources, a missing edition unless that is being made."""
        told = []
        if stale := [source.id for source in self.stale]:
            told.append(f"stale: {', '.join(stale)}")
        if overdue and self.overdue:
            told.append(f"overdue: edition {self.edition}")
        if not told:
            return None
        hint = (
            "renew what is stale: its `searched_to`, its export; `cartreport month` makes editions"
        )
        return StaleError(f"{'; '.join(told)} (on {self.on})", hint)


ORDER: dict[State, int] = {"stale": 0, "due": 1, "quiet": 2, "in time": 3, "no limit": 4}


def standing(records: Records, on: str) -> Standing:
    """Where the project stands on a day; ``records`` are those of that day."""
    plan = records.project.month
    known = [name for name in record.editions(records.root) if name <= on[:7]]
    last, edition = max(known, default=None), on[:7]
    due, after = f"{edition}-{plan.due:02}", f"{_month(edition, 1)}-{plan.due:02}"
    missing = last != edition
    overdue = missing and (on > due or bool(last and last < _month(edition, -1)))
    following = due if missing and not overdue else after
    found = freshness(records).items()
    sources = tuple(_source(name, fresh, following) for name, fresh in found)
    return Standing(on, edition, last, due, following, overdue, sources)


def standing_on(project: Path | str, day: str) -> Standing:
    """Where the project in a folder stands on a day.

    Raises :class:`ProjectError` where its sources cannot be read.
    """
    problems = Problems()
    records = load_records(Path(project), problems, as_of=day)
    if records is None or problems.errors:
        raise ProjectError(problems)
    return standing(records, day)


def _source(name: str, fresh: Freshness, following: str) -> SourceStanding:
    """A source is due where it will be too old on the day of the next edition."""
    renew = None
    if fresh.measured is not None and fresh.age is not None and fresh.limit is not None:
        renew = shifted(first_day(fresh.measured), fresh.limit)
    state: State = "stale" if fresh.state == "late" else fresh.state
    if state == "in time" and renew is not None and renew < following:
        state = "due"
    return SourceStanding(name, state, fresh, renew)


def _told(source: SourceStanding, standing: Standing) -> str:
    fresh = source.fresh
    if fresh.limit is None:
        return "no limit" if fresh.age is None else f"{_days(fresh.age)} old, no limit"
    if fresh.age is None:
        return "nothing shows how old it is"
    told = f"{_days(fresh.age)} old, its limit is {fresh.limit} ({fresh.where})"
    if source.state == "due":
        return f"{told}; in time until {source.renew}, the next edition is of {standing.next}"
    if source.state == "quiet":
        return f"{told}; nothing new of {fresh.gap} days"
    return told


def _days(number: int) -> str:
    return f"{number} day{'' if number == 1 else 's'}"


def _month(edition: str, by: int) -> str:
    months = int(edition[:4]) * 12 + int(edition[5:]) - 1 + by
    return f"{months // 12}-{months % 12 + 1:02}"
