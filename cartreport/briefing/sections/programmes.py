"""The appendix: every programme, by highest phase, with its evidence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Cell, Grid, Head, Row, Section
from cartreport.briefing.words import lower_first, number

if TYPE_CHECKING:
    from collections.abc import Hashable

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


def section(desk: Desk) -> Section:
    """All programmes in one table, grouped by the ladder from the top."""
    frame = desk.landscape.programmes
    values: dict[str, object] = {
        "n": len(frame),
        "companies": int(frame["company"].dropna().nunique()),
        "high": int((frame["confidence"] == "high").sum()),
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
    for term in sorted(phases, key=lambda t: -(t.order if t.order is not None else -1)):
        part = [row for row in records if row["phase"] == term.id]
        if not part:
            continue
        rows.append(Row((Cell(term.label, small=number(len(part))),), kind="group"))
        part.sort(key=lambda row: str(row["short"]).casefold())
        rows += [_row(desk, row) for row in part]
    facet = desk.landscape.project.facets[0] if desk.landscape.project.facets else ""
    heads = tuple(
        Head(
            desk.landscape.vocabulary[facet].title
            if key == "facet" and facet
            else desk.words(f"programmes.table.{key}"),
            width,
            "right" if key == "trials" else "left",
        )
        for key, width in WIDTHS
    )
    return Grid(heads, tuple(rows), table="programmes", style="dense")


def _row(desk: Desk, row: dict[Hashable, object]) -> Row:
    landscape = desk.landscape
    facets, trials, partners = row["facets"], row["trials"], row["partners"]
    refs, targets = row["refs"], row["target"]
    assert isinstance(facets, dict)
    assert isinstance(trials, tuple)
    assert isinstance(partners, tuple)
    assert isinstance(refs, tuple)
    shorts: dict[str, str] = dict(landscape.companies[["id", "short"]].itertuples(index=False))
    facet = landscape.project.facets[:1]
    texts = {
        "programme": str(row["short"]),
        "company": str(row["company_short"] or desk.words("nd")),
        "partner": ", ".join(str(shorts.get(partner, partner)) for partner in partners) or "–",
        "target": str(targets or desk.words("nd")),
        "facet": landscape.short(facet[0], facets.get(facet[0]))
        if facet
        else landscape.short("settings", str(row["setting"]) if row["setting"] else None),
        "indication": landscape.short("indications", str(row["lead_indication"]))
        if row["lead_indication"]
        else desk.words("none"),
        "status": lower_first(landscape.label("programme-statuses", str(row["status"]))),
    }
    cells = [_cut(desk, texts[key], width, strong=key == "programme") for key, width in WIDTHS[:7]]
    return Row(
        (
            *cells,
            Cell(number(len(trials)) if trials else "·", sort=len(trials)),
            Cell(refs=desk.cite(_pages(desk, refs), most=1)),
        )
    )


def _pages(desk: Desk, refs: tuple[str, ...]) -> list[str]:
    """References other than registry records: those are the trials that the programme lists."""
    known = desk.landscape.references
    return [ref for ref in refs if ref in known and known[ref].kind != "registry"]


def _cut(desk: Desk, text: str, width: float, *, strong: bool = False) -> Cell:
    """A one-line cell, cut where it does not fit; the whole text stays as its title."""
    short = desk.measure.shorten(text, (width - 1.8) * POINTS, 7.6, 500 if strong else 400)
    return Cell(short, tone="strong" if strong else "", title=text if short != text else "")
