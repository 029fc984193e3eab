"""From a table to what is drawn: a grid, bars, stacked bars, a heat matrix, columns by year.

Each takes the lines that are shown and leaves nothing out in silence: what stands beyond them is
one line of its own, counted distinctly.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Cell, Figure, Grid, Row
from cartreport.briefing.drawable import HUES, Drawable
from cartreport.briefing.figures import heat, stacked_bars, years
from cartreport.briefing.grids import LIVE_WIDTH, counted, grid_of, step
from cartreport.errors import RequestError
from cartreport.sources.suggest import did_you_mean

if TYPE_CHECKING:
    from cartreport.briefing.desk import Desk
    from cartreport.briefing.numbers import Number
    from cartreport.briefing.view import Line

NAME, COUNT = 46.0, 9.0
"""Millimetres: the least for a row's name, and for a count beside the width of its head."""
SETTINGS = ("setting", "first-setting")
"""The axes along which columns are settings."""


@dataclass(frozen=True)
class Shown(Drawable):
    """What of a table is drawn: ``lines`` by themselves, ``rest`` as one line, and the count."""

    desk: Desk

    @property
    def lines(self) -> tuple[Line, ...]:
        """The rows by themselves."""
        return self.stated[: self.plan.top]

    @property
    def noughts(self) -> bool:
        """Whether rows that count nothing are left out."""
        return len(self.stated) < len(self.view.stated)

    @property
    def rest(self) -> tuple[Line, ...]:
        """Places beyond those; not those that are not stated."""
        return self.stated[len(self.lines) :]

    def groups(self) -> list[tuple[str, Sequence[Line]]]:
        """Name and lines of everything that is drawn, the rest and what is not stated last."""
        found: list[tuple[str, Sequence[Line]]] = [
            (str(line[self.name]), [line]) for line in self.lines
        ]
        if self.rest:
            n = self.view.rows(self.rest)
            found.append((self.desk.words("declared.others", n=n), self.rest))
        others = [line for line in self.view if not line.stated]
        return found + [(str(line[self.name]), [line]) for line in others]

    def n(self, lines: Sequence[Line], *columns: str) -> Number:
        """The distinct units of some lines: of one cell as it stands."""
        if len(lines) == 1 and len(columns) == 1:
            return lines[0].n(columns[0])
        return self.view.count(columns or self.count, lines)


def grid(shown: Shown) -> Grid:
    """The table's columns as far as they fit the page, or those that the plan names."""
    table = shown.view.table
    usual = [c.key for c in table.columns if c.kind not in ("key", "refs")]
    drawn = [shown.count] if shown.plan.count else []
    wanted = shown.plan.columns or list(dict.fromkeys([*drawn, *usual]))
    known = [column.key for column in table.columns]
    widths: dict[str, float] = {}
    room = LIVE_WIDTH - NAME
    for key in (key for key in wanted if key != shown.name):
        if key not in known:
            raise RequestError(f"table {table.id} has no column {key!r}", did_you_mean(key, known))
        label = shown.view.column(key).label
        width = round(COUNT + shown.desk.measure.width(label, 7, 600) * 25.4 / 72, 1)
        if width > room:
            break
        widths[key] = width
        room -= width
    widths = {shown.name: round(NAME + room, 1), **widths}
    if not shown.rest:
        return grid_of(shown.view, widths, shown.desk.words)
    made = grid_of(shown.view, widths, shown.desk.words, shown.lines)
    rows = [
        Row(tuple(_cell(shown, name, lines, key) for key in widths), kind="remainder")
        for name, lines in shown.groups()[len(shown.lines) :]
    ]
    closed = grid_of(shown.view, widths, shown.desk.words).rows[-1:]
    total = closed if table.total is not None else ()
    return replace(made, rows=(*made.rows, *rows, *total))


def _cell(shown: Shown, name: str, lines: Sequence[Line], key: str) -> Cell:
    if key == shown.name:
        return Cell(name)
    return counted(shown.n(lines, key)) if shown.view.column(key).kind == "count" else Cell()


def bars(shown: Shown) -> Figure:
    """One bar a row, with the count that the plan names; what is no place of its own is paler."""
    rows = tuple(
        stacked_bars.BarRow(
            name,
            (
                stacked_bars.Segment(
                    _unit(shown), shown.n(lines, shown.count), "hue-a" if own else "neu-3"
                ),
            ),
        )
        for name, lines, own in _owned(shown)
    )
    return _figure(shown, stacked_bars.draw(stacked_bars.StackedBars(rows), shown.desk.measure))


def _owned(shown: Shown) -> list[tuple[str, Sequence[Line], bool]]:
    """The groups, each with whether it is a place that stands for itself."""
    groups = shown.groups()
    return [(name, lines, n < len(shown.lines)) for n, (name, lines) in enumerate(groups)]


def stack(shown: Shown) -> Figure:
    """One bar a row, its segments the places of the table's column axis."""
    named = [(shown.view.column(key).label, key, hue) for key, hue in _hued(shown, shown.closing)]
    rows = tuple(
        stacked_bars.BarRow(
            name,
            tuple(
                stacked_bars.Segment(label, shown.n(lines, key), hue) for label, key, hue in named
            ),
        )
        for name, lines in shown.groups()
    )
    return _figure(shown, stacked_bars.draw(stacked_bars.StackedBars(rows), shown.desk.measure))


def heat_matrix(shown: Shown) -> Figure:
    """A cell a row and place of the column axis, shaded by its count."""
    keys = shown.across

    def cell(lines: Sequence[Line], key: str) -> heat.HeatCell:
        n = shown.n(lines, key)
        return heat.HeatCell(n, step(n, shown.view.table.unit))

    rows = tuple(
        heat.HeatRow(name, tuple(cell(lines, key) for key in keys), shown.n(lines, shown.count))
        for name, lines in shown.groups()
    )
    columns = tuple(heat.HeatColumn(shown.view.column(key).label) for key in keys)
    total = shown.view.total
    drawn = heat.Heat(columns, rows, total_head=_unit(shown))
    if {*keys, shown.count} <= set(total.values):
        drawn = replace(
            drawn,
            totals=tuple(total.n(key) for key in keys),
            totals_label=str(total[shown.name]),
            grand=total.n(shown.count),
        )
    return _figure(shown, heat.draw(drawn, shown.desk.measure))


def by_year(shown: Shown) -> Figure:
    """A column a row that is a year, split along the table's column axis where it has one."""
    series = tuple(
        years.Series(shown.view.column(key).label, hue) for key, hue in _hued(shown, shown.split)
    )
    columns = tuple(
        years.Year(str(line[shown.name]), tuple(line.n(key) for key in shown.split))
        for line in shown.lines
    )
    drawn = years.Years(columns, series, shown.desk.words("declared.count", unit=_unit(shown)))
    return _figure(shown, years.draw(drawn, shown.desk.measure))


def _hued(shown: Shown, keys: Sequence[str]) -> list[tuple[str, str]]:
    """Columns with their colours: a setting has its own throughout a briefing, others by order."""
    along = {f"{axis}:{name}": hue for name, _, hue in shown.desk.settings for axis in SETTINGS}
    settings = [along[key] for key in keys if key in along]
    free = iter([hue for hue in HUES if hue not in settings])
    return [(key, along.get(key) or next(free)) for key in keys]


def _unit(shown: Shown) -> str:
    return shown.view.column(shown.count).label


def _figure(shown: Shown, scene: object) -> Figure:
    """The drawing with its numbers as a grid and in one sentence."""
    first = shown.lines[0]
    alt = shown.desk.words(
        "declared.alt",
        rows=shown.view.rows(),
        first=str(first[shown.name]),
        n=first.n(shown.count),
        unit=_unit(shown),
    )
    return Figure(shown.view.table.id, scene, alt, grid(shown))  # type: ignore[arg-type]


FIGURES: Mapping[str, Callable[[Shown], Figure]] = {
    "bars": bars,
    "stack": stack,
    "heat": heat_matrix,
    "years": by_year,
}
"""The drawings that a plan may ask for, by its word for them; `grid` is the table itself."""
