"""The evidence list: every source that a sentence or a cell cites, by its number."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cartreport.briefing.briefing import Section
    from cartreport.briefing.desk import Desk

KIND = "evidence"


def section(desk: Desk) -> Section:
    """All evidence cited anywhere in the briefing."""
    grades = Counter(item.grade for item in desk.evidence)
    values: dict[str, object] = {"n": len(desk.evidence), **{g: grades[g] for g in "ABC"}}
    return replace(desk.section("evidence", KIND, values=values), evidence=desk.evidence)
