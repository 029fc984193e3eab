"""Where the ladder of phases is cut: what counts as early and as far along."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cartreport.briefing.desk import Desk


LATE, MARKET = ("late",), ("filed", "approved")
"""The stages of far phases, as the vocabulary states them."""


def second_phase(desk: Desk) -> int:
    """The order of the first late rung of the ladder; above its top where none is late."""
    phases = desk.landscape.vocabulary["phases"]
    late = [term.order or 0 for term in phases if term.stage in (*LATE, *MARKET)]
    return min(late, default=max((term.order or 0 for term in phases), default=0) + 1)
