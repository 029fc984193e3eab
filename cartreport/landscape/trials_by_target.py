"""Trials by what their product binds, as read from the records: the focus country and the world."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.cross import NONE, TIES, Axis, axis_of, ordered, table_frame
from cartreport.landscape.model import NOT_STATED
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
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.trials_frame import Trial

SPLIT = {"none": "not stated", "alone": "it alone", "paired": "a pair", "more": "three or more"}


def table(landscape: Landscape) -> Table:
    """One row a target; ``alone``, ``paired`` and ``more`` split the focus country's trials.

    ``setting:<id>`` and the statuses are of the focus country too; ``first`` is its first start.
    """
    trials = world_trials(landscape)
    by_target = _by_target(trials)
    settings = axis_of(
        landscape,
        "settings",
        [trial["setting"] for trial in trials if trial["in_focus"]],
        name="setting",
        head=f"{landscape.project.focus.label}, by setting",
    )

    rows = [
        {
            "id": target,
            "label": landscape.label("targets", target) if target != NONE else NOT_STATED,
            **_counts(landscape, held, settings),
        }
        for target, held in by_target.items()
    ]
    columns = _columns(landscape, settings)
    total = {
        key: value for key, value in _counts(landscape, trials, settings).items() if key != "first"
    }
    return Table(
        id="trials-by-target",
        title="Trials by target",
        unit="trial",
        rule=(
            f"{unit_of(landscape)} {LABELLED} A trial counts under each target, so rows add up to "
            f"more than the trials; totals are distinct. {TIES}"
        ),
        columns=columns,
        frame=table_frame(columns, ordered(rows, "focus", "world")),
        as_of=landscape.date_of("trials"),
        sources=read_from(landscape),
        total={"label": "All trials", **total},
        notes=(both(landscape, trials),),
        overlaps=tuple(column.key for column in columns if column.kind == "count"),
        parts=(
            ("focus", tuple(SPLIT)),
            ("focus", settings.keys),
            ("focus", ("active", "unknown", "ended")),
        ),
        facts={"targets": len(set(by_target) - {NONE})},
    )


def _by_target(trials: list[Trial]) -> dict[str, list[Trial]]:
    found: dict[str, list[Trial]] = {}
    for trial in trials:
        for target in trial["targets"] or (NONE,):
            found.setdefault(target, []).append(trial)
    return found


def _columns(landscape: Landscape, settings: Axis) -> tuple[Column, ...]:
    label = landscape.project.focus.label
    return (
        Column("id", "Id", "key"),
        Column("label", "Target", "name"),
        *place_columns(landscape),
        *(Column(key, head, "count", group=f"{label}, binds") for key, head in SPLIT.items()),
        *settings.columns,
        *status_columns(landscape),
        Column("first", f"First stated start in {label}", "date"),
    )


def _counts(landscape: Landscape, held: list[Trial], settings: Axis) -> dict[str, object]:
    focus = [trial for trial in held if trial["in_focus"]]
    sizes = [len(trial["targets"]) for trial in focus]
    placed = [trial["setting"] or NONE for trial in focus]
    return {
        **places(landscape, held),
        "none": sizes.count(0),
        "alone": sizes.count(1),
        "paired": sizes.count(2),
        "more": sum(size > 2 for size in sizes),
        **{settings.key(place): placed.count(place) for place in settings.places},
        **statuses(focus),
        "first": min((trial["start"] for trial in focus if trial["start"]), default=None),
    }
