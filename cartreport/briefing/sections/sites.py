"""Companies and the hospitals where their trials run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.briefing.grids import grid_of
from cartreport.briefing.numbers import Bound
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
    pairs = [pair for pair in desk.view("sponsor-sites") if pair["company"]]
    if not pairs:
        return []
    firm = [pair for pair in pairs if not pair["doubtful"]]
    lead = (firm or pairs)[0]
    sites = desk.view("sponsor-sites")
    values: dict[str, object] = {
        "pairs": sites.rows(pairs),
        "shown": Bound(min(ROWS, len(pairs))),
        "pair": lead["label"],
        "site": lead["site"],
        "n": lead["trials"],
        "doubt": doubt_line(desk, "sponsor-sites"),
        "lone": sites.rows(pair for pair in pairs if pair["trials"] == 1),
    }
    return [
        desk.exhibit(
            "sites",
            values=values,
            grid=grid_of(sites, WIDTHS, desk.months, pairs[:ROWS]),
            source=desk.sources("sponsor-sites"),
        )
    ]
