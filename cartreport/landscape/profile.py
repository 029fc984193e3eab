"""What a group of programmes holds: the columns that tables by company, target, phase share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cartreport.landscape.cross import Axis, axis_of
from cartreport.landscape.table import Column

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape

Programme = dict[str, Any]

COUNTED = (
    "Unit: programme. Each counts once, at its highest phase in the focus country, under its "
    "developing company; partners do not count. What else is counted is distinct within a row and "
    "may stand in several rows."
)
TRIALS = "Trials: those in the landscape that a programme lists, with a site in the focus country."
SPONSORED = "Trials sponsored: lead sponsor by name."


def of_trials(landscape: Landscape, *sentences: str) -> str:
    """Sentences of a rule about trials; none where the project has no source of them."""
    return " ".join(sentences) + " " if landscape.has("trials") else ""


@dataclass(frozen=True)
class Profiles:
    """Programmes by id, and the axes along which they are counted."""

    programmes: Mapping[str, Programme]
    phases: Axis
    statuses: Axis
    trials_focus: frozenset[str]
    approved: Mapping[str, frozenset[str]]

    @property
    def columns(self) -> tuple[Column, ...]:
        """programmes, status groups, phases, companies, targets, approved, trials, presumed."""
        return (
            Column("programmes", "Programmes", "count"),
            *self.statuses.columns,
            *self.phases.columns,
            Column("companies", "Companies", "count"),
            Column("targets", "Targets", "count"),
            Column("approved", "Approved products", "count", of="products"),
            Column("trials", "Trials", "count", of="trials"),
            Column("presumed", "Phase is presumed", "count"),
        )

    @property
    def parts(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Statuses add up to the programmes, and so do phases."""
        return ("programmes", self.statuses.keys), ("programmes", self.phases.keys)

    def but(self, *keys: str) -> tuple[Column, ...]:
        """The columns without those that say nothing in a table."""
        return tuple(column for column in self.columns if column.key not in keys)

    def total(self, *but: str) -> dict[str, object]:
        """The closing row: all programmes, counted distinctly, without some columns."""
        row = self.row(self.programmes)
        return {key: value for key, value in row.items() if key not in but}

    def row(self, ids: Iterable[str]) -> dict[str, object]:
        """The counts of some programmes, by column key."""
        held = [self.programmes[programme] for programme in dict.fromkeys(ids)]
        trials = {trial for programme in held for trial in programme["trials"]}
        approved = {p for programme in held for p in self.approved.get(programme["id"], ())}
        return {
            "programmes": len(held),
            **_along(self.statuses, [programme["status_group"] for programme in held]),
            **_along(self.phases, [programme["phase"] for programme in held]),
            "companies": len({programme["company"] for programme in held} - {None}),
            "targets": len({target for programme in held for target in programme["targets"]}),
            "approved": len(approved),
            "trials": len(trials & self.trials_focus),
            "presumed": sum(programme["presumed"] for programme in held),
        }


def _along(axis: Axis, values: list[str]) -> dict[str, object]:
    return {axis.key(place): values.count(place) for place in axis.places}


def profiles_of(landscape: Landscape) -> Profiles:
    """The profiles of a landscape's programmes."""
    programmes = landscape.rows("programmes")
    approved: dict[str, set[str]] = {}
    for product in landscape.rows("products"):
        if product["programme"] and product["stage"] == "approved":
            approved.setdefault(product["programme"], set()).add(product["id"])
    return Profiles(
        programmes={programme["id"]: programme for programme in programmes},
        phases=axis_of(
            landscape,
            "phases",
            landscape.programmes["phase"],
            name="phase",
            head="Programmes by highest phase",
        ),
        statuses=axis_of(
            landscape,
            "status-groups",
            landscape.programmes["status_group"],
            name="status",
            head="By status",
        ),
        trials_focus=frozenset(
            trial["id"] for trial in landscape.rows("trials") if trial["in_focus"]
        ),
        approved={programme: frozenset(ids) for programme, ids in approved.items()},
    )
