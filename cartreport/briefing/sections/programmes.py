"""The appendix: every programme, by highest phase, with its evidence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cartreport.briefing.briefing import Cell, Grid, Head, Row, Section
from cartreport.briefing.grids import LIVE_WIDTH
from cartreport.briefing.sections.presumed import presumed_line
from cartreport.briefing.words import lower_first, number

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from cartreport.briefing.desk import Desk

KIND = "appendix"
WIDTHS = (
    ("programme", 40.0),
    ("company", 25.0),
    ("partner", 18.0),
    ("target", 22.0),
    ("facet", 15.0),
    ("indication", 21.0),
    ("status", 17.0),
    ("trials", 8.0),
    ("evidence", 8.0),
)
POINTS = 72 / 25.4
SIZE, PADDING, HAIR = 7.6, 1.8, 0.05
"""Of a cell: points of its text, millimetres that the text may not use, points of rounding."""


def section(desk: Desk) -> Section:
    """All programmes in one table, grouped by the ladder from the top."""
    frame = desk.landscape.programmes
    values: dict[str, object] = {
        "n": len(frame),
        "companies": int(frame["company"].dropna().nunique()),
        "high": int((frame["confidence"] == "high").sum()),
        "presumed": presumed_line(desk, frame),
    }
    return replace(
        desk.section("programmes", KIND, values=values),
        exhibits=(
            desk.exhibit(
                "programmes.table",
                values=values,
                grid=_grid(desk),
                source=desk.sources("programmes"),
            ),
        ),
    )


def _grid(desk: Desk) -> Grid:
    phases = desk.landscape.vocabulary["phases"]
    rows: list[Row] = []
    records = desk.landscape.programmes.to_dict("records")
    columns = _columns(desk, records)
    for term in sorted(phases, key=lambda t: -(t.order if t.order is not None else -1)):
        part = [row for row in records if row["phase"] == term.id]
        if not part:
            continue
        rows.append(Row((Cell(term.label, small=number(len(part))),), kind="group"))
        part.sort(key=lambda row: str(row["short"]).casefold())
        rows += [_row(desk, row, columns) for row in part]
    heads = tuple(
        Head(_head(desk, key), width, "right" if key == "trials" else "left")
        for key, width in columns.items()
    )
    return Grid(heads, tuple(rows), table="programmes", style="dense")


def _head(desk: Desk, key: str) -> str:
    """The head of a column; of the facet's, its vocabulary's title."""
    facets = desk.landscape.project.facets
    if key == "facet" and facets:
        return desk.landscape.vocabulary[facets[0]].title
    return desk.words(f"programmes.table.{key}")


def _columns(desk: Desk, records: list[dict[Hashable, Any]]) -> dict[str, float]:
    """The columns and their widths: what one has to spare goes to those whose texts are cut.

    Trials stand there if the project has a source of them, or a programme that lists one.
    """
    counted = desk.landscape.has("trials") or any(row["trials"] for row in records)
    widths = {key: width for key, width in WIDTHS if key != "trials" or counted}
    texts = [_texts(desk, row) for row in records]
    need = dict(widths)
    for key in texts[0] if texts else ():
        cells = max(_wide(desk, text[key], strong=key == "programme") for text in texts)
        head = min(widths[key], _wide(desk, _head(desk, key), strong=True))
        need[key] = max(cells, head)
    return _fitted(widths, need)


def _fitted(widths: dict[str, float], need: dict[str, float]) -> dict[str, float]:
    """Widths that fill the page: what columns can spare goes to those that lack little first."""
    lack = {key: need[key] - width for key, width in widths.items() if need[key] > width}
    spare = {key: max(0.0, width - need[key]) for key, width in widths.items()}
    unused = LIVE_WIDTH - sum(widths.values())
    left = room = sum(spare.values()) + unused
    given = dict.fromkeys(widths, 0.0)
    for place, key in enumerate(sorted(lack, key=lambda key: (lack[key], key))):
        given[key] = min(lack[key], left / (len(lack) - place))
        left -= given[key]
    part = max(0.0, room - left - unused) / (sum(spare.values()) or 1.0)
    fitted = {key: width + given[key] - part * spare[key] for key, width in widths.items()}
    first = next(iter(fitted))
    return {**fitted, first: fitted[first] + LIVE_WIDTH - sum(fitted.values())}


def _wide(desk: Desk, text: str, *, strong: bool = False) -> float:
    """Millimetres that a text needs as a cell."""
    return desk.measure.width(text, SIZE, 500 if strong else 400) / POINTS + PADDING


def _texts(desk: Desk, row: Mapping[Hashable, Any]) -> dict[str, str]:
    """The texts of a row by column."""
    landscape, facet = desk.landscape, desk.landscape.project.facets[:1]
    shorts: dict[str, str] = dict(landscape.companies[["id", "short"]].itertuples(index=False))
    if facet:
        axis = landscape.short(facet[0], row["facets"].get(facet[0]))
    else:
        axis = ", ".join(landscape.short("settings", term) for term in row["settings"])
    return {
        "programme": str(row["short"]),
        "company": str(row["company_short"] or desk.words("nd")),
        "partner": ", ".join(str(shorts.get(name, name)) for name in row["partners"]) or "–",
        "target": str(row["target"] or desk.words("nd")),
        "facet": axis or desk.words("none"),
        "indication": _indication(desk, row),
        "status": lower_first(landscape.label("programme-statuses", str(row["status"]))),
    }


def _indication(desk: Desk, row: Mapping[Hashable, Any]) -> str:
    """The leading indication; all that are stated where none leads."""
    told = [row["lead_indication"]] if row["lead_indication"] else row["indications"]
    names = [desk.landscape.short("indications", term) for term in told]
    return ", ".join(names) or desk.words("none")


def _row(desk: Desk, row: Mapping[Hashable, Any], columns: Mapping[str, float]) -> Row:
    trials = row["trials"]
    texts = _texts(desk, row)
    cells = [
        _cut(desk, text, columns[key], strong=key == "programme") for key, text in texts.items()
    ]
    if "trials" in columns:
        cells.append(Cell(number(len(trials)) if trials else "·", sort=len(trials)))
    if row["presumed"]:
        cells[0] = replace(cells[0], mark="disputed")
    return Row((*cells, Cell(refs=desk.cite(_pages(desk, row["refs"]), most=1))))


def _pages(desk: Desk, refs: tuple[str, ...]) -> list[str]:
    """References other than registry records: those are the trials that the programme lists."""
    known = desk.landscape.references
    return [ref for ref in refs if ref in known and known[ref].kind != "registry"]


def _cut(desk: Desk, text: str, width: float, *, strong: bool = False) -> Cell:
    """A one-line cell, cut where it does not fit; the whole text stays as its title."""
    room = (width - PADDING) * POINTS + HAIR
    short = desk.measure.shorten(text, room, SIZE, 500 if strong else 400)
    return Cell(short, tone="strong" if strong else "", title=text if short != text else "")
