"""How target sets crowd: what the largest hold of the programmes, and how many have one alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.briefing.guards import leading
from cartreport.briefing.numbers import Names, Share
from cartreport.briefing.sections.ladder import FAR, RANKED, late_rung, stage_columns
from cartreport.briefing.sections.pipelines import ACTIVE
from cartreport.briefing.sections.presumed import PRESUMED
from cartreport.briefing.view import programmes

if TYPE_CHECKING:
    from cartreport.briefing.desk import Desk
    from cartreport.briefing.numbers import Number

TOP = 3
"""Of so many target sets a sentence says what the largest hold, none of a tie parted."""


def crowding(desk: Desk) -> dict[str, object]:
    """The largest target sets, what they hold, and what stands alone on its set.

    ``solo_ranked``, ``solo_far``, ``solo_active``: of the programmes alone on their set, those on
    a rung, those on a late one that is not presumed, and the active ones.
    """
    if not desk.filled("by-target"):
        return {}
    view = desk.view("by-target")
    sets = view.stated
    top, known = leading(sets, programmes, TOP), view.count("programmes", sets)
    held: Number = view.count("programmes", top)
    alone = [line for line in sets if programmes(line) == 1]
    firm = [line for line in alone if not view.count(PRESUMED, [line])]
    active = [key for key in view.keys("status:") if key == ACTIVE]
    return {
        "top": Names(line["label"] for line in top),
        "top_n": held,
        "known": known,
        "top_share": Share(held, known),
        "solo": view.rows(alone),
        "solo_ranked": view.count(stage_columns(desk, view, RANKED), alone),
        "solo_far": view.count(stage_columns(desk, view, FAR), firm),
        "solo_active": view.count(active, alone),
        "sets": view.rows(),
        "rung": late_rung(desk),
    }
