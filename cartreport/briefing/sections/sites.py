"""Companies and the hospitals where their trials run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.briefing.grids import grid_of, spread
from cartreport.briefing.guards import first, kept
from cartreport.briefing.numbers import Names
from cartreport.briefing.sections.doubt import doubt_line, marked_rows, marks_line
from cartreport.briefing.sections.phase_grid import drawn

if TYPE_CHECKING:
    from cartreport.briefing.briefing import Exhibit
    from cartreport.briefing.desk import Desk

ROWS, MOST = 10, 20
"""So many pairs are listed; of more that tie none are: there is nothing that leads."""
WIDTHS = {"label": 36.0, "site": 72.0, "trials": 15.0}
GROUPS = 51.0
"""The width of all groups of statuses together."""


def sites_exhibits(desk: Desk) -> list[Exhibit]:
    """The pairs with most trials, their sponsors companies of the landscape; none without sites."""
    pairs = [pair for pair in desk.view("sponsor-sites") if pair["company"]]
    if not pairs:
        return []
    sites = desk.view("sponsor-sites")
    firm = [pair for pair in pairs if not pair["doubtful"]]
    lead = first(firm or pairs, "trials")
    shown = kept(pairs, lambda pair: pair.n("trials"), ROWS)
    if len(shown) > MOST:
        return []
    lone, every = sites.rows(pair for pair in pairs if pair["trials"] == 1), sites.rows(pairs)
    named = (desk.words("sites.name", sponsor=p["label"], site=p["site"]) for p in lead)
    values: dict[str, object] = {
        **drawn(desk, "sites.drawn", pairs, shown, "trials"),
        "pairs": every,
        "pair": Names(named),
        "pair_n": sites.rows(lead),
        "n": lead[0]["trials"],
        "doubt": doubt_line(desk, "sponsor-sites", "trials", named=shown)
        + marks_line(desk, shown, "trials"),
        "lone": desk.clause("sites.lone", lone=lone, pairs=every) if lone < every else "",
    }
    widths = {**WIDTHS, **spread(sites, "status-group:", GROUPS)}
    return [
        desk.exhibit(
            "sites",
            "sponsor-sites",
            values=values,
            grid=marked_rows(grid_of(sites, widths, desk.words, shown), shown, "trials"),
        )
    ]
