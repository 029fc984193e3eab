"""The contents: the template lists the sections and their exhibits with page numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cartreport.briefing.briefing import Section
    from cartreport.briefing.desk import Desk

KIND = "contents"


def section(desk: Desk) -> Section:
    """An empty section: the list is made from the briefing itself."""
    return desk.section("contents", KIND)
