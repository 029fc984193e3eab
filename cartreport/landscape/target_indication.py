"""Target set by disease group: where programmes crowd, and where there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.by_target import SETS, target_key
from cartreport.landscape.cross import NONE, axis_of
from cartreport.landscape.matrix import matrix
from cartreport.landscape.model import NOT_STATED
from cartreport.landscape.profile import profiles_of

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table

GROUPS = (
    "A programme counts in every disease group that it names, so columns add up to more than the "
    "programmes of a row; margins are distinct."
)


def table(landscape: Landscape) -> Table:
    """One row a target set, one column a disease group; a cell counts programmes."""
    profiles = profiles_of(landscape)
    held = profiles.programmes
    named = landscape.programme_indications
    cells = [
        (target_key(held[programme]["targets"]), group or NONE, programme)
        for programme, group in zip(named["programme"], named["group"], strict=True)
    ]
    placed = {programme for _, _, programme in cells}
    cells += [
        (target_key(programme["targets"]), NONE, programme["id"])
        for programme in held.values()
        if programme["id"] not in placed
    ]
    labels = {target_key(p["targets"]): p["target"] or "" for p in held.values()}
    return matrix(
        landscape,
        id="target-indication",
        title="Programmes by target set and disease group",
        head="Target",
        labels={**labels, NONE: NOT_STATED},
        axis=axis_of(
            landscape,
            "indication-groups",
            [column for _, column, _ in cells],
            name="group",
            head="Programmes by disease group",
        ),
        cells=cells,
        rule=f"Unit: programme. {SETS.split(' `')[0]} {GROUPS}",
        overlapping=True,
    )
