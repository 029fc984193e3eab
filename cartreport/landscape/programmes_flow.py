"""Programmes: those of the edition before, what came and went, those of now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.flow import flow_table

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table


def table(landscape: Landscape) -> Table:
    """One row a group of statuses; no row in a first edition."""
    return flow_table(
        landscape,
        "programmes",
        "outside_programmes",
        lambda _: True,
        id="programmes-flow",
        unit="programme",
        sources=landscape.source_ids("programmes"),
    )
