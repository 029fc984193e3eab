"""Sponsors and the hospitals where their trials run: pairs, as the registry's sites name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.cross import TIES, ordered, table_frame
from cartreport.landscape.table import Column, Table
from cartreport.landscape.trials_by_sponsor import NAMED
from cartreport.landscape.trials_frame import focus_trials, status_columns, statuses, unit_of

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.trials_frame import Trial


def table(landscape: Landscape) -> Table:
    """One row a lead sponsor and a site that is not the sponsor itself, most trials first.

    A trial with several sites stands in several rows; the total counts it once.
    """
    focus = {trial["id"]: trial for trial in focus_trials(landscape)}
    pairs: dict[tuple[str, str], list[Trial]] = {}
    labels: dict[str, str] = {}
    for row in landscape.rows("trial_sites"):
        trial = focus.get(row["trial"])
        if trial is None or row["site"] == trial["sponsor_id"]:
            continue
        sponsor = trial["sponsor_id"] or trial["sponsor"]
        labels |= {sponsor: trial["sponsor_short"], row["site"]: row["short"]}
        pairs.setdefault((sponsor, row["site"]), []).append(trial)
    rows = [
        {
            "id": f"{sponsor} {site}",
            "sponsor": sponsor,
            "place": site,
            "label": labels[sponsor],
            "type": landscape.label("sponsor-types", held[0]["sponsor_type"]),
            "site": labels[site],
            "trials": len(held),
            **statuses(held),
            "first": min((trial["start"] for trial in held if trial["start"]), default=None),
        }
        for (sponsor, site), held in pairs.items()
    ]
    distinct = list({trial["id"]: trial for held in pairs.values() for trial in held}.values())
    unnamed = sum(not trial["sites"] for trial in focus.values())
    return Table(
        id="sponsor-sites",
        title=f"Sponsors and sites in {landscape.project.focus.label}",
        unit="trial",
        rule=(
            f"{unit_of(landscape)} A pair is a lead sponsor and a site of its trials other than "
            f"itself. {NAMED} A site is the institution whose record lists its name; other names "
            f"are one where they differ in case, marks and small words alone. {TIES}"
        ),
        columns=_columns(landscape),
        frame=table_frame(_columns(landscape), ordered(rows, "trials", "active")),
        as_of=landscape.date_of("trials"),
        sources=landscape.source_ids("trials", "companies", "institutions"),
        total={"label": "All trials", "trials": len(distinct), **statuses(distinct)},
        overlaps=("trials", "active", "unknown", "ended", "doubtful"),
        parts=(("trials", ("active", "unknown", "ended")),),
        notes=(f"{unnamed} trials name a country and no site.",) if unnamed else (),
        facts={"pairs": len(rows), "sites": len({site for _, site in pairs})},
    )


def _columns(landscape: Landscape) -> tuple[Column, ...]:
    return (
        Column("sponsor", "Sponsor id", "key"),
        Column("place", "Site id", "key"),
        Column("label", "Lead sponsor", "name"),
        Column("type", "Type"),
        Column("site", "Site"),
        Column("trials", "Trials", "count"),
        *status_columns(landscape),
        Column("first", "First stated start", "date"),
    )
