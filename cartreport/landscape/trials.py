"""Every trial of the landscape, with its ids and labels: a row a trial."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.record_table import More, record_table
from cartreport.landscape.table import Column

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table


def table(landscape: Landscape) -> Table:
    """The trials in the order of the registry's table; ``label:<name>`` is what was read of it."""
    return record_table(
        landscape,
        "trials",
        id="trials",
        unit="trial",
        kinds=("trials", "labels", "companies", "institutions", "programmes"),
        more=[_label(landscape, name) for name in landscape.labels],
    )


def _label(landscape: Landscape, name: str) -> More:
    """A label's column: of a trial without one, nothing."""
    held = landscape.labelled(name)
    column = Column(f"label:{name}", landscape.words("trials.labelled", label=name), "terms")
    return column, lambda _: held
