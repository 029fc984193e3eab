"""Target by indication: where programmes stand, how far they are, and which cells are empty."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, count
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Cell, Figure, Grid, Head, Row, Section
from cartreport.briefing.figures import heat
from cartreport.briefing.grids import counted, step
from cartreport.briefing.guards import first, kept
from cartreport.briefing.numbers import Bound, Names
from cartreport.briefing.scene import Words
from cartreport.briefing.sections.phase_grid import drawn, largest
from cartreport.briefing.words import lower_first
from cartreport.landscape.cross import NONE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cartreport.briefing.desk import Desk
    from cartreport.briefing.measure import Measure
    from cartreport.briefing.numbers import Number
    from cartreport.briefing.scene import Scene
    from cartreport.briefing.view import Line, View
    from cartreport.sources.vocabulary import Term

KIND = "exhibits"
ROWS = 20
COLUMNS = 15
LONG = 14.2
"""Points that a mark may be wide: a cell of the most columns has no more beside its count."""


@dataclass(frozen=True)
class Column:
    """A disease group: its id, its cells over all target sets, the largest first."""

    id: str
    lines: tuple[Line, ...]
    programmes: Number


@dataclass(frozen=True)
class Matrix:
    """The largest target sets against the largest disease groups, as cells of a table."""

    desk: Desk
    view: View
    sets: View

    @cached_property
    def held(self) -> list[Line]:
        """All cells whose target and disease group are stated."""
        return [line for line in self.view if NONE not in (line["target"], line["group"])]

    @property
    def unit(self) -> str:
        """What a cell counts."""
        return self.view.table.unit

    @cached_property
    def rows(self) -> list[Line]:
        """The target sets that are drawn."""
        return largest(self.sets.stated, ROWS)

    @cached_property
    def columns(self) -> list[Column]:
        """The disease groups that are drawn, in the order of their settings, then by size."""
        won = [c for c in self.groups if any(line["approved"] for line in c.lines)]
        ranked = kept(self.groups, lambda column: column.programmes, COLUMNS, *won)
        settings = [term.label for term in self.desk.terms("settings")]
        place = {label: at for at, label in enumerate(settings)}
        return sorted(ranked, key=lambda c: place.get(c.lines[0]["setting"], len(place)))

    @cached_property
    def groups(self) -> list[Column]:
        """All disease groups, those of most programmes first."""
        by_group: dict[str, list[Line]] = {}
        for line in self.held:
            by_group.setdefault(line["group"], []).append(line)
        columns = [
            Column(group, tuple(lines), self.view.count("programmes", lines))
            for group, lines in by_group.items()
        ]
        terms = [term.id for term in self.desk.terms("indication-groups")]
        return sorted(columns, key=lambda c: (-c.programmes, terms.index(c.id)))

    @cached_property
    def cells(self) -> dict[tuple[str | None, str], Line]:
        """The drawn cells that hold a programme, by target set and group."""
        rows, columns = {row.id for row in self.rows}, {column.id for column in self.columns}
        return {
            (line["target"], line["group"]): line
            for line in self.held
            if line["target"] in rows and line["group"] in columns
        }

    @cached_property
    def heads(self) -> dict[str, str]:
        """What stands over each disease group, by its id."""
        return {term.id: term.short or term.label for term in self.desk.terms("indication-groups")}

    @cached_property
    def marks(self) -> dict[str, str]:
        """What stands for each phase in a cell, by its label."""
        return small_marks(self.desk.terms("phases"), self.desk.measure)

    @cached_property
    def scene(self) -> Scene:
        """The matrix as it is drawn."""
        return _scene(self)

    def reach(self, row: Line) -> list[Line]:
        """The drawn cells of a target set with an active programme."""
        return [c for (target, _), c in self.cells.items() if target == row.id and c["active"]]


def section(desk: Desk) -> Section | None:
    """The matrix and, in words, what it says and does not say."""
    matrix = Matrix(desk, desk.view("target-indication"), desk.view("by-target"))
    if not any(line["active"] for line in matrix.cells.values()):
        return None
    values = _values(desk, matrix)
    return replace(
        desk.section("white-space", KIND, values=values),
        exhibits=(
            desk.exhibit(
                "white-space.matrix",
                "target-indication",
                values=values,
                figure=Figure(
                    "target-indication",
                    matrix.scene,
                    desk.words("white-space.matrix.alt", **values),
                    _data(desk, matrix),
                ),
                shaded=matrix.unit,
            ),
        ),
        callout=desk.callout("white-space.sowhat", ("quiet", "wide", "all_quiet"), values),
    )


def _values(desk: Desk, matrix: Matrix) -> dict[str, object]:
    view, cells = matrix.view, list(matrix.cells.values())
    every = Bound(len(matrix.rows) * len(matrix.columns))
    values: dict[str, object] = {
        **drawn(desk, "targets.drawn", matrix.sets.stated, matrix.rows),
        **_crowded(desk, matrix),
        **_widest(matrix),
        "cells": every,
        "filled": view.rows(line for line in cells if line["active"]),
        "quiet": view.rows(line for line in cells if not line["active"]),
        "empty": Bound(every - len(cells)),
        "rows": Bound(len(matrix.rows)),
        "columns": Bound(len(matrix.columns)),
        "groups_drawn": _groups(desk, matrix),
        "all_quiet": view.rows(line for line in matrix.held if not line["active"]),
        "all_held": view.rows(matrix.held),
        "letters": _letters(desk, matrix),
    }
    return values


def _groups(desk: Desk, matrix: Matrix) -> str:
    """Which disease groups are drawn, and by which rule."""
    every, shown = matrix.groups, matrix.columns
    groups = Bound(len(every))
    hidden = [column.programmes for column in every if column not in shown]
    if not hidden:
        return desk.words("white-space.groups.all", groups=groups)
    leaders = [column.programmes for column in shown if column.programmes > max(hidden)]
    return desk.words(
        "white-space.groups.some",
        columns=Bound(len(shown)),
        groups=groups,
        fewest=min(leaders),
        beside=desk.clause("drawn.beside", n=Bound(len(shown) - len(leaders))),
    )


def _crowded(desk: Desk, matrix: Matrix) -> dict[str, object]:
    """The cell with most active programmes, or those that tie for it."""
    firsts = first(matrix.cells.values(), "active")
    names = (
        desk.words("white-space.name_of", target=line["label"], group=lower_first(line["at"]))
        for line in firsts
    )
    return {
        "crowded": Names(names),
        "crowded_n": matrix.view.rows(firsts),
        "most": firsts[0].n("active"),
    }


def _widest(matrix: Matrix) -> dict[str, object]:
    """The sets that reach most disease groups, all that tie."""
    reach = {row["label"]: matrix.reach(row) for row in matrix.rows}
    most = max(map(len, reach.values()))
    widest = Names(label for label, found in reach.items() if len(found) == most)
    return {"wide": widest, "wide_n": matrix.view.rows(reach[widest[0]])}


def small_marks(phases: Iterable[Term], measure: Measure) -> dict[str, str]:
    """What stands for each phase in a small cell, by its label: no two have the same.

    Its short name where that is its own and fits, else the least of its beginnings with which no
    other name begins, else a number that stands for no other.
    """
    terms = list(phases)
    shorts = [phase.short for phase in terms]
    names = {t.label: t.short if t.short and shorts.count(t.short) == 1 else t.label for t in terms}
    marks = {}
    for label, name in names.items():
        others = [other for held, other in names.items() if held != label]
        whole = [name] if name not in others else []
        cuts = (c for c in accumulate(name) if not any(other.startswith(c) for other in others))
        fits = (cut for cut in (*whole, *cuts) if measure.width(cut, heat.SMALL) <= LONG)
        marks[label] = next(fits, "")
    numbers = (str(n) for n in count(1) if str(n) not in marks.values())
    return {label: mark or next(numbers) for label, mark in marks.items()}


def _letters(desk: Desk, matrix: Matrix) -> str:
    """What the marks in the cells stand for that are no names: of those that are drawn."""
    words = [item for item in matrix.scene.items if isinstance(item, Words)]
    seen = {item.text for item in words if item.size == heat.SMALL}
    cells = [line for line in matrix.cells.values() if line["active"] and not line["approved"]]
    told = sorted(
        desk.words("white-space.letter", letter=matrix.marks[phase], phase=lower_first(phase))
        for phase in {line["phase"] for line in cells if line["phase"]}
        if matrix.marks[phase] in seen and matrix.marks[phase] != desk.short("phases", phase)
    )
    return desk.words("white-space.letters", letters=desk.words.comma(told)) if told else ""


def _scene(matrix: Matrix) -> Scene:
    desk = matrix.desk
    active = [key for key in matrix.sets.keys("status:") if key == "status:active"]
    rows = [
        heat.HeatRow(
            row["label"],
            tuple(_cell(matrix, matrix.cells.get((row.id, c.id))) for c in matrix.columns),
            total=matrix.sets.count(active, [row]),
        )
        for row in matrix.rows
    ]
    return heat.draw(
        heat.Heat(
            columns=tuple(
                heat.HeatColumn(
                    matrix.heads.get(c.id, c.id), desk.short("settings", c.lines[0]["setting"])
                )
                for c in matrix.columns
            ),
            rows=tuple(rows),
            totals=tuple(matrix.view.count("active", c.lines) for c in matrix.columns),
            totals_label=desk.words("white-space.all_targets"),
            total_head=desk.words("white-space.all_active"),
            grand=matrix.sets.count(active, matrix.sets.stated),
        ),
        desk.measure,
    )


def _data(desk: Desk, matrix: Matrix) -> Grid:
    """The same numbers as a table."""
    rows = []
    for row in matrix.rows:
        cells = [matrix.cells.get((row.id, column.id)) for column in matrix.columns]
        rows.append(Row((Cell(row["label"]), *(counted(c.n("active") if c else 0) for c in cells))))
    return Grid(
        (
            Head(desk.words("targets.head"), 30),
            *(Head(matrix.heads.get(c.id, c.id), 9, "right") for c in matrix.columns),
        ),
        tuple(rows),
        table="target-indication",
    )


def _cell(matrix: Matrix, line: Line | None) -> heat.HeatCell:
    if line is None:
        return heat.HeatCell()
    desk = matrix.desk
    name = f"{line['label']} · {line['at']}"
    if not line["active"]:
        title = desk.words("white-space.quiet", name=name, n=line.n("programmes"))
        return heat.HeatCell(quiet=True, title=title)
    told = "white-space.cell" if line["phase"] else "white-space.unled"
    return heat.HeatCell(
        count=line.n("active"),
        step=step(line.n("active"), line.view.table.unit),
        small=matrix.marks.get(line["phase"], ""),
        approved=bool(line["approved"]),
        title=desk.words(told, name=name, n=line.n("active"), phase=line["phase"]),
    )
