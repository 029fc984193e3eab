"""What the trial tables share: the columns of places, and counting by a column of the frame."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from cartreport.landscape.counted import counted
from cartreport.landscape.cross import Axis, axis_of
from cartreport.landscape.groups import Counted
from cartreport.landscape.measures import Group, Measure, where
from cartreport.landscape.table import Column

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape

Trial = dict[str, Any]


LABELLED = (
    "What a trial tests is read by rules; each label says what it rests on: the record's own words "
    "or fields, a product's name, a sibling record, a programme. Not stated is never a default."
)
"""What every table over labels prints."""
GROUPS = ("active", "unknown", "ended")
DOUBTFUL = Column("doubtful", "Of doubtful standing", "count")


def unit_of(landscape: Landscape) -> str:
    """The rule that every trial table prints first."""
    place = landscape.project.focus.label
    return (
        f"Unit: trial, by registry number. {place}: the record names a site in "
        f"{landscape.project.focus.country}; one that names no place stands apart. "
        f"{counted(landscape)}"
    ).rstrip()


def read_from(landscape: Landscape) -> tuple[str, ...]:
    """The sources of what a trial is: its labels, or what they would be read from."""
    labels = landscape.source_ids("labels")
    return (*landscape.source_ids("trials"), *(labels or landscape.source_ids("programmes")))


def place_columns(landscape: Landscape) -> tuple[Column, ...]:
    """focus, one column a peer (``peer:<country>``), rest, unplaced, world."""
    focus = landscape.project.focus
    return (
        Column("focus", focus.label, "count", group="Trials with a site in"),
        *(
            Column(f"peer:{peer.country}", peer.label, "count", group="Trials with a site in")
            for peer in focus.peers
        ),
        Column("rest", "Other places only", "count"),
        Column("unplaced", "No place named", "count"),
        Column("world", "World", "count"),
    )


def places(landscape: Landscape, trials: list[Trial]) -> dict[str, object]:
    """The counts of :func:`place_columns` over some trials."""
    return {
        "focus": sum(trial["in_focus"] for trial in trials),
        **{
            f"peer:{peer.country}": sum(peer.country in trial["peers"] for trial in trials)
            for peer in landscape.project.focus.peers
        },
        "rest": sum(
            bool(trial["countries"]) and not trial["in_focus"] and not trial["peers"]
            for trial in trials
        ),
        "unplaced": sum(not trial["countries"] for trial in trials),
        "world": len(trials),
    }


def unplaced_of_home(trials: list[Trial]) -> list[Trial]:
    """The trials that name no place and whose lead sponsor runs one in the focus country.

    They are a lower bound of what the focus country's count may lack; no count moves them there.
    """
    here = {trial["sponsor"] for trial in trials if trial["in_focus"]}
    return [trial for trial in trials if not trial["countries"] and trial["sponsor"] in here]


def both(landscape: Landscape, trials: list[Trial]) -> str:
    """The note that says how many trials stand in two places."""
    shared = sum(trial["in_focus"] and bool(trial["peers"]) for trial in trials)
    blank = sum(not trial["countries"] for trial in trials)
    names = " and ".join(peer.label for peer in landscape.project.focus.peers)
    return (
        f"{shared} trials have sites in {landscape.project.focus.label} and in {names} and count "
        f"in both; {blank} records name no country, and the lead sponsors of "
        f"{len(unplaced_of_home(trials))} of these run trials in {landscape.project.focus.label}."
    )


def world_trials(landscape: Landscape) -> list[Trial]:
    """All trials of the export."""
    return landscape.rows("trials")


def focus_trials(landscape: Landscape) -> list[Trial]:
    """The trials with a site in the focus country."""
    return [trial for trial in world_trials(landscape) if trial["in_focus"]]


def grouped(trials: list[Trial], key: str) -> dict[Any, list[Trial]]:
    """Trials by the value of a column, ``None`` among them, in order of first sight."""
    found: dict[Any, list[Trial]] = {}
    for trial in trials:
        found.setdefault(trial[key], []).append(trial)
    return found


def status_counts(landscape: Landscape) -> list[Counted]:
    """active, unknown, ended, as the vocabulary words them; then those of doubtful standing."""
    return [
        *(Counted(column, _in_group(column.key)) for column in status_columns(landscape)[:-1]),
        Counted(DOUBTFUL, where(lambda trial: trial["doubt"])),
    ]


def _in_group(group: str) -> Measure:
    return where(lambda trial: trial["status_group"] == group)


def settings_of(landscape: Landscape, trials: Group) -> Axis:
    """The settings that occur among trials."""
    held = [trial["setting"] for trial in trials]
    return axis_of(landscape, "settings", held, name="setting", head="By setting")


def sponsor_of(trial: Mapping[str, Any]) -> str:
    """The id of the lead sponsor, or its name in the registry where no record lists it."""
    return str(trial["sponsor_id"] or trial["sponsor"])


def sponsors_of(trials: Group) -> Iterable[str]:
    """The measure that counts lead sponsors."""
    return map(sponsor_of, trials)


def statuses(trials: list[Trial]) -> dict[str, object]:
    """The three numbers, active, unknown and ended; and how many are of doubtful standing."""
    held = [trial["status_group"] for trial in trials]
    return {**{group: held.count(group) for group in GROUPS}, **standing(trials)}


def standing(trials: list[Trial]) -> dict[str, object]:
    """How many of the trials are of doubtful standing: they are counted, and said."""
    return {"doubtful": sum(bool(trial["doubt"]) for trial in trials)}


def status_columns(landscape: Landscape) -> tuple[Column, ...]:
    """active, unknown, ended, as the vocabulary words them; then those of doubtful standing."""
    return (
        *(
            Column(group, landscape.short("status-groups", group), "count", group="By status")
            for group in GROUPS
        ),
        DOUBTFUL,
    )
