"""Who and what is new in the focus country, by year of the first trial."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.begun import STARTED
from cartreport.landscape.cross import NONE, Axis, axis_of
from cartreport.landscape.framing import objects
from cartreport.landscape.readings import flat
from cartreport.landscape.table import Column, Table
from cartreport.landscape.trials_frame import focus_trials, leads, standing_table, unit_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cartreport.landscape.model import Landscape
    from cartreport.landscape.trials_frame import Array, Stand


def table(landscape: Landscape) -> Table:
    """One row a start year, the oldest first; trials that have not started last.

    ``sponsors`` are those of the year's trials; ``new`` those whose first trial it is, split by
    type (``type:<id>``); ``targets`` are new ones, named in ``names``.
    """
    trials, at, years = _by_year(landscape)
    types = axis_of(
        landscape,
        "sponsor-types",
        landscape.trials["sponsor_type"].to_numpy()[trials],
        name="type",
        head=landscape.words("trials-entrants.new-sponsors"),
    )
    stand = _stand(landscape, trials, at, types)
    targets, new, first = stand["targets"]
    rows = {
        year: {
            "id": year,
            "year": year if year != NONE else landscape.words("trials-entrants.no-year"),
            "names": tuple(
                landscape.label("targets", target)
                for target in sorted(targets[new[first == place]])
            ),
        }
        for place, year in enumerate(years)
    }
    date = landscape.date_of("trials")
    return standing_table(
        _columns(types),
        rows,
        stand,
        id="trials-entrants",
        unit="trial",
        rule=landscape.words("trials-entrants.rule", unit=unit_of(landscape)),
        as_of=date,
        sources=landscape.source_ids("trials", "labels", "companies", "institutions"),
        overlaps=("sponsors",),
        notes=(landscape.words("note.part-of-year", year=date[:4], date=date),),
        parts=(("new", types.keys),),
    )


def _columns(types: Axis) -> list[Column]:
    head = types.head
    return [
        Column("id", kind="key"),
        Column("year", kind="name"),
        Column("trials", kind="count"),
        Column("doubtful", kind="count"),
        Column("sponsors", kind="count", counts="sponsor"),
        Column("new", kind="count", group=head, counts="sponsor"),
        *(
            Column(types.key(kind), label, "count", group=head, counts="sponsor")
            for kind, label in types.places.items()
        ),
        Column("targets", kind="count", counts="target"),
        Column("names", kind="terms"),
    ]


def _by_year(landscape: Landscape) -> tuple[Array, Array, Sequence[str]]:
    """The focus country's trials by year, the number of the year of each, and the years."""
    import numpy as np

    here = focus_trials(landscape)
    codes, years = landscape.coded("trials", "start_year")
    due = landscape.trials["begun"].to_numpy()[here] == STARTED
    codes = np.where(due, codes[here], -1)
    found = sorted(np.unique(codes), key=lambda code: (code < 0, years[code] if code >= 0 else 0))
    place = np.zeros(len(years) + 1, dtype=np.int64)
    place[found] = np.arange(len(found))
    order = np.argsort(place[codes], kind="stable")
    return (
        here[order],
        place[codes[order]],
        [str(years[code]) if code >= 0 else NONE for code in found],
    )


def _stand(landscape: Landscape, trials: Array, at: Array, types: Axis) -> dict[str, Stand]:
    """What each column counts: a sponsor and a target are new where they come first."""
    import pandas as pd

    ids = landscape.trials["id"].to_numpy()
    codes, names = leads(landscape)
    sponsors = codes[trials]
    new = ~pd.Series(sponsors).duplicated().to_numpy()
    masks = {"sponsors": ~pd.Series(sponsors + at * len(names)).duplicated().to_numpy(), "new": new}
    kinds = landscape.trials["sponsor_type"].to_numpy()[trials]
    masks |= {types.key(kind): new & (kinds == kind) for kind in types.places}
    doubtful = landscape.coded("trials", "doubt")[0][trials] >= 0
    codes, held = landscape.coded("trials", "targets")
    units, targets, terms = flat(codes[trials], held)
    fresh = ~pd.Series(targets).duplicated().to_numpy()
    return {
        "trials": (ids, trials, at),
        "doubtful": (ids, trials[doubtful], at[doubtful]),
        **{key: (names, sponsors[mask], at[mask]) for key, mask in masks.items()},
        "targets": (objects(terms), targets[fresh], at[units[fresh]]),
    }
