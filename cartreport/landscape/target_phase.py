"""Target set by highest phase: how far each target has come, and how often."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.by_target import SETS, target_key
from cartreport.landscape.cross import NONE
from cartreport.landscape.matrix import matrix
from cartreport.landscape.model import NOT_STATED
from cartreport.landscape.profile import profiles_of

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table


def table(landscape: Landscape) -> Table:
    """One row a target set, one column a phase."""
    profiles = profiles_of(landscape)
    held = list(profiles.programmes.values())
    labels = {target_key(programme["targets"]): programme["target"] or "" for programme in held}
    return matrix(
        landscape,
        id="target-phase",
        title="Programmes by target set and highest phase",
        head="Target",
        labels={**labels, NONE: NOT_STATED},
        axis=profiles.phases,
        cells=[
            (target_key(programme["targets"]), programme["phase"], programme["id"])
            for programme in held
        ],
        rule=f"Unit: programme. Each counts once. {SETS.split(' `')[0]}",
    )
