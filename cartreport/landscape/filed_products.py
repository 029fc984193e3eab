"""Products whose application is filed and not decided, each with the page that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.access import newest
from cartreport.landscape.listed import listed
from cartreport.landscape.rows.facts import marked
from cartreport.landscape.table import heads
from cartreport.sources.roles import FILING

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table

COLUMNS = heads("id:key label:name company target step date:date presumed marked:terms refs:refs")


def table(landscape: Landscape) -> Table:
    """One row a product; ``presumed``: nothing but weak pages says that it is filed."""
    rows = []
    for product in landscape.rows("products"):
        if product["stage"] != FILED:
            continue
        steps = newest(landscape, product["id"], FILING)
        step = steps[0] if steps else {}
        rows.append(
            {
                "id": product["id"],
                "label": product["short"],
                "company": product["company_short"],
                "target": product["target"],
                "step": landscape.label("filing-steps", step.get("text")),
                "date": step.get("as_of"),
                "presumed": "yes" if product["presumed"] else "no",
                "marked": ("step",) if step and marked(step) else (),
                "refs": step.get("refs", ()),
            }
        )
    return listed(
        landscape, COLUMNS, rows, id="filed-products", unit="product", kinds=("products",)
    )


FILED = "filed"
"""The stage of a product that waits for a decision."""
