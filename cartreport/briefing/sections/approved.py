"""What the regulator has approved: when, for whom, and how each product performed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Cell, Figure, Grid, Head, Row, Section, Text
from cartreport.briefing.figures import timeline
from cartreport.briefing.sections.evidence_cells import efficacy, setting_hue, weak
from cartreport.briefing.sections.licensed import approvals, approved_products
from cartreport.briefing.sections.names import product_cells
from cartreport.briefing.sections.prices import use_fact
from cartreport.sources.roles import APPROVAL, APPROVAL_TYPE

if TYPE_CHECKING:
    from collections.abc import Hashable

    from cartreport.briefing.desk import Desk

    Record = dict[Hashable, object]

KIND = "exhibits"


def section(desk: Desk) -> Section | None:
    """The timeline of approvals and the table of approved products."""
    products = approved_products(desk)
    uses = approvals(desk)
    if not uses:
        return None
    last = products[-1]
    values: dict[str, object] = {
        "n": len(products),
        "uses": len(uses),
        "companies": len({product["company"] for product in products}),
        "first": str(products[0]["approval"])[:4],
        "latest": last["short"],
        "latest_day": desk.day(str(last["approval"])),
        "widened": len(uses) - len(products),
        "dated": sum(len(str(use["approval"])) == 10 for use in uses),
    }
    return replace(
        desk.section("approved", KIND, values=values),
        exhibits=(
            desk.exhibit(
                "approved.timeline",
                values=values,
                figure=_timeline(desk, products, uses, values),
                source=desk.sources("approvals-timeline"),
            ),
            desk.exhibit(
                "approved.table",
                values={**values, **_known(desk, products)},
                grid=_grid(desk, products, uses),
                source=desk.sources("approved-products"),
            ),
        ),
    )


def _timeline(
    desk: Desk, products: list[Record], uses: list[Record], values: dict[str, object]
) -> Figure:
    lanes = tuple(
        timeline.TimelineLane(
            name=str(product["short"]),
            detail=str(product["company_short"]),
            milestones=tuple(
                timeline.Milestone(
                    when=str(use["approval"]),
                    date=desk.short_day(str(use["approval"])),
                    label=str(use["short"]),
                    hue=setting_hue(desk, use["indications"]),
                )
                for use in uses
                if use["product"] == product["id"]
            ),
        )
        for product in products
    )
    scene = timeline.draw(timeline.Timeline(lanes, until=desk.landscape.as_of), desk.measure)
    return Figure("approvals-timeline", scene, desk.words("approved.timeline.alt", **values))


LINE = 25 * 72 / 25.4
"""Points that a line of therapy has in its cell."""
HEADS = (
    ("product", 30.0),
    ("company", 25.0),
    ("target", 16.0),
    ("use", 27.0),
    ("date", 23.0),
    ("result", 53.0),
)


def _grid(desk: Desk, products: list[Record], uses: list[Record]) -> Grid:
    """One row a product and use; a product's name stands once."""
    heads = tuple(Head(desk.words(f"approved.table.{key}"), width) for key, width in HEADS)
    rows = []
    for product in products:
        own = [use for use in uses if use["product"] == product["id"]]
        rows += [_row(desk, product, use, first=index == 0) for index, use in enumerate(own)]
    return Grid(heads, tuple(rows), table="approved-products", style="two", lines=2)


def _row(desk: Desk, product: Record, use: Record, *, first: bool) -> Row:
    kind = use_fact(desk, use, APPROVAL_TYPE)
    types = desk.landscape.vocabulary["approval-types"]
    dated = use_fact(desk, use, APPROVAL)
    none = desk.words("unverified" if use["approval_type_unverified"] else "none")
    said = types.short(str(kind["value"])) if kind else none
    return Row(
        (
            *(product_cells(desk, product) if first else (Cell(), Cell())),
            Cell(str(product["target"]) if first else ""),
            Cell(str(use["short"]), second=Text(_line(desk, use))),
            Cell(
                desk.short_day(str(use["approval"])),
                second=Text(said, refs=desk.cite(kind["refs"], most=1) if kind else ()),
                refs=desk.cite(dated["refs"], most=1) if dated else (),
                mark=weak(use["approval_confidence"]),
                sort=str(use["approval"]),
            ),
            efficacy(desk, str(product["id"])) if first else Cell(),
        )
    )


def _line(desk: Desk, use: Record) -> str:
    """The line of therapy as the label gives it, cut to the cell."""
    return desk.measure.shorten(str(use["line"] or ""), LINE, 7) if use["line"] else ""


def _known(desk: Desk, products: list[Record]) -> dict[str, object]:
    known = sum(bool(efficacy(desk, str(product["id"])).sort) for product in products)
    return {"known": known, "unknown": len(products) - known}
