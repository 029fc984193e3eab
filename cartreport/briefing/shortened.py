"""An exhibit with fewer rows than it has: what is left out is said, and stands in its table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Exhibit, Row, Text
from cartreport.briefing.numbers import Bound, untraced
from cartreport.briefing.words import number

if TYPE_CHECKING:
    from collections.abc import Iterable

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
        grid=replace(grid, rows=_first(desk, grid.rows, limit)),
        foot=replace(foot, included=included if foot.included.text else Text(said)),
    )


def _first(desk: Desk, rows: tuple[Row, ...], limit: int) -> tuple[Row, ...]:
    kept: list[Row] = []
    shown = 0
    for group, part in _parts(rows):
        whole = sum(row.kind == "row" for row in part)
        here = min(whole, max(limit - shown, 0))
        if group and here:
            kept.append(_counted(desk, group, here, whole) if here < whole else group)
        for row in part:
            shown += row.kind == "row"
            if row.kind in CLOSING or shown <= limit:
                kept.append(row)
    return tuple(kept)


def _parts(rows: Iterable[Row]) -> list[tuple[Row | None, list[Row]]]:
    """The rows by the group that they stand in, the first by none."""
    parts: list[tuple[Row | None, list[Row]]] = [(None, [])]
    for row in rows:
        if row.kind == "group":
            parts.append((row, []))
        else:
            parts[-1][1].append(row)
    return parts


def _counted(desk: Desk, group: Row, shown: int, whole: int) -> Row:
    """A group with how many of its rows are shown, by the number at its head where it is theirs."""
    head, *more = group.cells
    if not head.small:
        return group
    theirs = untraced(head.small) == number(whole)
    said = desk.words(
        "limited.group", shown=Bound(shown), all=head.small if theirs else Bound(whole)
    )
    small = said if theirs else desk.words.semicolon([head.small, said])
    return replace(group, cells=(replace(head, small=small), *more))
