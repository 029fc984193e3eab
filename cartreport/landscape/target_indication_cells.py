"""Target set by indication, one row a filled cell: programmes, highest phase, companies."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
        rule=landscape.words("target-indication-cells.rule", leading=leading(landscape)),
    )
