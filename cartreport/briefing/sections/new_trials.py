"""New trials by name: sponsor, target, setting, phase, the highest phase first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Exhibit
from cartreport.briefing.grids import grid_of
from cartreport.briefing.numbers import Bound
from cartreport.briefing.sections.news import MARKS, TRIALS, doubtful
from cartreport.briefing.sections.records import with_cells

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cartreport.briefing.desk import Desk
    from cartreport.briefing.numbers import Number

MOST = 30
"""So many are named; those beyond them are counted, and stand in the table."""
WIDTHS = {"label": 28.0, "sponsor": 52.0, "target": 32.0, "setting": 28.0, "phase": 14.0}
START = {"start": 20.0}


def _counted(desk: Desk, n: Number) -> str:
    """How many are new in what is counted, where that is another number."""
    counted = desk.view("trials-flow").total.n("new")
    return desk.words("changes.new.counted", n=counted) if counted != n else ""


def new_trials(desk: Desk, values: Mapping[str, object]) -> Iterator[Exhibit]:
    """The exhibit; none where no trial is new."""
    if not desk.filled("new-trials"):
        return
    view = desk.view("new-trials")
    shown = view.lines[:MOST]
    told = {
        **values,
        "n": view.rows(),
        "doubtful": doubtful(desk, "changes.new.doubtful"),
        "shown": Bound(len(shown)),
        "counted": _counted(desk, view.rows()),
    }
    made = grid_of(view, {**WIDTHS, **START}, desk.words, shown, style="dense")
    marked = [
        [replace(row.cells[0], mark=MARKS[TRIALS], tone="change") for row in made.rows],
        [
            replace(row.cells[1], mark="disputed" if line["doubt"] else "")
            for row, line in zip(made.rows, shown, strict=True)
        ],
    ]
    grid = with_cells(made, dict(enumerate(marked)))
    yield desk.exhibit("changes.new", "new-trials", values=told, grid=grid)
