"""What the regulator has approved: when, for whom, and how each product performed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Cell, Figure, Grid, Head, Row, Section, Text
from cartreport.briefing.figures import timeline
from cartreport.briefing.guards import newest
from cartreport.briefing.numbers import Names, written
from cartreport.briefing.sections.evidence_cells import hue, mark_of
from cartreport.briefing.sections.names import product_cells
from cartreport.briefing.sections.outcomes import outcomes, patients
from cartreport.briefing.words import lower_first

if TYPE_CHECKING:
    from cartreport.briefing.desk import Desk
    from cartreport.briefing.view import Line

KIND = "exhibits"
DAY = len("2026-06-22")
WIDTHS = {
    "product": 29.5,
    "company": 19.5,
    "target": 16.0,
    "use": 42.0,
    "date": 28.0,
    "result": 39.0,
}


def section(desk: Desk) -> Section | None:
    """The timeline of approvals and the table of approved products."""
    if not desk.filled("approvals-timeline"):
        return None
    values = _values(desk)
    table = desk.exhibit(
        "approved.table", "approved-products", "approvals-timeline", values=values, grid=_grid(desk)
    )
    tables = (table, *outcomes(desk))
    if not _dated(desk):
        return replace(desk.section("approved", KIND, values=values), exhibits=tables)
    timeline = desk.exhibit(
        "approved.timeline", "approvals-timeline", values=values, figure=_timeline(desk, values)
    )
    return replace(desk.section("approved", KIND, values=values), exhibits=(timeline, *tables))


def _dated(desk: Desk) -> list[Line]:
    """The uses whose approval has a date that a page bears out."""
    return [use for use in desk.view("approvals-timeline") if use["date"]]


def approvals(desk: Desk) -> dict[str, object]:
    """How many products and uses are approved, since when, and which is the latest."""
    products, uses = desk.view("approved-products"), desk.view("approvals-timeline")
    dated = _dated(desk)
    latest = newest((use for use in dated if use["nth"] == 1), lambda use: str(use["date"]))
    blank = products.rows(product for product in products if not product["approval"])
    return {
        "n": products.rows(),
        "uses": uses.rows(),
        "span": desk.since(dated[0]["date"], dated[-1]["date"]) if dated else "",
        "latest": Names(use["label"] for use in latest),
        "blank": desk.clause("approved.blank", n=blank),
    }


def _values(desk: Desk) -> dict[str, object]:
    """``known``: products with a result of the whole trial on a firm source."""
    products, uses, dated = (
        desk.view("approved-products"),
        desk.view("approvals-timeline"),
        _dated(desk),
    )
    told = [product for product in products if product["result"]]
    parts = [product for product in told if product["result_part"]]
    doubtful = [product for product in told if mark_of(product, "result")]
    marks = {"doubtful": products.rows(doubtful), "parts": products.rows(parts)}
    days = {
        "rough": uses.rows(use for use in dated if len(use["date"]) < DAY),
        "doubtful_dates": uses.rows(use for use in dated if mark_of(use, "date")),
        "undated": uses.rows(use for use in uses if not use["date"]),
    }
    return {
        **approvals(desk),
        "firsts": uses.rows(use for use in dated if use["nth"] == 1),
        "wider": desk.clause("approved.wider", n=uses.rows(use for use in dated if use["nth"] > 1)),
        "drawn_uses": uses.rows(dated),
        "latest_day": desk.day(dated[-1]["date"]) if dated else "",
        "days": desk.listed("approved.timeline.days", days),
        "told": products.rows(told),
        "known": products.rows(p for p in told if p not in parts and p not in doubtful),
        "marks": desk.listed("approved.table.marks", marks),
    }


def _timeline(desk: Desk, values: dict[str, object]) -> Figure:
    uses = _dated(desk)
    lanes = tuple(
        timeline.TimelineLane(
            name=product["label"],
            detail=product["company"],
            milestones=tuple(
                timeline.Milestone(
                    when=use["date"],
                    date=desk.short_day(use["date"]) + (" ?" if mark_of(use, "date") else ""),
                    label=use["use"],
                    hue=hue(desk, use["setting"]),
                )
                for use in uses
                if use["id"] == product.id
            ),
        )
        for product in desk.view("approved-products")
        if product["approval"]
    )
    data = timeline.Timeline(lanes, until=desk.as_of)
    alt = desk.say("approved.timeline.alt", values)
    return Figure("approvals-timeline", timeline.draw(data, desk.measure), alt)


def _grid(desk: Desk) -> Grid:
    """One row a product and use; a product's name stands once."""
    heads = tuple(Head(desk.words(f"approved.table.{key}"), width) for key, width in WIDTHS.items())
    uses = desk.view("approvals-timeline")
    rows = []
    for product in desk.view("approved-products"):
        own = [use for use in uses if use["id"] == product.id]
        rows += [_row(desk, product, use, first=use is own[0]) for use in own]
    return Grid(heads, tuple(rows), table="approved-products", style="wrap")


def _row(desk: Desk, product: Line, use: Line, *, first: bool) -> Row:
    none, mark = desk.words("none"), mark_of(use, "line") or mark_of(use, "use")
    disease = use["disease"].removeprefix(use["use"]).lstrip(" ,;")
    label = desk.say("approved.table.label", {"disease": disease, "line": use["line"]})
    return Row(
        (
            *(product_cells(desk, product) if first else (Cell(), Cell())),
            Cell(product["target"] or none if first else ""),
            Cell(
                use["use"],
                small=f" {label}" if mark else label,
                mark=mark,
            ),
            Cell(
                desk.short_day(use["date"]) if use["date"] else desk.words("approved.unverified"),
                second=Text(_type(desk, use), refs=desk.cite(use["type_refs"], most=1)),
                refs=desk.cite(use["date_refs"], most=1),
                mark=mark_of(use, "date"),
                sort=use["date"] or "",
            ),
            _result(desk, product) if first else Cell(),
        ),
        kind="row" if first else "more",
        id=str(product.id),
    )


def _type(desk: Desk, use: Line) -> str:
    """The type of a use's approval, named as such: what is unverified is the type, not the day."""
    kind = use["type"]
    if not kind or kind == desk.absent:
        return desk.words("approved.table.type.none")
    if kind == desk.unverified:
        return desk.words("approved.table.type.unverified")
    return desk.words("approved.table.type", type=lower_first(kind))


def _result(desk: Desk, product: Line) -> Cell:
    """The leading result of the pivotal trial, and how many patients it rests on."""
    if not product["result"]:
        return Cell(desk.words("nd"), tone="muted", sort="")
    n = product["result_n"]
    size = patients(desk, n) if n else desk.words("approved.table.no_n")
    return Cell(
        written(product["result"]),
        second=Text(
            desk.words.comma(filter(None, (product["result_part"], size))),
            refs=desk.cite(product["result_refs"], most=1),
        ),
        mark=mark_of(product, "result"),
        sort=str(product["result"]),
    )
