"""Trials of the focus country that are new since the edition before, the highest phase first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cartreport.landscape.listed import listed
from cartreport.landscape.table import heads

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table

RULE, NEWS = "trial-new", "news"
"""The rule of a new trial, and the grade that it has unless a project says otherwise."""
COLUMNS = heads("id:key label:name sponsor target setting phase start:date doubt")


def table(landscape: Landscape) -> Table:
    """One row a trial; of one phase those of doubtful standing last. None in a first edition."""
    found = sorted(_trials(landscape), key=lambda trial: _place(landscape, trial))
    return listed(
        landscape,
        COLUMNS,
        (_row(landscape, trial) for trial in found),
        id="new-trials",
        unit="change",
        kinds=("trials", "labels"),
    )


def _trials(landscape: Landscape) -> Iterator[Mapping[str, Any]]:
    """The records: of what the landscape counts, and of what its labels keep out."""
    for event in landscape.rows("changes"):
        if event["rule"] == RULE and event["grade"] == NEWS and event["in_focus"]:
            held = (landscape.by_id(name).get(event["record"]) for name in ("trials", "outside"))
            yield from filter(None, held)


def _place(landscape: Landscape, trial: Mapping[str, Any]) -> tuple[int, bool, str]:
    phases, phase = landscape.vocabulary["phases"], trial["phase"] or ""
    rung = (phases[phase].order or 0) if phase in phases else 0
    return -rung, bool(trial["doubt"]), trial["id"]


def _row(landscape: Landscape, trial: Mapping[str, Any]) -> dict[str, object]:
    return {
        "id": trial["id"],
        "label": trial["id"],
        "sponsor": trial["sponsor_short"],
        "target": trial["target"],
        "setting": landscape.short("settings", trial["setting"]) if trial["setting"] else None,
        "phase": landscape.short("phases", trial["phase"]) if trial["phase"] else None,
        "start": trial["start"],
        "doubt": trial["doubt"],
    }
