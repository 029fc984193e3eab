"""Trials by what their records say of the product and the study: source, construct, route, line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.cross import NONE, axis_of, table_frame
from cartreport.landscape.table import Column, Table
from cartreport.landscape.trials_frame import (
    LABELLED,
    both,
    place_columns,
    places,
    read_from,
    status_columns,
    statuses,
    unit_of,
    world_trials,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartreport.landscape.model import Landscape
    from cartreport.landscape.trials_frame import Trial


def table(landscape: Landscape) -> Table:
    """One row an axis and value, the axes as ``trial_facets`` in sources.yaml orders them.

    ``more`` counts the focus country's trials that stand in another row of the axis too; ``own``
    those that stand in the row by what their own records say. ``stated`` and ``own`` in ``facts``
    hold, by axis, how many of its trials are labelled at all, and by their own records.
    """
    trials = world_trials(landscape)
    focus = [trial for trial in trials if trial["in_focus"]]
    rows: list[dict[str, object]] = []
    stated: dict[str, int] = {}
    own: dict[str, int] = {}
    for axis in landscape.project.trial_facets:
        values, told = landscape.labelled(axis), landscape.labelled(axis, own=True)
        stated[axis] = sum(trial["id"] in values for trial in focus)
        own[axis] = sum(trial["id"] in told for trial in focus)
        rows += _rows(landscape, axis, trials)
    columns = (
        Column("id", "Id", "key"),
        Column("axis", "Axis"),
        Column("label", "Value", "name"),
        *place_columns(landscape),
        Column("share", f"Share of {landscape.project.focus.label}", "share"),
        Column("own", "By its own record", "count"),
        Column("more", "Also in another row", "count"),
        *status_columns(landscape),
    )
    return Table(
        id="trials-by-design",
        title="Trials by design",
        unit="trial",
        rule=(
            f"{unit_of(landscape)} {LABELLED} Each axis counts every trial: one with two values "
            "stands in two rows of it, and says so under `also in another row`. `By its own "
            "record` is the same count without what siblings, programmes, product names, other "
            "labels and corrections give."
        ),
        columns=columns,
        frame=table_frame(columns, rows),
        as_of=landscape.date_of("trials"),
        sources=read_from(landscape),
        notes=(both(landscape, trials),),
        parts=(("focus", ("active", "unknown", "ended")),),
        facts={"stated": stated, "own": own, "trials": len(focus)},
    )


def _rows(landscape: Landscape, axis: str, trials: list[Trial]) -> Iterator[dict[str, object]]:
    """The rows of one axis: its terms in their order, not stated last."""
    values, told = landscape.labelled(axis), landscape.labelled(axis, own=True)
    held: dict[str, list[Trial]] = {}
    for trial in trials:
        for value in values.get(trial["id"], (NONE,)):
            held.setdefault(value, []).append(trial)
    focus = [trial for trial in trials if trial["in_focus"]]
    whole = len(focus)
    title = landscape.vocabulary[axis].title
    for place in axis_of(landscape, axis, held, name=axis, head="").places:
        inside = [trial for trial in held[place] if trial["in_focus"]]
        yield {
            "id": f"{axis}:{place}",
            "axis": title,
            "label": landscape.label(axis, None if place == NONE else place),
            **places(landscape, held[place]),
            "share": len(inside) / whole if whole else None,
            "own": sum(place in told.get(trial["id"], (NONE,)) for trial in focus),
            "more": sum(len(values.get(trial["id"], ())) > 1 for trial in inside),
            **statuses(inside),
        }
