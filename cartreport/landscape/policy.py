"""Rules, reimbursement rounds and safety actions by date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.deals import newest_first
from cartreport.landscape.listed import listed
from cartreport.landscape.table import heads

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table

COLUMNS = heads(
    "id:key date:date effective:date jurisdiction here body category group label:name"
    " confidence refs:refs note"
)


def table(landscape: Landscape) -> Table:
    """One row an event, the newest first; ``here``: its jurisdiction is the focus country's."""
    focus = landscape.project.focus
    home = {_jurisdiction(landscape, name) for name in (focus.country, focus.label)}
    rows = [
        {
            **{column.key: event.get(column.key) for column in COLUMNS},
            "jurisdiction": _named(landscape, event["jurisdiction"]),
            "here": "yes"
            if focus.everywhere or _jurisdiction(landscape, event["jurisdiction"]) in home
            else "no",
            "category": landscape.label("policy-categories", event["category"]),
            "group": landscape.label(
                "policy-groups", landscape.parent("policy-categories", event["category"])
            ),
            "label": event["summary"],
        }
        for event in newest_first(landscape.rows("policy"))
    ]
    return listed(landscape, COLUMNS, rows, id="policy", unit="event", kinds=("policy",))


def _named(landscape: Landscape, name: str) -> str:
    """A jurisdiction as the vocabulary labels it, whether its id stands there or its name."""
    id = landscape.vocabulary["jurisdictions"].find(name)
    return landscape.label("jurisdictions", id) if id else name


def _jurisdiction(landscape: Landscape, name: str) -> str:
    """The id of a jurisdiction by its name; the name itself where the vocabulary has none."""
    return landscape.vocabulary["jurisdictions"].find(name) or name
