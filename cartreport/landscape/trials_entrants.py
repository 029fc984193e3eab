"""Who and what is new in the focus country, by year of the first trial."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from cartreport.landscape.begun import STARTED, WAITING
from cartreport.landscape.cross import NONE, Axis, axis_of
from cartreport.landscape.groups import Counted, count, counted_table, told
from cartreport.landscape.measures import Group, Measure, distinct, every
from cartreport.landscape.rules import LABELLED, NAMED
from cartreport.landscape.table import Column, Table
from cartreport.landscape.trials_frame import doubtful, focus_trials, sponsor_of, unit_of

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.trials_frame import Trial


DUE = (STARTED, WAITING)
"""States of trials whose stated start has come."""


def table(landscape: Landscape) -> Table:
    """One row a start year, the oldest first; planned, withdrawn and undated trials last.

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
        head="New lead sponsors",
    )
    date = landscape.date_of("trials")

    return counted_table(
        _columns(landscape, types),
        years,
        whole,
        id="trials-entrants",
        title=f"New sponsors and targets in {landscape.project.focus.label} by year",
        unit="trial",
        rule=(
            f"{unit_of(landscape)} A sponsor or a target is new in the year of its first trial by "
            "stated start, up to the day of the data and without withdrawn trials; one that has no "
            f"such trial is new in no year and stands in the last row. {NAMED} {LABELLED}"
        ),
        as_of=date,
        sources=landscape.source_ids("trials", "labels", "companies", "institutions"),
        closing={"year": "All years"},
        overlaps=("sponsors",),
        notes=(f"{date[:4]} is part of a year: data to {date}.",),
        parts=(("new", types.keys),),
    )


def _columns(landscape: Landscape, types: Axis) -> tuple[Counted, ...]:
    def named(_: str, held: Group) -> tuple[str, ...]:
        found = sorted(set(distinct("fresh")(held)))
        return tuple(landscape.label("targets", target) for target in found)

    def printed(year: str, _: Group) -> str:
        return year if year != NONE else "planned, withdrawn or undated"

    return (
        told(Column("id", "Id", "key"), lambda year, _: year),
        told(Column("year", "Start year", "name"), printed),
        count("trials", "Trials", every),
        doubtful(),
        count("sponsors", "Lead sponsors", distinct("lead"), counts="sponsor"),
        count("new", "New", distinct("new"), group="New lead sponsors", counts="sponsor"),
        *(
            count(types.key(kind), label, _of_type(kind), group=types.head, counts="sponsor")
            for kind, label in types.places.items()
        ),
        count("targets", "New targets", distinct("fresh"), counts="target"),
        told(Column("names", "Which", "terms"), named),
    )


def _of_type(kind: str) -> Measure:
    def ids(group: Group) -> Iterable[str]:
        return distinct("new")([trial for trial in group if trial["sponsor_type"] == kind])

    return ids


def _years(focus: list[Trial]) -> dict[str, list[dict[str, Any]]]:
    """By year its trials, each with its sponsor and what of it is ``new`` or ``fresh`` then."""
    found: dict[str, list[dict[str, Any]]] = {}
    for trial in focus:
        due = trial["begun"] in DUE and trial["start_year"]
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
    return {**trial, "lead": lead, "new": None if lead in sponsors else lead, "fresh": fresh}
