"""Companies and the hospitals where their trials run."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.briefing.grids import grid_of, spread
from cartreport.briefing.numbers import Bound
from cartreport.briefing.sections.doubt import doubt_line
from cartreport.briefing.sections.superlative import first

if TYPE_CHECKING:
    from cartreport.briefing.briefing import Exhibit
    from cartreport.briefing.desk import Desk

ROWS = 10
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
    values: dict[str, object] = {
        "pairs": sites.rows(pairs),
        "shown": Bound(min(ROWS, len(pairs))),
        "pair": lead[0]["label"],
        "site": lead[0]["site"],
        "tied": sites.rows(lead),
        "n": lead[0]["trials"],
        "doubt": doubt_line(desk, "sponsor-sites", "trials"),
        "lone": sites.rows(pair for pair in pairs if pair["trials"] == 1),
    }
    widths = {**WIDTHS, **spread(sites, "status-group:", GROUPS)}
    made = desk.exhibit(
        "sites",
        values=values,
        grid=grid_of(sites, widths, desk.months, pairs[:ROWS]),
        source=desk.sources("sponsor-sites"),
    )
    if len(lead) > 1:
        made = replace(made, title=desk.words("sites.title.tied", **values))
    return [made]
