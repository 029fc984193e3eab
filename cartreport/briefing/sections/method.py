"""How it was made: sources with dates and hashes, counting rules, and what is weak."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Cell, Grid, Head, Row, Section, Text
from cartreport.briefing.sections.doubt import doubt_line
from cartreport.briefing.words import number
from cartreport.landscape.counted import counted

if TYPE_CHECKING:
    from cartreport.briefing.desk import Desk

KIND = "method"


def section(desk: Desk) -> Section:
    """The sources, the rule of each table used, and the open conflicts."""
    landscape = desk.landscape
    values: dict[str, object] = {
        "sources": len(landscape.sources),
        "references": len(landscape.references),
        "facts": len(landscape.facts),
        "tables": len(desk.used),
        "conflicts": len(landscape.disputes),
        "counted": " ".join(
            told
            for kind in ("trials", "programmes", "products")
            if (told := counted(landscape, kind))
        ),
        "doubt": doubt_line(desk) if landscape.has("trials") else "",
        "held": ", ".join(
            desk.words(f"method.sources.{kind}", n=len(getattr(landscape, kind)))
            for kind in ("trials", "programmes", "companies")
            if landscape.has(kind)
        ),
    }
    return replace(
        desk.section("method", KIND, values=values),
        lead=Text(desk.words("method.lead", **values)),
        exhibits=(
            desk.exhibit(
                "method.sources",
                values=values,
                grid=_sources(desk),
                source=desk.words("method.own"),
            ),
            desk.exhibit(
                "method.rules", values=values, grid=_rules(desk), source=desk.words("method.own")
            ),
            desk.exhibit(
                "method.conflicts",
                values=values,
                grid=_conflicts(desk),
                source=desk.words("method.own"),
            ),
        ),
    )


def _sources(desk: Desk) -> Grid:
    columns = (("source", 66.0), ("owner", 46.0), ("licence", 38.0), ("date", 24.0))
    heads = tuple(Head(desk.words(f"method.sources.{key}"), width) for key, width in columns)
    none = desk.words("none")
    rows = tuple(
        Row(
            (
                Cell(str(row["title"])),
                Cell(str(row["owner"] or none)),
                Cell(str(row["licence"] or none)),
                Cell(str(row["as_of"] or none)),
            )
        )
        for row in desk.landscape.sources.to_dict("records")
    )
    return Grid(heads, rows, table="", style="wrap")


def _rules(desk: Desk) -> Grid:
    columns = (("table", 40.0), ("unit", 26.0), ("rule", 94.0), ("rows", 14.0))
    heads = tuple(
        Head(desk.words(f"method.rules.{key}"), width, "right" if key == "rows" else "left")
        for key, width in columns
    )
    told = counted(desk.landscape)
    rows = tuple(
        Row(
            (
                Cell(t.title),
                Cell(t.unit),
                Cell(t.rule.removeprefix(f"Unit: {t.unit}. ").replace(f"{told} ", "")),
                Cell(number(len(t.frame)), sort=len(t.frame)),
            )
        )
        for t in desk.used.values()
    )
    return Grid(heads, rows, table="", style="wrap")


def _conflicts(desk: Desk) -> Grid:
    columns = (("record", 30.0), ("field", 22.0), ("held", 40.0), ("other", 40.0), ("reason", 42.0))
    heads = tuple(Head(desk.words(f"method.conflicts.{key}"), width) for key, width in columns)
    open_first = desk.landscape.disputes.sort_values(["verdict", "record", "field"])
    rows = tuple(
        Row(
            (
                Cell(str(row["record"])),
                Cell(str(row["field"])),
                Cell(str(row["held"] or desk.words("none"))),
                Cell(str(row["value"])),
                Cell(str(row["reason"])),
            )
        )
        for row in open_first[open_first["verdict"] == "alternate"].to_dict("records")
    )
    return Grid(heads, rows, table="data-quality", style="wrap")
