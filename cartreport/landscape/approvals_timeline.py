"""Approvals one by one: each licensed use with its date, type and confidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cartreport.landscape.approved_products import approval_type, licensed_uses
from cartreport.landscape.listed import listed
from cartreport.landscape.rows.facts import WEAK
from cartreport.landscape.rows.settings import setting_of_indication
from cartreport.landscape.table import heads
from cartreport.sources.dates import first_day
from cartreport.sources.roles import APPROVAL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table

COLUMNS = heads(
    "id:key use_id:key date:date label:name company target use disease line"
    " indications:terms setting type nth:number confidence marked:terms refs:refs"
    " date_refs:refs type_refs:refs"
)


def table(landscape: Landscape) -> Table:
    """One row an approval of a use, oldest first; ``nth`` counts within the product."""
    held = [use for uses in licensed_uses(landscape).values() for use in uses]
    held.sort(key=_turn)
    seen: dict[str, int] = {}
    rows = []
    for use in held:
        seen[use["product"]] = seen.get(use["product"], 0) + 1
        rows.append({**_row(landscape, use), "nth": seen[use["product"]]})
    return listed(
        landscape, COLUMNS, rows, id="approvals-timeline", unit="approval", kinds=("products",)
    )


def _turn(use: dict[str, Any]) -> tuple[object, ...]:
    """By date, what has none last."""
    date = use["approval"]
    return date is None, first_day(date) if date else "", use["product"], use["use"]


def _row(landscape: Landscape, use: dict[str, Any]) -> dict[str, Any]:
    product = landscape.by_id("products")[use["product"]]
    doubtful = use["approval_confidence"] in WEAK or APPROVAL in use["disputed"]
    return {
        "id": product["id"],
        "use_id": str(use["use"]),
        "date": use["approval"],
        "label": product["short"],
        "company": product["company_short"],
        "target": product["target"],
        "use": use["short"],
        "disease": use["disease"],
        "line": use["line"],
        "indications": tuple(landscape.label("indications", term) for term in use["indications"]),
        "setting": _setting(landscape, use["indications"]),
        "type": approval_type(landscape, use),
        "confidence": use["approval_confidence"],
        "marked": (
            *(("date",) if doubtful else ()),
            *(key for key in ("line", "use") if key in use["disputed"]),
        ),
        "refs": use["refs"],
        "date_refs": use["approval_refs"],
        "type_refs": use["approval_type_refs"],
    }


def _setting(landscape: Landscape, indications: Iterable[str]) -> str | None:
    """The one setting of some indications; ``None`` where there are several or none."""
    found = {setting_of_indication(landscape.vocabulary, term) for term in indications}
    (one, *others) = found or {None}
    return landscape.label("settings", one) if one is not None and not others else None
