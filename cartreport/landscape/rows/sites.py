"""Sites of trials in the focus country, their spellings brought together by the institutions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cartreport.landscape.rows.fields import Row

if TYPE_CHECKING:
    from cartreport.sources.records import Records

_SMALL = re.compile(r"\b(?:the|of|and|at|to|with|for|in)\b|[^\w]|_")


def folded(name: str) -> str:
    """A site's name without case, blanks, marks and small words: as a person would match it."""
    return _SMALL.sub("", name.casefold())


def trial_sites(records: Records) -> Iterator[Row]:
    """One row a trial and site; ``site`` is the id of an institution or company, else
    the name, folded; with a question mark where that is by chance the id of one that is not so
    named.

    ``short`` is what tables print: the institution's short name, else the first spelling met.
    """
    known: dict[str, tuple[str, str]] = {}
    for entry in records.institutions.values():
        record = entry.record
        for name in (record.name, record.short, *record.sponsors, *record.sites):
            known.setdefault(folded(name), (record.id, record.short))
    for company in records.companies.values():
        firm = company.record
        for name in (firm.name, firm.short, *firm.names.values(), *firm.sponsors):
            known.setdefault(folded(name) or name, (firm.id, firm.short))
    ids = {*records.institutions, *records.companies}
    for held in records.trials.values():
        seen: set[str] = set()
        nowhere = {folded(place) for place in (*held.record.countries, *held.record.cities)}
        for name in held.record.sites:
            key = folded(name) or name
            if key in nowhere:  # the record gives a place where the site's name should be
                continue
            site, short = known.setdefault(key, (f"{key}?" if key in ids else key, name))
            if site not in seen:
                seen.add(site)
                yield {"trial": held.record.id, "site": site, "short": short, "listed": site in ids}
