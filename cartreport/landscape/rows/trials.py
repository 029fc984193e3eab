"""Rows of trials: the registry's facts, its codes read by the vocabulary, and their links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from cartreport.landscape.begun import begun, snapshot_of
from cartreport.landscape.dates import quarter_of, year_of
from cartreport.landscape.rows.companies import Sponsors
from cartreport.landscape.rows.fields import Row
from cartreport.landscape.rows.labels import by_trial
from cartreport.landscape.rows.members import asked_of, belongs
from cartreport.landscape.rows.settings import Settings
from cartreport.landscape.rows.targets import target_label
from cartreport.landscape.terms import parent
from cartreport.sources.roles import MIXED, UNKNOWN

if TYPE_CHECKING:
    from cartreport.sources.records import Records, Trial, TrialLabel
    from cartreport.sources.vocabulary import Terms


def split(records: Records) -> tuple[list[Row], list[Row]]:
    """The trials of the landscape, and the records that its labels keep out of it."""
    labels, scope = by_trial(records), records.project.landscape
    inside: list[Row] = []
    outside: list[Row] = []
    for row in _rows(records, labels):
        held = labels.get(str(row["id"]), {})
        values = {label: [found.value for found in rows] for label, rows in held.items()}
        member = belongs(asked_of(scope.trials if scope else None), values)
        (inside if member else outside).append(row)
    return inside, outside


def _rows(records: Records, labels: Mapping[str, Mapping[str, list[TrialLabel]]]) -> Iterator[Row]:
    """One row a record of the registry; of a code that no vocabulary knows nothing is stated, and
    such a status is in the group of the unknown ones.
    """
    vocabulary, focus = records.vocabulary, records.project.focus
    peers = [peer.country for peer in focus.peers]
    sponsors, settings, listed = Sponsors(records), Settings(records), _programmes(records)
    snapshot, doubts = snapshot_of(records), Doubts(records)
    for entry in records.trials.values():
        record = entry.record
        sponsor = sponsors.of(record)
        targets, programmes = listed.get(record.id, ((), ()))
        if labels:
            held = labels.get(record.id, {})
            targets = tuple(row.value for row in held.get("targets", ()))
            setting, rule = _setting(held.get("settings", ()), vocabulary["settings"])
        else:
            setting, rule = settings.of(record)
        status = vocabulary["statuses"].find(record.status)
        term = vocabulary["statuses"][status] if status else None
        yield {
            **_registry(record),
            "begun": begun(record.start, term, snapshot),
            "doubt": doubts.of(record.id, sponsor.id),
            "cities": tuple(cities(record, vocabulary.get("cities"))),
            "sponsor_id": sponsor.id,
            "sponsor_short": sponsor.short,
            "sponsor_kind": sponsor.kind,
            "sponsor_type": sponsor.type,
            "phase": vocabulary["phases"].find(record.phase) if record.phase else None,
            "status": status,
            "status_group": parent(vocabulary, "statuses", status) or status or UNKNOWN,
            "in_focus": focus.everywhere or focus.country in record.countries,
            "peers": tuple(peer for peer in peers if peer in record.countries),
            "programmes": programmes,
            "targets": targets,
            "target": target_label(vocabulary, targets),
            "setting": setting,
            "setting_rule": rule,
        }


def _setting(held: Sequence[TrialLabel], terms: Terms) -> tuple[str | None, str | None]:
    """The one setting that a trial is labelled with, and its rule; several are mixed."""
    if len(held) == 1:
        return held[0].value, held[0].rule
    several = next((term.id for term in terms if term.role == MIXED), None)
    return (several, held[0].rule) if held and several else (None, None)


def _registry(record: Trial) -> Row:
    """What the registry says, and what follows from its dates alone."""
    return {
        "id": record.id,
        "sponsor": record.sponsor,
        "sponsor_class": record.sponsor_class or None,
        "phase_code": record.phase or None,
        "status_code": record.status,
        "start": record.start,
        "start_year": year_of(record.start),
        "quarter": quarter_of(record.start),
        "updated": record.updated,
        "enrolment": record.enrolment,
        "countries": tuple(record.countries),
        "sites": tuple(record.sites),
        "conditions": tuple(record.conditions),
        "interventions": tuple(record.interventions),
        "scope": record.scope or None,
    }


def _programmes(records: Records) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Trial id → targets and ids of the programmes that list it, in their order."""
    found: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
    for entry in records.programmes.values():
        for trial in entry.record.trials:
            targets, programmes = found.setdefault(trial, ({}, {}))
            targets.update(dict.fromkeys(entry.record.targets))
            programmes[entry.record.id] = None
    return {trial: (tuple(first), tuple(second)) for trial, (first, second) in found.items()}


def cities(record: Trial, known: Terms | None) -> list[str]:
    """The cities of a trial, each once under the label of its term; a wider place is none."""
    found: dict[str, None] = {}
    for city in record.cities:
        term = known.find(city) if known else None
        if term is None or known is None:
            found[city] = None
        elif known[term].role != "wider":
            found[known[term].label] = None
    return list(found)


def trial_countries(records: Records) -> Iterator[Row]:
    """One row a trial and country."""
    for entry in records.trials.values():
        for country in dict.fromkeys(entry.record.countries):
            yield {"trial": entry.record.id, "country": country}


def trial_cities(records: Records) -> Iterator[Row]:
    """One row a trial and city of a site in the focus country."""
    for entry in records.trials.values():
        for city in cities(entry.record, records.vocabulary.get("cities")):
            yield {"trial": entry.record.id, "city": city}


class Doubts:
    """Doubts by sponsor and by trial, as the records of companies and institutions state them."""

    def __init__(self, records: Records) -> None:
        self._sponsors: dict[str, str] = {}
        self._trials: dict[str, str] = {}
        for entry in records.companies.values():
            for doubt in entry.record.doubts:
                self._trials.update(dict.fromkeys(doubt.trials, doubt.reason))
            if entry.record.doubtful:
                self._sponsors[entry.record.id] = entry.record.doubtful
        for held in records.institutions.values():
            if held.record.doubtful:
                self._sponsors[held.record.id] = held.record.doubtful

    def of(self, trial: str, sponsor: str | None) -> str | None:
        """The reason, of the sponsor first; ``None``: nothing speaks against the record."""
        return self._sponsors.get(sponsor or "") or self._trials.get(trial)
