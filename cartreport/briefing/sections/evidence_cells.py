"""Marks and colours that several sections give to a record's cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cartreport.briefing.briefing import Mark
    from cartreport.briefing.desk import Desk
    from cartreport.briefing.view import Line


def hue(desk: Desk, setting: str | None) -> str:
    """The colour token of a setting, by its id or its label; else the unclear one."""
    return next((hue for *known, hue in desk.settings if setting in known), "hue-d")


def weak(confidence: object) -> Mark:
    """The question mark of what rests on a weak source or on none."""
    return "disputed" if confidence in ("low", "unverified") else ""


def mark_of(line: Line, column: str) -> Mark:
    """The question mark of a cell that another source contradicts, or that rests on a weak one."""
    return "disputed" if column in line["marked"] else ""
