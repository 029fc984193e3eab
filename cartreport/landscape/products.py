"""Every product, approved, filed or in late stage, with its ids: a row a product."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.record_table import facet_columns, record_table

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table


def table(landscape: Landscape) -> Table:
    """The products as their files order them."""
    return record_table(
        landscape,
        "products",
        id="products",
        unit="product",
        kinds=("products", "companies", "programmes"),
        more=facet_columns(landscape),
    )
