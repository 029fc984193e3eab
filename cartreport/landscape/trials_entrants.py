"""Who and what is new in the focus country, by year of the first trial."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.begun import STARTED
from cartreport.landscape.cross import NONE, Axis, axis_of
from cartreport.landscape.readings import flat
from cartreport.landscape.table import Column, Table
from cartreport.landscape.trials_frame import focus_trials, standing_table, unit_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from cartreport.landscape.model import Landscape
    from cartreport.landscape.trials_frame import Stand


def table(landscape: Landscape) -> Table:
    """One row a start year, the oldest first; trials that have not started last.

    ``sponsors`` are those of the year's trials; ``new`` those whose first trial it is, split by
    type (``type:<id>``); ``targets`` are new ones, named in ``names``.
    """
    trials, years = _by_year(focus_trials(landscape))
    types = axis_of(
        landscape,
        "sponsor-types",
        trials["sponsor_type"],
        name="type",
        head=landscape.words("trials-entrants.new-sponsors"),
    )
    stand = _stand(trials, types)
    targets, first = stand["targets"]
    rows = {
        year: {
            "id": year,
            "year": year if year != NONE else landscape.words("trials-entrants.no-year"),
            "names": tuple(
                landscape.label("targets", target) for target in sorted(targets[first == place])
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


def _by_year(trials: pd.DataFrame) -> tuple[pd.DataFrame, Sequence[str]]:
    """The trials by year, each with the number of its own (``at``), and the years."""
    import pandas as pd

    due = (trials["begun"] == STARTED) & trials["start_year"].notna()
    years = trials["start_year"].map(str).where(due, NONE)  # which stands after every number
    at, found = pd.factorize(years, sort=True)
    return trials.assign(at=at).sort_values("at", kind="stable"), found.tolist()


def _stand(trials: pd.DataFrame, types: Axis) -> dict[str, Stand]:
    """What each column counts: a sponsor and a target are new where they come first."""
    import pandas as pd

    at, ids, leads = (trials[key].to_numpy() for key in ("at", "id", "lead"))
    masks = {
        "sponsors": ~trials.duplicated(["at", "lead"]),
        "new": ~trials.duplicated("lead"),
    }
    kinds = trials["sponsor_type"].fillna(NONE)
    masks |= {types.key(kind): masks["new"] & (kinds == kind) for kind in types.places}
    doubtful = trials["doubt"].notna()
    units, targets = flat(trials["targets"])
    fresh = ~pd.Series(targets).duplicated()
    return {
        "trials": (ids, at),
        "doubtful": (ids[doubtful], at[doubtful]),
        **{key: (leads[mask], at[mask]) for key, mask in masks.items()},
        "targets": (targets[fresh], at[units[fresh]]),
    }
