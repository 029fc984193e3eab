"""An exhibit with fewer rows than it has: what is left out is said, and stands in its table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Exhibit, Row, Text
from cartreport.briefing.numbers import Bound

if TYPE_CHECKING:
    from cartreport.briefing.desk import Desk

CLOSING = ("total", "remainder")


def shortened(desk: Desk, exhibit: Exhibit, limit: int | None) -> Exhibit:
    """The first ``limit`` rows of its table, with the groups that they stand in and its close."""
    grid = exhibit.grid
    whole = sum(row.kind == "row" for row in grid.rows) if grid else 0
    if limit is None or grid is None or whole <= limit:
        return exhibit
    said = desk.words("limited", shown=Bound(limit), all=Bound(whole))
    foot = exhibit.foot
    included = replace(foot.included, text=" ".join(filter(None, (foot.included.text, said))))
    return replace(
        exhibit,
        grid=replace(grid, rows=_first(grid.rows, limit)),
        foot=replace(foot, included=included if foot.included.text else Text(said)),
    )


def _first(rows: tuple[Row, ...], limit: int) -> tuple[Row, ...]:
    kept: list[Row] = []
    group: Row | None = None
    shown = 0
    for row in rows:
        shown += row.kind == "row"
        if row.kind == "group":
            group = row
        elif row.kind in CLOSING or shown <= limit:
            if group and row.kind not in CLOSING:
                kept.append(group)
                group = None
            kept.append(row)
    return tuple(kept)
