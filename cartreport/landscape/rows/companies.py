"""Rows of companies and institutions, and who a registry's lead sponsor is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cartreport.landscape.frames import COMPANIES, INSTITUTIONS
from cartreport.landscape.rows.fields import Row, row_of
from cartreport.landscape.terms import parent

if TYPE_CHECKING:
    from cartreport.sources.records import Records, Trial


def companies(records: Records) -> Iterator[Row]:
    """One row a company."""
    return (row_of(entry.record, COMPANIES) for entry in records.companies.values())


def institutions(records: Records) -> Iterator[Row]:
    """One row a hospital, university or person."""
    return (row_of(entry.record, INSTITUTIONS) for entry in records.institutions.values())


def company_short(records: Records, company: str | None) -> str | None:
    """What tables print for a company id."""
    return records.companies[company].record.short if company else None


@dataclass(frozen=True)
class Sponsor:
    """A lead sponsor, found by its verbatim name; ``id`` and ``kind`` are None where unknown."""

    id: str | None
    short: str
    kind: str | None
    type: str


class Sponsors:
    """Lead sponsors by their verbatim registry names; the records list the names."""

    def __init__(self, records: Records) -> None:
        self._known: dict[str, Sponsor] = {}
        self._vocabulary = records.vocabulary
        for entry in records.companies.values():
            record = entry.record
            kind = self._type(record.sponsor_type)
            found = Sponsor(record.id, record.short, "company", kind)
            self._known.update(dict.fromkeys(record.sponsors, found))
        for other in records.institutions.values():
            held = other.record
            found = Sponsor(held.id, held.short, "institution", self._type(held.kind))
            self._known.update(dict.fromkeys(held.sponsors, found))

    def of(self, trial: Trial) -> Sponsor:
        """Company or institution by name; else the name itself, typed by the registry's class.

        A class that the vocabulary does not hold, or none, gives the type of role ``other``.
        """
        found = self._known.get(trial.sponsor)
        if found:
            return found
        classes = self._vocabulary["sponsor-classes"]
        term = classes.find(trial.sponsor_class) if trial.sponsor_class else None
        kind = parent(self._vocabulary, "sponsor-classes", term) or term
        return Sponsor(None, trial.sponsor, None, kind or self._type("other"))

    def _type(self, role: str) -> str:
        """The project's type of sponsor of a role; the role itself where no term states it."""
        return self._vocabulary.of_role("sponsor-types", role)
