"""What an exhibit says of the trials of doubtful standing that it leans on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.briefing.sections.superlative import LEAST

if TYPE_CHECKING:
    from cartreport.briefing.desk import Desk

LEANS = 0.1
"""An exhibit leans on them where they are so much of one of its rows."""


def doubt_line(desk: Desk, table: str = "", base: str = "n", most: int = 1000) -> str:
    """The line for an exhibit over the focus country's trials; empty where none is doubtful.

    With a table it is for exhibits that lean on them: in a row with ``LEAST`` trials or more, by
    the column ``base``, they are a tenth; ``most``: so many rows are drawn.
    """
    sponsors = desk.view("trials-by-sponsor")
    doubtful = [line for line in sponsors if line["doubtful"]]
    if not doubtful or (table and not _leans(desk, table, base, most)):
        return ""
    ranked = sorted(doubtful, key=lambda line: (-line["doubtful"], line["label"]))
    named = [desk.words("doubt.sponsor", name=s["label"], n=s["doubtful"]) for s in ranked]
    total = sponsors.total
    return desk.words("doubt.line", n=total["doubtful"], names=", ".join(named), firm=total["firm"])


def _leans(desk: Desk, table: str, base: str, most: int) -> bool:
    lines = desk.view(table).lines[:most]
    return any(line[base] >= LEAST and line["doubtful"] >= LEANS * line[base] for line in lines)
