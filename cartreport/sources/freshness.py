"""How fresh a source is, measured: by its newest entry, and by the day up to which it was searched.

A source is as old as the day up to which it was looked through: the snapshot of an export, else
`searched_to`, else its newest entry. What sources.yaml says it is of (`as_of`) makes it no fresher.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from cartreport.problems import Where
from cartreport.sources.dates import days_between, first_day

if TYPE_CHECKING:
    from cartreport.sources.project import Source
    from cartreport.sources.records import Entry, Records

HAPPENED = {
    "deals": ("date",),
    "policy": ("date",),
    "expected": ("said",),
    "programmes": ("as_of",),
    "trials": ("updated",),
}
"""Kind → the fields that say when what it tells of happened; a product's facts say it, and of a
company or a figure the pages that it cites."""
CITING = ("companies", "figures")


@dataclass(frozen=True)
class Freshness:
    """Of one source: newest entry, day searched to, age in days, and what is to be said of it.

    ``where`` is the place that a person would renew.
    """

    newest: str | None
    searched_to: str | None
    age: int | None
    limit: int | None
    where: Where

    @property
    def measured(self) -> str | None:
        """The day from which its age is counted."""
        return self.searched_to or self.newest

    @property
    def late(self) -> bool:
        """Whether it is older than sources.yaml allows."""
        return self.age is not None and self.limit is not None and self.age > self.limit

    @property
    def gap(self) -> int | None:
        """Days from the newest entry to the day searched to; ``None`` where one is not known."""
        if self.newest is None or self.searched_to is None:
            return None
        return max(0, days_between(first_day(self.newest), self.searched_to))

    @property
    def overrun(self) -> bool:
        """Whether it holds an entry of a day after the one that it is said to be searched to."""
        told = self.searched_to
        return told is not None and self.newest is not None and first_day(self.newest) > told

    @property
    def quiet(self) -> bool:
        """Whether it is said to be searched, and holds nothing new for longer than its limit."""
        return self.gap is not None and self.limit is not None and self.gap > self.limit

    @property
    def state(self) -> Literal["late", "quiet", "in time", "no limit"]:
        """In a word; `no limit` too where nothing shows how old it is."""
        if self.late or self.quiet:
            return "late" if self.late else "quiet"
        return "no limit" if self.limit is None or self.age is None else "in time"


def freshness(records: Records) -> dict[str, Freshness]:
    """Source id → how fresh it is at the project's date, in the order of sources.yaml."""
    return {
        source.id: _of(records, index, source)
        for index, source in enumerate(records.project.sources)
    }


def _of(records: Records, index: int, source: Source) -> Freshness:
    as_of = records.project.as_of
    told = records.declared.get(
        ("sources", index, "searched_to"),
        records.declared.get(("sources", index), Where("sources.yaml")),
    )
    day, where = records.snapshots.get(source.id, (source.searched_to, told))
    dates = () if unread(records, source.kind) else _dates(records, source)
    happened = [date for date in dates if first_day(date) <= as_of]
    newest = max(happened, key=lambda date: (first_day(date), len(date)), default=None)
    since = day or (first_day(newest) if newest else None)
    age = days_between(since, as_of) if since else None
    return Freshness(newest, day, age, source.max_age_days, where)


def unread(records: Records, kind: str) -> bool:
    """Whether an entry of a kind could not be read: which is the newest is then not known."""
    return any(lost == kind for lost, _ in records.lost)


def _dates(records: Records, source: Source) -> Iterator[str]:
    """The dates of what the entries of a source tell of."""
    for entry in _entries(records, source):
        record = entry.record
        told = [getattr(record, field) for field in HAPPENED.get(source.kind, ())]
        if source.kind == "products":
            told = [date for fact in facts_in(record) for date in (fact.as_of, fact.since)]
        elif source.kind in CITING:
            pages = [records.references[ref] for ref in record.refs if ref in records.references]
            told = [page.published for page in pages]
        yield from (date for date in told if date is not None)


def facts_in(product: Any) -> Iterator[Any]:
    """A product's facts, those of its uses and of its pivotal trials."""
    for part in (product, *product.uses, *product.pivotal):
        yield from part.facts


def _entries(records: Records, source: Source) -> Iterable[Entry[Any]]:
    """The entries of a source: those of its kind, by file where several sources share it."""
    kept = getattr(records, source.kind, None)
    entries = kept.values() if source.kind != "references" and isinstance(kept, dict) else ()
    if sum(other.kind == source.kind for other in records.project.sources) == 1:
        return entries
    files = records.inputs.get(source.id, {})
    return (entry for entry in entries if entry.where().file in files)
