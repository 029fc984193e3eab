"""How target sets crowd: what the largest hold of the programmes, and how many have one alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.briefing.numbers import LEAST, Share
from cartreport.briefing.view import leading, programmes

if TYPE_CHECKING:
    from cartreport.briefing.briefing import Statement
    from cartreport.briefing.desk import Desk
    from cartreport.briefing.numbers import Number

SETS, TOP = 4, 3
"""Target sets that there must be before a sentence speaks of how they crowd, and of how many."""


def crowded(desk: Desk) -> dict[str, object] | None:
    """The largest target sets, none of a tie parted; nothing where there are too few to say it."""
    if not desk.filled("by-target"):
        return None
    view = desk.view("by-target")
    sets = view.stated
    top, known = leading(sets, programmes, TOP), view.count("programmes", sets)
    if len(sets) < SETS or known < LEAST or not top:
        return None
    held: Number = view.count("programmes", top)
    return {
        "top": desk.words.joined([line["label"] for line in top]),
        "top_sets": view.rows(top),
        "top_n": held,
        "known": known,
        "top_share": Share(held, known),
        "solo": view.rows(line for line in sets if programmes(line) == 1),
        "sets": view.rows(),
    }


def crowding(desk: Desk) -> Statement | None:
    """The sentence of the summary; withheld where :func:`crowded` has nothing."""
    sets = crowded(desk)
    return desk.statement("summary.crowding", values=sets) if sets else None
