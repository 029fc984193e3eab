"""Sponsors and the hospitals where their trials run: pairs, as the registry's sites name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.cross import ordered
from cartreport.landscape.framing import codes_of
from cartreport.landscape.placed import once
from cartreport.landscape.table import Column, Table
from cartreport.landscape.trials_frame import (
    focus_trials,
    leads,
    standing_table,
    status_axis,
    unit_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cartreport.landscape.cross import Axis
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.trials_frame import Array

    Rows = Mapping[str, Mapping[str, object]]


def table(landscape: Landscape) -> Table:
    """One row a lead sponsor and a site that is not the sponsor itself, most trials first.

    A trial with several sites stands in several rows; the total counts it once. ``company``: the
    sponsor is a company of the landscape.
    """
    groups, held = status_axis(landscape), landscape.trials
    trials, at, rows = _pairs(landscape)
    ids, status, doubt = (held[key].to_numpy() for key in ("id", "status_group", "doubt"))
    masks = {groups.key(place): status[trials] == place for place in groups.places}
    masks["doubtful"] = doubt[trials].astype(bool)
    return standing_table(
        _columns(groups),
        rows,
        {
            "trials": (ids, trials, at),
            **{key: (ids, trials[mask], at[mask]) for key, mask in masks.items()},
        },
        _ordered,
        id="sponsor-sites",
        unit="trial",
        rule=landscape.words("sponsor-sites.rule", unit=unit_of(landscape)),
        as_of=landscape.date_of("trials"),
        sources=landscape.source_ids("trials", "companies", "institutions"),
        overlaps=("trials", *masks),
        parts=(("trials", groups.keys),),
        notes=_unnamed(landscape),
    )


def _columns(groups: Axis) -> list[Column]:
    return [
        Column("sponsor", kind="key"),
        Column("place", kind="key"),
        Column("label", kind="name"),
        Column("type"),
        Column("company"),
        Column("site"),
        Column("trials", kind="count"),
        *(
            Column(groups.key(place), label, "count", group=groups.head)
            for place, label in groups.places.items()
        ),
        Column("doubtful", kind="count"),
        Column("first", kind="date"),
    ]


def _unnamed(landscape: Landscape) -> tuple[str, ...]:
    sites = landscape.trials["sites"].to_numpy(dtype=bool)
    unnamed = int((~sites[focus_trials(landscape)]).sum())
    return (landscape.words("sponsor-sites.unnamed", n=unnamed),) if unnamed else ()


def _pairs(landscape: Landscape) -> tuple[Array, Array, Rows]:
    """Trials with the number of a pair of theirs; and the cells of each pair that are no counts."""
    import numpy as np
    import pandas as pd

    of = landscape.owners("trial_sites")
    sites, places = landscape.coded("trial_sites", "site")
    sponsors, names = leads(landscape)
    rows = np.flatnonzero(of >= 0)
    rows = rows[landscape.trials["in_focus"].to_numpy(dtype=bool)[of[rows]]]
    own = landscape.trials["sponsor_id"].to_numpy()[of[rows]]
    rows = rows[places[sites[rows]] != own]
    numbers, met = pd.factorize(sponsors[of[rows]] * len(places) + sites[rows])
    both = [f"{names[number // len(places)]} {places[number % len(places)]}" for number in met]
    again, pairs = codes_of(both)
    at = again[numbers]
    first = np.zeros(len(pairs), dtype=np.int64)
    first[at[::-1]] = rows[::-1]
    started = _earliest(landscape, of[rows], at, len(pairs))
    return *once(of[rows], at), _cells(landscape, first, dict(zip(pairs, started, strict=True)))


def _earliest(landscape: Landscape, trials: Array, at: Array, size: int) -> list[str | None]:
    """The earliest start among the trials of each pair."""
    import numpy as np

    codes, days = landscape.coded("trials", "start")
    rank = np.append(np.argsort(np.argsort(days)), len(days))
    first = np.full(size, len(days))
    np.minimum.at(first, at, rank[codes[trials]])
    days = [*sorted(days), None]
    return [days[day] for day in first]


def _cells(landscape: Landscape, first: Array, started: Mapping[str, str | None]) -> Rows:
    """The cells of pairs that are no counts, by the first row of each."""
    sited, trials = landscape.trial_sites, landscape.trials
    of = landscape.owners("trial_sites")[first]
    codes, names = leads(landscape)
    companies = landscape.by_id("companies")
    held = zip(
        names[codes[of]],
        sited["site"].to_numpy()[first],
        trials["sponsor_short"].to_numpy()[of],
        trials["sponsor_type"].to_numpy()[of],
        sited["short"].to_numpy()[first],
        strict=True,
    )
    return {
        pair: {
            "sponsor": lead,
            "place": site,
            "label": label,
            "type": landscape.label("sponsor-types", kind),
            "company": "yes" if lead in companies else None,
            "site": short,
            "first": start,
        }
        for (pair, start), (lead, site, label, kind, short) in zip(
            started.items(), held, strict=True
        )
    }


def _ordered(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    named = ({**row, "id": f"{row['sponsor']} {row['place']}"} for row in rows)
    return ordered(named, "trials", "status-group:active")
