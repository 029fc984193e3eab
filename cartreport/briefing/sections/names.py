"""A product and its company as two cells, each with its name in the title's other language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cartreport.briefing.briefing import Cell, Text

if TYPE_CHECKING:
    from collections.abc import Hashable

    from cartreport.briefing.desk import Desk


def other_name(desk: Desk, *named: Mapping[str, str]) -> Text | None:
    """The names in the language of the project's other title, joined; ``None`` where none is known.

    A name kept as ``<language>-short`` goes before the full one.
    """
    language = next(iter(desk.landscape.project.titles), "")
    found = [names.get(f"{language}-short") or names.get(language) for names in named]
    text = " ".join(filter(None, found))
    return Text(text, lang=language) if text else None


def product_cells(desk: Desk, product: Mapping[Hashable, Any]) -> tuple[Cell, Cell]:
    """Product with brand, company: one line each, and the other language under it."""
    return (
        Cell(
            product["short"],
            second=other_name(desk, product["names"], product["brands"]),
            small=product["brand"] or "",
            tone="strong",
        ),
        Cell(product["company_short"], second=other_name(desk, product["company_names"])),
    )
