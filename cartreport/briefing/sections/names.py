"""A product and its company as two cells, each with its name in the title's other language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Cell, Text

if TYPE_CHECKING:
    from cartreport.briefing.desk import Desk
    from cartreport.briefing.view import Line


def product_cells(desk: Desk, product: Line) -> tuple[Cell, Cell]:
    """A row of the approved products: product with brand, company; the other language under it."""

    def other(column: str) -> Text | None:
        text = product[column]
        return Text(text, lang=desk.other_language) if text else None

    return (
        Cell(product["label"], second=other("other"), small=product["brand"] or "", tone="strong"),
        Cell(product["company"], second=other("company_other")),
    )
