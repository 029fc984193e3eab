"""The evidence list: every source that a sentence or a cell cites, by its number."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.briefing.numbers import Bound

if TYPE_CHECKING:
    from cartreport.briefing.briefing import Section
    from cartreport.briefing.desk import Desk

KIND = "evidence"


def section(desk: Desk) -> Section | None:
    """All evidence cited anywhere in the briefing; ``None`` where nothing is."""
    if not desk.evidence:
        return None
    grades = [item.grade for item in desk.evidence]
    counts = {grade: Bound(grades.count(grade)) for grade in "ABCD"}
    values = {
        "n": Bound(len(grades)),
        "kinds": Bound(len(set(grades))),
        "grade": next(iter(grades), ""),
        "grades": desk.listed("evidence.grades_of", counts),
    }
    return replace(desk.section("evidence", KIND, values=values), evidence=desk.evidence)
