"""Deals by year and kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.counting import table_of
from cartreport.sources.table_plan import TablePlan

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table

PLAN = TablePlan(
    title="Deals by year and kind", unit="deal", rows="year", columns="type-group", order="terms"
)


def table(landscape: Landscape) -> Table:
    """One row a year, those without a deal too, the first year first; a column a kind."""
    return table_of(landscape, "deals-by-year", PLAN)
