"""The parts of records that several checks go through: facts, citations, trial numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from cartreport.problems import Problem, Where
from cartreport.sources.fields import Fact, OtherValue, Reference
from cartreport.sources.records import Entry, Records
from cartreport.sources.roles import GRANTED, NUMBER

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Stated:
    """A fact, the product that states it, and the path of the fact in that record.

    ``part`` is the path of what the fact is about: ``()`` the product, ``("uses", 0)`` its first
    use, ``("pivotal", 1)`` its second pivotal trial. ``role``: what its kind means.
    """

    entry: Entry[Any]
    fact: Fact
    path: Path
    role: str | None

    @property
    def part(self) -> Path:
        """The path of what the fact is about."""
        return self.path[:-2]

    def where(self, *path: str | int) -> Where:
        """The place of a part of the fact."""
        return self.entry.where(*self.path, *path)

    @property
    def approvals(self) -> Iterator[tuple[Where, str]]:
        """The days that an approval is given, by this and by other sources, with their places."""
        if self.role not in GRANTED:
            return
        if self.fact.value is not None:
            yield self.where("value"), str(self.fact.value)
        for index, other in enumerate(self.fact.alternates):
            if other.field_ is None:
                yield self.where("alternates", index, "value"), str(other.value)


def planned(records: Records) -> Iterator[tuple[str, str, Where]]:
    """Each section that a briefing plans: the briefing, the section, and where it is written.

    A list that is an alias of another plan's is left out: it is told of where it stands.
    """
    for name, plan in records.project.briefings.items():
        for index, one in enumerate(plan.sections):
            path = ("briefings", name, "sections", index)
            if path[:-1] in records.declared and path not in records.declared:
                continue
            section = one if isinstance(one, str) else one.section
            yield name, section, records.declared.get(path, Where("sources.yaml"))


def facts(records: Records) -> Iterator[Stated]:
    """Every fact of every product, its own and those of its uses and pivotal trials."""
    for entry in records.products.values():
        yield from facts_of(records, entry)


def facts_of(records: Records, entry: Entry[Any]) -> Iterator[Stated]:
    """Every fact of one product."""
    product, role = entry.record, partial(records.vocabulary.role, "facts")
    for index, fact in enumerate(product.facts):
        yield Stated(entry, fact, ("facts", index), role(fact.what))
    for part in ("uses", "pivotal"):
        for place, item in enumerate(getattr(product, part)):
            for index, fact in enumerate(item.facts):
                yield Stated(entry, fact, (part, place, "facts", index), role(fact.what))


class Cited(NamedTuple):
    """One citation: the record, the path of the key in it, and the key."""

    entry: Entry[Any]
    path: Path
    ref: str


def citations(records: Records) -> Iterator[Cited]:
    """Every place where a record, a fact or another source's value names a reference."""
    for entry in every(records):
        record = entry.record
        yield from _keys(entry, (), getattr(record, "refs", ()))
        yield from _others(entry, ("rejected",), getattr(record, "rejected", ()))
        for index, doubt in enumerate(getattr(record, "doubts", ())):
            yield from _keys(entry, ("doubts", index), doubt.refs)
    for stated in facts(records):
        yield from _keys(stated.entry, stated.path, stated.fact.refs)
        for name in ("alternates", "rejected"):
            yield from _others(stated.entry, (*stated.path, name), getattr(stated.fact, name))


def _keys(entry: Entry[Any], path: Path, refs: Sequence[str]) -> Iterator[Cited]:
    for index, ref in enumerate(refs):
        yield Cited(entry, (*path, "refs", index), ref)


def _others(entry: Entry[Any], path: Path, values: Sequence[OtherValue]) -> Iterator[Cited]:
    for index, value in enumerate(values):
        yield from _keys(entry, (*path, index), value.refs)


def every(records: Records) -> Iterator[Entry[Any]]:
    """Every record but the trials, kind by kind."""
    for kind in ("companies", "institutions", "products", "programmes", "deals", "policy"):
        yield from getattr(records, kind).values()
    yield from records.figures.values()
    yield from records.expected.values()
    yield from records.disputes
    yield from records.corrections


def kinds(records: Records) -> Iterator[list[Entry[Any]]]:
    """The records of each kind that there is, trials too."""
    for held in vars(records).values():
        told = held.values() if isinstance(held, Mapping) else held
        if isinstance(held, Mapping | tuple):
            yield [entry for entry in told if isinstance(entry, Entry)]


def sponsors(records: Records) -> Iterator[Entry[Any]]:
    """Every record that may be the sponsor of trials: companies, then institutions."""
    yield from records.companies.values()
    yield from records.institutions.values()


def lost(records: Records, kind: str, name: str) -> bool:
    """Whether a record may be there that could not be read: nobody is blamed for pointing to it."""
    return (kind, name) in records.lost or (kind, "*") in records.lost


def own_references(entry: Entry[Any]) -> Mapping[str, Reference]:
    """The references that a record defines itself."""
    found: Mapping[str, Reference] = getattr(entry.record, "references", {})
    return found


def trial_numbers(records: Records) -> Iterator[tuple[Entry[Any], Path, str]]:
    """Every registry number that a programme, a product or a company's doubt names, placed."""
    yield from _doubted(records)
    for entry in records.programmes.values():
        for index, number in enumerate(entry.record.trials):
            yield entry, ("trials", index), number
    for product in records.products.values():
        for place, pivotal in enumerate(product.record.pivotal):
            for index, number in enumerate(pivotal.trials):
                yield product, ("pivotal", place, "trials", index), number
            for index, fact in enumerate(pivotal.facts):
                told = records.vocabulary.role("facts", fact.what) == NUMBER
                if told and str(fact.value or "") not in ("", *pivotal.trials):
                    path = ("pivotal", place, "facts", index, "value")
                    yield product, path, str(fact.value)


def _doubted(records: Records) -> Iterator[tuple[Entry[Any], Path, str]]:
    for entry in records.companies.values():
        for place, doubt in enumerate(entry.record.doubts):
            for index, number in enumerate(doubt.trials):
                yield entry, ("doubts", place, "trials", index), number


def problem(where: Where, code: str, message: str, hint: str = "", value: object = "") -> Problem:
    """A problem whose value may be anything that prints; names out of files stay in one line."""
    return Problem(where, code, _line(message), _line(hint), str(value))


def _line(text: str) -> str:
    return text.replace("\r", " ").replace("\n", " ")
