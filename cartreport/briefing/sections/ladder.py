"""The ladder of phases: its rungs as columns, and the stages that exhibits tell apart."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cartreport.briefing.words import lower_first
from cartreport.landscape.cross import NONE

if TYPE_CHECKING:
    from cartreport.briefing.desk import Desk
    from cartreport.briefing.view import Line, View
    from cartreport.sources.vocabulary import Term

STAGES = {
    "early": ("early",),
    "middle": ("middle",),
    "late": ("late",),
    "market": ("filed", "approved"),
    "none": ("none",),
}
"""The stages as exhibits print them, each with those that a phase may state."""
FAR = (*STAGES["late"], *STAGES["market"])
RANKED = (*STAGES["early"], *STAGES["middle"], *FAR)
"""The stages of what stands on a rung: of the others nobody knows how far they are."""


def rungs(desk: Desk) -> list[Term]:
    """The phases with a place on the ladder, from the lowest."""
    ranked = [term for term in desk.terms("phases") if term.order is not None]
    return sorted(ranked, key=lambda term: term.order or 0)


def second_phase(desk: Desk) -> int:
    """The order of the first late rung of the ladder; above its top where none is late."""
    ladder = rungs(desk)
    late = [term.order or 0 for term in ladder if term.stage in FAR]
    return min(late, default=max((term.order or 0 for term in ladder), default=0) + 1)


def late_rung(desk: Desk) -> str:
    """What the first late rung is called within a sentence; nothing where none is late."""
    second = second_phase(desk)
    return next((lower_first(term.label) for term in rungs(desk) if term.order == second), "")


def far_lines(desk: Desk, view: View) -> list[Line]:
    """The rows of a table by phase that are late rungs of the ladder, or beyond them."""
    two = second_phase(desk)
    late = {term.id for term in rungs(desk) if (term.order or 0) >= two}
    return [line for line in view.stated if line.id in late]


def phase_columns(desk: Desk, view: View) -> list[tuple[str, tuple[str, ...]]]:
    """What a table by phase prints above its columns, and the view's columns under each.

    The rungs of the ladder come in their order, then what states a phase that is no rung, and
    what states none.
    """
    keys = view.keys("phase:")
    columns: dict[str, tuple[str, ...]] = {}
    for term in rungs(desk):
        if (key := f"phase:{term.id}") in keys:
            head = term.short or term.label
            columns[head] = (*columns.get(head, ()), key)
    apart = _apart(desk, view)
    if apart:
        head = apart[0].short or apart[0].label
        columns[desk.words("phase.apart") if apart[1:] else head] = _keys(apart)
    if f"phase:{NONE}" in keys:
        columns[desk.words("none")] = (f"phase:{NONE}",)
    return list(columns.items())


def _apart(desk: Desk, view: View) -> list[Term]:
    """The phases that are no rung of the ladder and that the table has."""
    keys = view.keys("phase:")
    return [t for t in desk.terms("phases") if t.order is None and f"phase:{t.id}" in keys]


def _keys(terms: Iterable[Term]) -> tuple[str, ...]:
    return tuple(f"phase:{term.id}" for term in terms)


def stage_name(desk: Desk, view: View, stage: str) -> str:
    """What a stage is called: by the rungs of the ladder that the table has of it."""
    keys = view.keys("phase:")
    if stage == "none":
        apart = _apart(desk, view)
        if apart and (apart[1:] or f"phase:{NONE}" in keys):
            return desk.words("phase.apart")
        return apart[0].label if apart else desk.words("phase.none")
    terms = [term for term in rungs(desk) if f"phase:{term.id}" in keys]
    held = [term.short or term.label for term in terms if term.stage in STAGES[stage]]
    if not held:
        return desk.words("none")
    return desk.words(f"targets.stage.{stage}", rungs=desk.words.joined(held), last=held[-1])


def stage_columns(desk: Desk, view: View, stages: Iterable[str]) -> tuple[str, ...]:
    """The view's columns of the phases of some stages; a rung without one is early.

    What is no rung of the ladder, and what is not stated, is of the stage ``none``.
    """
    wanted = set(stages)
    by_key = {f"phase:{term.id}": term.stage or "early" for term in rungs(desk)}
    return tuple(key for key in view.keys("phase:") if by_key.get(key, "none") in wanted)
