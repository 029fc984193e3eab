"""The appendix: every programme, by highest phase, with its evidence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Cell, Grid, Head, Row, Section
from cartreport.briefing.grids import LIVE_WIDTH, counted
from cartreport.briefing.numbers import traced, untraced
from cartreport.briefing.sections.ladder import rungs
from cartreport.briefing.sections.presumed import PRESUMED, presumed_line
from cartreport.briefing.words import lower_first, number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from cartreport.briefing.desk import Desk
    from cartreport.briefing.view import Line, View

KIND = "appendix"
WIDTHS = (
    ("programme", 38.0),
    ("company", 25.0),
    ("partner", 18.0),
    ("target", 22.0),
    ("facet", 15.0),
    ("indication", 21.0),
    ("status", 17.0),
    ("trials", 10.0),
    ("evidence", 8.0),
)


def section(desk: Desk) -> Section | None:
    """All programmes in one table, grouped by the ladder from the top."""
    view = desk.view("programmes")
    if not view.lines:
        return None
    values: dict[str, object] = {
        "n": view.rows(),
        **_top(desk),
        "presumed": presumed_line(desk, desk.view("by-phase")),
        "apart": apart(desk, view),
    }
    return replace(
        desk.section("programmes", KIND, values=values),
        exhibits=(desk.exhibit("programmes.table", "programmes", values=values, grid=_grid(desk)),),
    )


def _top(desk: Desk) -> dict[str, object]:
    """The highest rung on which a programme stands, and how many firmly do."""
    phases = desk.view("by-phase")
    held = [line for term in reversed(rungs(desk)) if (line := phases.get(term.id))]
    lines = [line for line in held if line.n("programmes")][:1]
    return {
        "top": lower_first(lines[0]["label"]) if lines else "",
        "top_n": phases.count("firm", lines),
        "top_presumed": desk.clause("programmes.table.presumed", n=phases.count(PRESUMED, lines)),
    }


def _grid(desk: Desk) -> Grid:
    view, phases = desk.view("programmes"), desk.view("by-phase")
    columns = _columns(view)
    rows: list[Row] = []
    for phase in sorted(phases, key=_from_the_top(desk)):
        n, ids = phase.n("programmes"), phases.units("programmes", [phase])
        small = traced(number(n), n.address)
        rows.append(Row((Cell(phase["label"], small=small),), kind="group"))
        part = sorted((line for line in view if line.id in ids), key=_by_name)
        rows += [_row(desk, line, columns) for line in part]
    heads = tuple(
        Head(_head(desk, key), width, "right" if key in ("trials", "evidence") else "left")
        for key, width in columns.items()
    )
    return Grid(heads, tuple(rows), table="programmes", style="dense")


def _from_the_top(desk: Desk) -> Callable[[Line], int]:
    """Where a phase stands in the table: the top of the ladder first, what is not on it last."""
    place = {term.id: -at for at, term in enumerate(rungs(desk), 1)}
    return lambda phase: place.get(str(phase.id), 0)


def _by_name(line: Line) -> str:
    return str(line["label"]).casefold()


def _head(desk: Desk, key: str) -> str:
    """The head of a column; of the facet's, its vocabulary's title."""
    view = desk.view("programmes")
    facets = view.keys("facet:")
    if key == "facet" and facets:
        return view.column(facets[0]).label
    return desk.phrase(f"programmes.table.{key}")


def _columns(view: View) -> dict[str, float]:
    """The columns and their widths before they are fitted to the texts.

    Trials stand there if the project has a source of them, or a programme that lists one.
    """
    listed = view.keys("trials_focus") or view.total["trials"]
    widths = {key: width for key, width in WIDTHS if key != "trials" or listed}
    first = next(iter(widths))
    return {**widths, first: widths[first] + LIVE_WIDTH - sum(widths.values())}


def _texts(desk: Desk, line: Line) -> dict[str, str]:
    """The texts of a row by column."""
    facet = next(iter(line.view.keys("facet:")), "")
    if facet:
        axis = desk.short(facet.removeprefix("facet:"), line[facet])
    else:
        axis = desk.words.comma(line["settings"])
    told = line["indication"]
    named = [desk.short("indications", told)] if told else line["indications"]
    return {
        "programme": line["label"],
        "company": line["company"] or desk.words("none"),
        "partner": desk.words.comma(line["partners"]) or "–",
        "target": line["target"] or desk.words("none"),
        "facet": axis or desk.words("none"),
        "indication": desk.words.comma(named) or desk.words("none"),
        "status": lower_first(line["status"]),
    }


def linked(desk: Desk, line: Line) -> str:
    """How many trials a programme is linked with; of those that it lists, where none of them is."""
    key = next(iter(line.view.keys("trials_focus")), "trials")
    if _unlinked(line):
        return desk.words("programmes.linked.none", n=line.n(key), listed=line.n("trials"))
    return desk.words("n", n=line.n(key))


def apart(desk: Desk, lines: Iterable[Line]) -> str:
    """What it means that none of a programme's listed trials is linked, where there is such one."""
    told = (untraced(linked(desk, x)) for x in lines if _unlinked(x))
    return desk.clause("programmes.linked.apart", example=next(told, ""))


def _unlinked(line: Line) -> bool:
    key = next(iter(line.view.keys("trials_focus")), "trials")
    return bool(line["trials"]) and not line[key]


def _linked(desk: Desk, line: Line) -> Cell:
    if not _unlinked(line):
        return counted(line.n(next(iter(line.view.keys("trials_focus")), "trials")))
    return Cell(linked(desk, line), tone="muted", sort=0)


def _row(desk: Desk, line: Line, columns: Mapping[str, float]) -> Row:
    cells = [
        Cell(text, tone="strong" if key == "programme" else "")
        for key, text in _texts(desk, line).items()
    ]
    if "trials" in columns:
        cells.append(_linked(desk, line))
    if line["presumed"]:
        cells[0] = replace(cells[0], mark="disputed")
    return Row((*cells, Cell(refs=desk.cite(desk.pages(line["refs"]), most=1))))
