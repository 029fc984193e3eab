"""Trials by registry status, in three groups: active, unknown, ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.cross import table_frame
from cartreport.landscape.table import Column, Table
from cartreport.landscape.trials_frame import (
    DOUBTFUL,
    GROUPS,
    both,
    focus_trials,
    grouped,
    place_columns,
    places,
    standing,
    unit_of,
    world_trials,
)

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape


def table(landscape: Landscape) -> Table:
    """One row a status, by group and then in the order of the vocabulary.

    ``facts`` holds the three numbers of the focus country: active, unknown, ended.
    """
    trials, focus = world_trials(landscape), focus_trials(landscape)
    held = [trial["status_group"] for trial in focus]
    by_status = grouped(trials, "status")
    groups = [term.id for term in landscape.vocabulary["status-groups"]]
    terms = [term for term in landscape.vocabulary["statuses"] if term.id in by_status]
    terms.sort(key=lambda term: groups.index(term.group) if term.group in groups else len(groups))
    rows = [
        {
            "id": term.id,
            "label": term.label,
            "group": landscape.label("status-groups", term.group or term.id),
            **places(landscape, by_status[term.id]),
            **standing([trial for trial in by_status[term.id] if trial["in_focus"]]),
        }
        for term in terms
    ]
    columns = (
        Column("id", "Id", "key"),
        Column("label", "Status", "name"),
        Column("group", "Group"),
        *place_columns(landscape),
        DOUBTFUL,
    )
    return Table(
        id="trials-by-status",
        title="Trials by registry status",
        unit="trial",
        rule=(
            f"{unit_of(landscape)} Statuses are those of the registry; `unknown` is its own word "
            "for a record that nobody has verified for two years past its expected end."
        ),
        columns=columns,
        frame=table_frame(columns, rows),
        as_of=landscape.date_of("trials"),
        sources=landscape.source_ids("trials"),
        total={"label": "All trials", **places(landscape, trials), **standing(focus)},
        notes=(both(landscape, trials),),
        facts={group: held.count(group) for group in GROUPS},
    )
