"""What an exhibit says of programmes whose highest phase is presumed: a mark, and a line."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from cartreport.briefing.briefing import Cell
    from cartreport.briefing.desk import Desk


def marked(cell: Cell, frame: pd.DataFrame, phases: Collection[str | None]) -> Cell:
    """The count of a frame's programmes in some phases, with “?” where one of them is presumed."""
    presumed = frame[frame["presumed"].astype(bool)]["phase"].isin([*phases])
    return replace(cell, mark="disputed") if presumed.any() else cell


def firm(frame: pd.DataFrame) -> pd.DataFrame:
    """The programmes whose highest phase is stated: what a finding may count."""
    return frame[~frame["presumed"].astype(bool)]


def presumed_line(desk: Desk, frame: pd.DataFrame) -> str:
    """The line under an exhibit that counts these programmes by phase; empty where none is."""
    names = sorted(frame[frame["presumed"].astype(bool)]["short"], key=str.casefold)
    if not names:
        return ""
    return desk.words("presumed.line", n=len(names), names=", ".join(names))
