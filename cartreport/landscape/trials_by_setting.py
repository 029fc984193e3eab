"""Trials in the focus country by setting, and which rule gave it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.cross import NONE, axis_of, table_frame
from cartreport.landscape.rows.settings import RULE
from cartreport.landscape.table import Column, Table
from cartreport.landscape.trials_frame import (
    focus_trials,
    grouped,
    read_from,
    status_columns,
    statuses,
    unit_of,
)

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.trials_frame import Trial

RULES = {"extract": "extract", "conditions": "conditions", "programme": "programme", NONE: "none"}
READ = {"words": "words", "target-class": "its target", "correction": "a person"}
"""Rules of `classify` alone: their columns are there where one of them placed a trial."""


def table(landscape: Landscape) -> Table:
    """One row a setting, not stated last; ``rule:<rule>`` counts the trials that a rule placed."""
    focus = focus_trials(landscape)
    by_setting = grouped(focus, "setting")
    axis = axis_of(landscape, "settings", by_setting, name="setting", head="Setting")

    met = {trial["setting_rule"] for trial in focus}
    rules = {**RULES, **{rule: head for rule, head in READ.items() if rule in met}}

    def counts(held: list[Trial]) -> dict[str, object]:
        used = [trial["setting_rule"] or NONE for trial in held]
        return {
            "trials": len(held),
            "share": len(held) / len(focus) if focus else None,
            **statuses(held),
            **{f"rule:{rule}": used.count(rule) for rule in rules},
        }

    rows = [
        {"id": place, "label": label, **counts(by_setting[None if place == NONE else place])}
        for place, label in axis.places.items()
    ]
    columns = (
        Column("id", "Id", "key"),
        Column("label", "Setting", "name"),
        Column("trials", "Trials", "count"),
        Column("share", "Share", "share"),
        *status_columns(landscape),
        *(
            Column(f"rule:{rule}", label, "count", group="Placed by")
            for rule, label in rules.items()
        ),
    )
    return Table(
        id="trials-by-setting",
        title=f"Trials in {landscape.project.focus.label} by setting",
        unit="trial",
        rule=f"{unit_of(landscape)} {RULE}",
        columns=columns,
        frame=table_frame(columns, rows),
        as_of=landscape.date_of("trials"),
        sources=read_from(landscape),
        total={"label": "All trials", **counts(focus)},
        parts=(
            ("trials", ("active", "unknown", "ended")),
            ("trials", tuple(f"rule:{rule}" for rule in rules)),
        ),
    )
