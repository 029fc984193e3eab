"""What the trial tables share that are no declarations: their trials, rule, sponsors and status."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cartreport.landscape.counted import counted
from cartreport.landscape.cross import Axis
from cartreport.landscape.framing import records
from cartreport.landscape.groups import Counted, along, count
from cartreport.landscape.measures import Group, where

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape

Trial = dict[str, Any]
ASKED = (
    "id",
    "sponsor",
    "sponsor_id",
    "sponsor_short",
    "sponsor_type",
    "status_group",
    "begun",
    "doubt",
    "start",
    "start_year",
    "sites",
    "targets",
)
"""The columns that these tables read."""


def unit_of(landscape: Landscape) -> str:
    """The rule that every such table prints first."""
    return landscape.words("counted.trial", counted=counted(landscape)).rstrip()


def focus_trials(landscape: Landscape) -> list[Trial]:
    """The trials with a site in the focus country: what is asked of each, as a mapping."""
    found = landscape.found
    if "focus trials" not in found:
        here = landscape.trials["in_focus"].astype(bool)
        found["focus trials"] = records(landscape.trials.loc[here, list(ASKED)])
    trials: list[Trial] = found["focus trials"]
    return trials


def doubtful() -> Counted:
    """The trials of doubtful standing: they are counted, and said."""
    return count("doubtful", where(lambda trial: trial["doubt"]))


def status_axis(landscape: Landscape) -> Axis:
    """The groups of statuses, met or not."""
    groups = landscape.vocabulary["status-groups"]
    places = {term.id: landscape.short("status-groups", term.id) for term in groups}
    return Axis("status-group", landscape.words("axis.status-group"), places)


def status_counts(landscape: Landscape) -> list[Counted]:
    """A column a group of statuses; then those of doubtful standing."""
    return [*along(status_axis(landscape), "status_group"), doubtful()]


def sponsor_of(trial: Mapping[str, Any]) -> str:
    """The id of the lead sponsor, or its name in the registry where no record lists it."""
    return str(trial["sponsor_id"] or trial["sponsor"])


def first_start(_: str, trials: Group) -> str | None:
    """The earliest start that one of the trials states."""
    return min((trial["start"] for trial in trials if trial["start"]), default=None)
