"""Who and what is new in the focus country, by year of the first trial."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from cartreport.landscape.begun import STARTED
from cartreport.landscape.cross import NONE, Axis, axis_of
from cartreport.landscape.groups import Counted, count, counted_table, told
from cartreport.landscape.measures import Group, Measure, distinct, every
from cartreport.landscape.table import Column, Table
from cartreport.landscape.trials_frame import doubtful, focus_trials, sponsor_of, unit_of

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.trials_frame import Trial


def table(landscape: Landscape) -> Table:
    """One row a start year, the oldest first; trials that have not started last.

    ``sponsors`` are those of the year's trials; ``new`` those whose first trial it is, split by
    type (``type:<id>``); ``targets`` are new ones, named in ``names``.
    """
    years = _years(focus_trials(landscape))
    whole = [trial for held in years.values() for trial in held]
    types = axis_of(
        landscape,
        "sponsor-types",
        [trial["sponsor_type"] for trial in whole],
        name="type",
        head=landscape.words("trials-entrants.new-sponsors"),
    )
    date = landscape.date_of("trials")

    return counted_table(
        _columns(landscape, types),
        years,
        whole,
        id="trials-entrants",
        unit="trial",
        rule=landscape.words("trials-entrants.rule", unit=unit_of(landscape)),
        as_of=date,
        sources=landscape.source_ids("trials", "labels", "companies", "institutions"),
        overlaps=("sponsors",),
        notes=(landscape.words("note.part-of-year", year=date[:4], date=date),),
        parts=(("new", types.keys),),
    )


def _columns(landscape: Landscape, types: Axis) -> tuple[Counted, ...]:
    def named(_: str, held: Group) -> tuple[str, ...]:
        found = sorted(set(distinct("fresh")(held)))
        return tuple(landscape.label("targets", target) for target in found)

    def printed(year: str, _: Group) -> str:
        return year if year != NONE else landscape.words("trials-entrants.no-year")

    return (
        told(Column("id", kind="key"), lambda year, _: year),
        told(Column("year", kind="name"), printed),
        count("trials", every),
        doubtful(),
        count("sponsors", distinct("lead"), counts="sponsor"),
        count("new", distinct("new"), group=types.head, counts="sponsor"),
        *(
            count(types.key(kind), _of_type(kind), label=label, group=types.head, counts="sponsor")
            for kind, label in types.places.items()
        ),
        count("targets", distinct("fresh"), counts="target"),
        told(Column("names", kind="terms"), named),
    )


def _of_type(kind: str) -> Measure:
    def ids(group: Group) -> Iterable[str]:
        return distinct("new")([trial for trial in group if trial["sponsor_type"] == kind])

    return ids


def _years(focus: list[Trial]) -> dict[str, list[dict[str, Any]]]:
    """By year its trials, each with its sponsor and what of it is ``new`` or ``fresh`` then."""
    found: dict[str, list[dict[str, Any]]] = {}
    for trial in focus:
        due = trial["begun"] == STARTED and trial["start_year"]
        found.setdefault(str(trial["start_year"]) if due else NONE, []).append(trial)
    sponsors: set[str] = set()
    targets: set[str] = set()
    years = {year: found[year] for year in sorted(found, key=lambda year: (year == NONE, year))}
    for year, held in years.items():
        years[year] = [_marked(trial, sponsors, targets) for trial in held]
        sponsors |= {trial["lead"] for trial in years[year]}
        targets |= {target for trial in held for target in trial["targets"]}
    return years


def _marked(trial: Trial, sponsors: set[str], targets: set[str]) -> dict[str, Any]:
    lead = sponsor_of(trial)
    fresh = tuple(target for target in trial["targets"] if target not in targets)
    told = {key: trial[key] for key in ("id", "doubt", "sponsor_type")}
    return told | {"lead": lead, "new": None if lead in sponsors else lead, "fresh": fresh}
