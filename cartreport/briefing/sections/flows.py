"""The flow of what is active: the stock of the edition before, what came and went, that of now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Exhibit, Figure, Grid
from cartreport.briefing.figures import flow
from cartreport.briefing.grids import LIVE_WIDTH, grid_of
from cartreport.briefing.numbers import Number
from cartreport.landscape.flow import CAME, LEFT, OUTSIDE
from cartreport.landscape.last import unread

if TYPE_CHECKING:
    from cartreport.briefing.desk import Desk
    from cartreport.briefing.view import Line, View

TABLES = {"trials": "trials-flow", "programmes": "programmes-flow"}
"""Kind of source → the table that says how its units flowed."""
ACTIVE = "active"
STOCKS = ("last", "this")
FIRST = 40.0
DRAWN = 2
"""By so many ways a number moves before they are drawn."""


@dataclass(frozen=True)
class Flows:
    """What is active of each kind: drawn where several things moved it, else said in a clause."""

    desk: Desk
    values: dict[str, object]

    @cached_property
    def _held(self) -> list[tuple[str, View, Line, dict[str, object]]]:
        """Kind, table, the line of the active ones, and the values of its words."""
        held = []
        for kind, name in TABLES.items():
            view = self.desk.view(name) if self.desk.has(kind) and self.desk.filled(name) else None
            line = view.get(ACTIVE) if view else None
            if view is not None and line is not None:
                numbers = _numbers(view, line)
                numbers["unread"] = unread(self.desk.landscape, kind)
                held.append((kind, view, line, {**self.values, **numbers}))
        return held

    @property
    def stocks(self) -> str:
        """Then and now, of the kinds that are not drawn."""
        told = [
            self.desk.say(f"changes.{kind}.stock", values)
            for kind, _, line, values in self._held
            if len(_moves(line)) < DRAWN
        ]
        return (
            self.desk.words("changes.stocks", told=self.desk.words.semicolon(told)) if told else ""
        )

    @property
    def exhibits(self) -> Iterator[Exhibit]:
        """One a kind of which the active ones moved in several ways."""
        for kind, view, line, values in self._held:
            if len(_moves(line)) >= DRAWN:
                yield self.desk.exhibit(
                    f"changes.{kind}",
                    view.table.id,
                    values=values,
                    figure=_figure(self.desk, kind, view, line, values),
                )


def _numbers(view: View, line: Line) -> dict[str, object]:
    total = view.total
    return {
        "before": line.n("last"),
        "now": line.n("this"),
        "all_before": total.n("last"),
        "all_now": total.n("this"),
        "new": total.n("new"),
        "gone": total.n("gone"),
        "came": total.n(f"{CAME}{OUTSIDE}"),
        "out": total.n(f"{LEFT}{OUTSIDE}"),
    }


def _moves(line: Line) -> list[str]:
    """The columns by which a row's number moved."""
    return [key for key in _keys(line.view) if key not in STOCKS and line.n(key)]


def _keys(view: View) -> list[str]:
    return [column.key for column in view.table.columns if column.kind == "count"]


def _figure(desk: Desk, kind: str, view: View, line: Line, told: dict[str, object]) -> Figure:
    """The waterfall of the active ones; beneath it every group, in a table that opens."""
    steps = [
        flow.Flow(_called(desk, view, key), _signed(line.n(key), 1 if _comes(key) else -1))
        for key in _moves(line)
    ]
    scene = flow.draw(
        flow.Flows(
            opening=line.n("last"),
            opening_label=str(told["last"]),
            flows=tuple(steps),
            closing=line.n("this"),
            closing_label=desk.edition,
        ),
        desk.measure,
    )
    return Figure(
        f"changes-{kind}", scene, desk.say(f"changes.{kind}.alt", told), _data(desk, view)
    )


def _signed(n: Number, sign: int) -> Number:
    """What went out is drawn below what was there."""
    return Number(sign * n, n.address)


def _comes(key: str) -> bool:
    return key == "new" or key.startswith(CAME)


def _called(desk: Desk, view: View, key: str) -> str:
    """What a flow is called: where it came from, or went to."""
    if not key.startswith((CAME, LEFT)):
        return desk.words(f"changes.flow.{key}")
    side, _, group = key.partition(":")
    if group == OUTSIDE:
        return desk.words(f"changes.flow.{side}.outside")
    return desk.words(f"changes.flow.{side}", group=view.column(key).label.lower())


def _data(desk: Desk, view: View) -> Grid:
    """The rows of the table, its columns without those in which nothing stands."""
    keys = [key for key in _keys(view) if key in STOCKS or any(line.n(key) for line in view.lines)]
    width = (LIVE_WIDTH - FIRST) / len(keys)
    made = grid_of(view, {"label": FIRST, **dict.fromkeys(keys, width)}, desk.words)
    return replace(made, sortable=False)
