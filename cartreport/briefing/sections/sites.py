"""Companies and the hospitals where their trials run."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.briefing.grids import grid_of
from cartreport.briefing.sections.doubt import doubt_line

if TYPE_CHECKING:
    from cartreport.briefing.briefing import Exhibit
    from cartreport.briefing.desk import Desk

ROWS = 10
WIDTHS = {
    "label": 36.0,
    "site": 72.0,
    "trials": 15.0,
    "active": 15.0,
    "unknown": 18.0,
    "ended": 18.0,
}


def sites_exhibits(desk: Desk) -> list[Exhibit]:
    """The pairs with most trials, their sponsors companies of the landscape; none without sites."""
    table = desk.table("sponsor-sites")
    known = set(desk.landscape.companies["id"])
    pairs = table.frame[table.frame["sponsor"].isin(known)]
    if not len(pairs):
        return []
    firm = pairs[pairs["doubtful"] == 0]
    lead = (firm if len(firm) else pairs).to_dict("records")[0]
    values = {
        "pairs": len(pairs),
        "shown": min(ROWS, len(pairs)),
        "pair": lead["label"],
        "site": lead["site"],
        "n": lead["trials"],
        "doubt": doubt_line(desk, "sponsor-sites"),
        "lone": int((pairs["trials"] == 1).sum()),
    }
    made = replace(table, frame=pairs, total=None)
    return [
        desk.exhibit(
            "sites",
            values=values,
            grid=grid_of(made, WIDTHS, desk.months, most=ROWS),
            source=desk.sources("sponsor-sites"),
        )
    ]
