"""Target set by indication, one row a filled cell: programmes, highest phase, companies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.by_target import SETS
from cartreport.landscape.target_indication import cells, leading

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table


def table(landscape: Landscape) -> Table:
    """One row a target set and indication with a programme; its highest phase is earned there."""
    return cells(
        landscape,
        "indication",
        id="target-indication-cells",
        title="Filled cells of target set by indication",
        rule=(
            f"Unit: programme. {SETS} A programme counts in every indication that it names: rows "
            f"overlap, totals are distinct. {leading(landscape)} Rows by target, then in the order "
            "of the indications."
        ),
    )
