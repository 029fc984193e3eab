"""Sponsors and the hospitals where their trials run: pairs, as the registry's sites name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.cross import ordered
from cartreport.landscape.groups import count, counted_table, told
from cartreport.landscape.measures import every
from cartreport.landscape.table import Column, Table
from cartreport.landscape.trials_frame import (
    first_start,
    focus_trials,
    sponsor_of,
    status_axis,
    status_counts,
    unit_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cartreport.landscape.groups import Told
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.trials_frame import Trial


def table(landscape: Landscape) -> Table:
    """One row a lead sponsor and a site that is not the sponsor itself, most trials first.

    A trial with several sites stands in several rows; the total counts it once. ``company``: the
    sponsor is a company of the landscape.
    """
    focus = {trial["id"]: trial for trial in focus_trials(landscape)}
    pairs, ends = _pairs(landscape, focus)
    companies = {row["id"] for row in landscape.rows("companies")}

    def end(place: int) -> Told:
        return lambda pair, _: ends[pair][place]

    groups = status_axis(landscape).keys
    return counted_table(
        (
            told(Column("sponsor", kind="key"), end(0)),
            told(Column("place", kind="key"), end(1)),
            told(Column("label", kind="name"), lambda _, held: held[0]["sponsor_short"]),
            told(
                Column("type"),
                lambda _, held: landscape.label("sponsor-types", held[0]["sponsor_type"]),
            ),
            told(Column("company"), lambda pair, _: "yes" if ends[pair][0] in companies else None),
            told(Column("site"), end(2)),
            count("trials", every),
            *status_counts(landscape),
            told(Column("first", kind="date"), first_start),
        ),
        pairs,
        [trial for held in pairs.values() for trial in held],
        _ordered,
        id="sponsor-sites",
        unit="trial",
        rule=landscape.words("sponsor-sites.rule", unit=unit_of(landscape)),
        as_of=landscape.date_of("trials"),
        sources=landscape.source_ids("trials", "companies", "institutions"),
        overlaps=("trials", *groups, "doubtful"),
        parts=(("trials", groups),),
        notes=_unnamed(landscape, focus.values()),
    )


def _unnamed(landscape: Landscape, focus: Iterable[Trial]) -> tuple[str, ...]:
    unnamed = sum(not trial["sites"] for trial in focus)
    return (landscape.words("sponsor-sites.unnamed", n=unnamed),) if unnamed else ()


def _pairs(
    landscape: Landscape, focus: dict[str, Trial]
) -> tuple[dict[str, list[Trial]], dict[str, tuple[str, str, str]]]:
    """By pair its trials, and the sponsor, the site and the site's short name."""
    pairs: dict[str, list[Trial]] = {}
    ends: dict[str, tuple[str, str, str]] = {}
    columns = (landscape.trial_sites[key] for key in ("trial", "site", "short"))
    for id, site, short in zip(*columns, strict=True):
        trial = focus.get(id)
        if trial is None or site == trial["sponsor_id"]:
            continue
        sponsor = sponsor_of(trial)
        pair = f"{sponsor} {site}"
        ends[pair] = sponsor, site, short
        pairs.setdefault(pair, []).append(trial)
    return pairs, ends


def _ordered(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    named = ({**row, "id": f"{row['sponsor']} {row['place']}"} for row in rows)
    return ordered(named, "trials", "status-group:active")
