"""How it was made: sources, counting rules, each said once, and what is in conflict."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Exhibit, Section, Text
from cartreport.briefing.grids import grid_of
from cartreport.briefing.numbers import Bound
from cartreport.briefing.sections.doubt import doubt_line
from cartreport.briefing.sections.records import records_grid
from cartreport.briefing.sections.rules import rules_grid

if TYPE_CHECKING:
    from cartreport.briefing.briefing import Grid
    from cartreport.briefing.desk import Desk

KIND = "method"
SOURCES = {"label": 64.0, "owner": 40.0, "licence": 32.0, "newest": 19.0, "searched_to": 19.0}
CONFLICTS = {"label": 32.0, "field": 22.0, "held": 38.0, "value": 38.0, "reason": 44.0}


def section(desk: Desk) -> Section:
    """The sources, the rule of each table used, and the open conflicts."""
    values = _values(desk)
    conflicts = desk.view("conflicts")
    opened = [line for line in conflicts if line["verdict"] == "open"]
    values |= {"open": conflicts.rows(opened), "conflicts": conflicts.rows()}
    sources = grid_of(desk.view("freshness"), SOURCES, desk.words, style="wrap")
    values["tables"] = Bound(len(desk.used))

    def exhibit(name: str, grid: Grid) -> Exhibit:
        return desk.exhibit(f"method.{name}", values=values, grid=grid)

    grids = {"sources": sources, "rules": rules_grid(desk)}
    if opened:
        grids["conflicts"] = records_grid(desk, conflicts, CONFLICTS, opened)
    return replace(
        desk.section("method", KIND, values=values),
        lead=Text(_lead(desk)),
        exhibits=tuple(exhibit(name, grid) for name, grid in grids.items()),
    )


def _lead(desk: Desk) -> str:
    """How it was made, what a view leaves out, and which sections had nothing to be made of."""
    words = desk.words
    told = [words("method.lead")]
    if desk.last is None:
        told.append(words("method.first"))
    if desk.filled("left-out"):
        later = desk.view("left-out").rows()
        told.append(words("method.later", n=later, day=desk.day(desk.as_of)))
    if desk.left_out:
        told.append(words("method.left_out", names=words.joined(desk.left_out)))
    return words.sentences(told)


def _values(desk: Desk) -> dict[str, object]:
    """How many sources, pages cited and facts there are, and what of the trials is doubtful."""
    view = desk.view("confidence")
    facts = view.get("facts")
    return {
        "sources": desk.view("freshness").rows(),
        "references": desk.view("references").rows(),
        "facts": facts.n("all") if facts else view.count("all", []),
        "doubt": doubt_line(desk) if desk.has("trials") else "",
    }
