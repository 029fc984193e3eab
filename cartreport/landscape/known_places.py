"""The places along an axis that some unit has, told from the records before anything is counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from cartreport.landscape.dates import quarter_of, year_of
from cartreport.landscape.readings import FOCUS, REST
from cartreport.landscape.rows.sites import trial_sites
from cartreport.landscape.rows.trials import cities
from cartreport.sources.vocabulary import RESERVED

if TYPE_CHECKING:
    from cartreport.landscape.axes import Axis
    from cartreport.sources.records import Deal, PolicyEvent, Records, Trial

Places = Callable[["Records"], Iterable[object]]


def known_places(records: Records, unit: str, axis: Axis) -> list[str] | None:
    """What may be asked for along an axis of a unit; ``None`` where only counting can tell.

    Terms of a vocabulary are known whether a unit has them or not; what the records write as they
    like (sponsors, sites, cities, countries, years, currencies) only where one does.
    """
    if axis.form == "set":
        return None
    terms = records.vocabulary.get(axis.terms)
    if terms is not None:
        return [*(term.id for term in terms), RESERVED[0]]
    if axis.places:
        return [*axis.places, RESERVED[0]]
    written = WRITTEN.get((unit, axis.name)) or WRITTEN.get(("", axis.name))
    if written is None:
        return None
    return [*sorted({str(place) for place in written(records) if place}), RESERVED[0]]


def _of_trials(read: Callable[[Trial], Iterable[object]]) -> Places:
    return lambda records: (p for entry in records.trials.values() for p in read(entry.record))


def _of_deals(read: Callable[[Deal], object]) -> Places:
    return lambda records: (read(entry.record) for entry in records.deals.values())


def _of_events(read: Callable[[PolicyEvent], object]) -> Places:
    return lambda records: (read(entry.record) for entry in records.policy.values())


def _sponsors(records: Records) -> Iterable[object]:
    """Ids of the records that list a sponsor's name, and the names that none lists."""
    ids = {name: e.record.id for e in records.companies.values() for name in e.record.sponsors}
    ids |= {name: e.record.id for e in records.institutions.values() for name in e.record.sponsors}
    names = (entry.record.sponsor for entry in records.trials.values())
    return (ids.get(name, name) for name in names)


def _places(records: Records) -> Iterable[object]:
    return (FOCUS, *(peer.country for peer in records.project.focus.peers), REST)


def _cities(records: Records) -> Iterable[object]:
    known = records.vocabulary.get("cities")
    return (city for entry in records.trials.values() for city in cities(entry.record, known))


WRITTEN: dict[tuple[str, str], Places] = {
    ("", "company"): lambda records: records.companies,
    ("trial", "programme"): lambda records: records.programmes,
    ("trial", "country"): _of_trials(lambda trial: trial.countries),
    ("trial", "city"): _cities,
    ("trial", "site"): lambda records: (row["site"] for row in trial_sites(records)),
    ("trial", "sponsor"): _sponsors,
    ("trial", "sponsor-name"): _of_trials(lambda trial: (trial.sponsor,)),
    ("trial", "start-year"): _of_trials(lambda trial: (year_of(trial.start),)),
    ("trial", "start-quarter"): _of_trials(lambda trial: (quarter_of(trial.start),)),
    ("trial", "place"): _places,
    ("trial", "first-place"): _places,
    ("deal", "year"): _of_deals(lambda deal: year_of(deal.date)),
    ("deal", "currency"): _of_deals(lambda deal: deal.currency),
    ("event", "year"): _of_events(lambda event: year_of(event.date)),
}
"""Unit and axis → the places that its records write."""
