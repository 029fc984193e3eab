"""What an exhibit says of the trials of doubtful standing that it leans on."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cartreport.briefing.sections.superlative import LEAST

if TYPE_CHECKING:
    from cartreport.briefing.desk import Desk

LEANS = 0.1
"""An exhibit leans on them where they are so much of one of its rows."""


def doubt_line(desk: Desk, table: str = "", base: str = "trials", most: int = 1000) -> str:
    """The line for an exhibit over the focus country's trials; empty where none is doubtful.

    With a table it is for exhibits that lean on them: in a row with ``LEAST`` trials or more, by
    the column ``base``, they are a tenth; ``most``: so many rows are drawn.
    """
    trials = desk.focus_trials
    doubtful = trials[trials["doubt"].notna()]
    if not len(doubtful) or (table and not _leans(desk, table, base, most)):
        return ""
    by_sponsor = Counter(doubtful["sponsor_short"])
    ranked = sorted(by_sponsor.items(), key=lambda item: (-item[1], item[0]))
    named = [desk.words("doubt.sponsor", name=name, n=n) for name, n in ranked]
    firm = len(trials) - len(doubtful)
    return desk.words("doubt.line", n=len(doubtful), names=", ".join(named), firm=firm)


def _leans(desk: Desk, table: str, base: str, most: int) -> bool:
    rows = desk.tables[table].frame[[base, "doubtful"]].head(most).itertuples(index=False)
    return any(n >= LEAST and doubtful >= LEANS * n for n, doubtful in rows)
