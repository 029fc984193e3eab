"""Sponsors and the hospitals where their trials run: pairs, as the registry's sites name them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cartreport.landscape.cross import ordered
from cartreport.landscape.framing import owners_of
from cartreport.landscape.placed import once
from cartreport.landscape.table import Column, Table
from cartreport.landscape.trials_frame import (
    focus_trials,
    standing_table,
    status_axis,
    unit_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    import pandas as pd

    from cartreport.landscape.cross import Axis
    from cartreport.landscape.model import Landscape

    Array = np.ndarray[Any, Any]
    Rows = Mapping[str, Mapping[str, object]]


def table(landscape: Landscape) -> Table:
    """One row a lead sponsor and a site that is not the sponsor itself, most trials first.

    A trial with several sites stands in several rows; the total counts it once. ``company``: the
    sponsor is a company of the landscape.
    """
    focus, groups = focus_trials(landscape), status_axis(landscape)
    rows, trials, at = _pairs(landscape, focus)
    ids, status, doubt = _of(focus, trials, "id", "status_group", "doubt")
    masks = {groups.key(place): status == place for place in groups.places}
    masks["doubtful"] = doubt.astype(bool)
    return standing_table(
        _columns(groups),
        rows,
        {"trials": (ids, at), **{key: (ids[mask], at[mask]) for key, mask in masks.items()}},
        _ordered,
        id="sponsor-sites",
        unit="trial",
        rule=landscape.words("sponsor-sites.rule", unit=unit_of(landscape)),
        as_of=landscape.date_of("trials"),
        sources=landscape.source_ids("trials", "companies", "institutions"),
        overlaps=("trials", *masks),
        parts=(("trials", groups.keys),),
        notes=_unnamed(landscape, focus),
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


def _unnamed(landscape: Landscape, focus: pd.DataFrame) -> tuple[str, ...]:
    unnamed = int((~focus["sites"].astype(bool)).sum())
    return (landscape.words("sponsor-sites.unnamed", n=unnamed),) if unnamed else ()


def _of(frame: pd.DataFrame, rows: Array, *columns: str) -> list[Array]:
    return [frame[column].to_numpy(dtype=object)[rows] for column in columns]


def _pairs(landscape: Landscape, focus: pd.DataFrame) -> tuple[Rows, Array, Array]:
    """The cells of each pair that are no counts; and trials with the number of a pair of theirs."""
    import numpy as np
    import pandas as pd

    trials = owners_of(landscape.trial_sites, focus)
    sites, shorts = _of(landscape.trial_sites, trials >= 0, "site", "short")
    trials = trials[trials >= 0]
    others = sites != _of(focus, trials, "sponsor_id")[0]
    trials, sites, shorts = trials[others], sites[others], shorts[others]
    leads, labels, kinds, starts = _of(
        focus, trials, "lead", "sponsor_short", "sponsor_type", "start"
    )
    at, pairs = pd.factorize(np.array([*map(" ".join, zip(leads, sites, strict=True))], object))
    dated = zip(starts, at.tolist(), strict=True)
    start = {place: day for day, place in sorted((one for one in dated if one[0]), reverse=True)}
    short = dict(zip(at.tolist(), shorts, strict=True))
    companies = {row["id"] for row in landscape.rows("companies")}
    rows = {
        pair: {
            "sponsor": leads[row],
            "place": sites[row],
            "label": labels[row],
            "type": landscape.label("sponsor-types", kinds[row]),
            "company": "yes" if leads[row] in companies else None,
            "site": short[place],
            "first": start.get(place),
        }
        for place, (pair, row) in enumerate(
            zip(pairs, np.unique(at, return_index=True)[1], strict=True)
        )
    }
    return rows, *once(trials, at)


def _ordered(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    named = ({**row, "id": f"{row['sponsor']} {row['place']}"} for row in rows)
    return ordered(named, "trials", "status-group:active")
