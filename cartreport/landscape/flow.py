"""How the units of the edition before became those of this one, by group of statuses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from cartreport.landscape.cross import NONE, table_frame
from cartreport.landscape.table import Column, Table

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape

OUTSIDE = "outside"
"""In place of a group: known, and not counted here."""
NOWHERE = "nowhere"
"""In place of a group: in no record of the edition."""
CAME, LEFT = "came:", "left:"


def flow_table(
    landscape: Landscape,
    frame: str,
    outside: str,
    counts: Callable[[Mapping[str, Any]], bool],
    **table: Any,
) -> Table:
    """One row a group of statuses; ``counts`` says which rows of ``frame`` are counted at all.

    ``outside`` is the frame of those that the landscape knows and keeps out. Without an edition
    before it has no rows.
    """
    groups = {term.id: landscape.short("status-groups", term.id) for term in _groups(landscape)}
    if landscape.before is None:
        moves: dict[str, tuple[str, str]] = {}
    else:
        sides = [_placed(known, frame, outside, counts) for known in (landscape.before, landscape)]
        ids = dict.fromkeys([*sides[0], *sides[1]])
        moves = {id: (sides[0].get(id, NOWHERE), sides[1].get(id, NOWHERE)) for id in ids}
    if any(NONE in move for move in moves.values()):
        groups[NONE] = landscape.vocabulary.absent
    columns = (*_columns(landscape, groups),)
    counted = Counter(moves.values())

    def counting(row: str | None, key: str) -> set[tuple[str, str]]:
        rows = groups if row is None else {row}
        return {move for move in counted if _in(move, rows, key)}

    def behind(row: str | None, key: str) -> tuple[str, ...]:
        wanted = counting(row, key)
        return tuple(id for id, move in moves.items() if move in wanted)

    def counts_of(row: str | None) -> dict[str, object]:
        keys = [column.key for column in columns[2:]]
        return {key: sum(map(counted.__getitem__, counting(row, key))) for key in keys}

    rows = [{"id": id, "label": label, **counts_of(id)} for id, label in groups.items()]
    return Table(
        columns=columns,
        frame=table_frame(columns, rows if landscape.before is not None else ()),
        total={"label": landscape.words("flow.all"), **counts_of(None)}
        if landscape.before is not None
        else None,
        as_of=landscape.as_of,
        behind=behind,
        **table,
    )


def _groups(landscape: Landscape) -> Iterable[Any]:
    return landscape.vocabulary["status-groups"]


def _columns(landscape: Landscape, groups: Mapping[str, str]) -> Iterator[Column]:
    words = landscape.words
    others = {**groups, OUTSIDE: words("flow.outside")}
    yield Column("id", kind="key")
    yield Column("label", kind="name")
    yield Column("last", kind="count")
    yield Column("new", kind="count")
    for id, label in others.items():
        yield Column(f"{CAME}{id}", label, "count", group=words("flow.came"))
    yield Column("gone", kind="count")
    for id, label in others.items():
        yield Column(f"{LEFT}{id}", label, "count", group=words("flow.left"))
    yield Column("this", kind="count")


def _placed(
    landscape: Landscape, frame: str, outside: str, counts: Callable[[Mapping[str, Any]], bool]
) -> dict[str, str]:
    """Id → the group that it is counted in, or that it is known and not counted."""
    found = {row["id"]: OUTSIDE for row in landscape.rows(outside)}
    for row in landscape.rows(frame):
        found[row["id"]] = (row["status_group"] or NONE) if counts(row) else OUTSIDE
    return found


def _in(move: tuple[str, str], rows: Iterable[str], key: str) -> bool:
    """Whether a unit that moved so is counted in some rows of a column."""
    was, now = move
    simple = {
        "last": was in rows,
        "this": now in rows,
        "new": now in rows and was == NOWHERE,
        "gone": was in rows and now == NOWHERE,
    }
    if key in simple:
        return simple[key]
    side, _, group = key.partition(":")
    if side == CAME[:-1]:
        return now in rows and was == group != now
    return was in rows and now == group != was
