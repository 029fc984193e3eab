"""Where the ladder of phases is cut: what counts as early and as far along."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cartreport.briefing.desk import Desk


def second_phase(desk: Desk) -> int:
    """The order of phase 2 on the ladder; of a ladder without one, its top; of an empty one, 0."""
    phases = desk.landscape.vocabulary["phases"]
    if "phase-2" in phases:
        return phases["phase-2"].order or 0
    return max((term.order or 0 for term in phases), default=0)
