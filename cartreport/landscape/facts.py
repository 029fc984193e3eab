"""Every fact of a product, with its date, its confidence and its references: a row a fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.record_table import record_table

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table


def table(landscape: Landscape) -> Table:
    """The facts as the products' records have them; those that no page bears out are not there."""
    return record_table(landscape, "facts", id="facts", unit="fact", kinds=("products",))
