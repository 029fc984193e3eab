"""Company by highest phase: how many programmes stand on each rung."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.cross import NONE
from cartreport.landscape.matrix import matrix
from cartreport.landscape.model import NOT_STATED
from cartreport.landscape.profile import profiles_of

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table


def table(landscape: Landscape) -> Table:
    """One row a company with a programme, one column a phase."""
    profiles = profiles_of(landscape)
    names = dict(zip(landscape.companies["id"], landscape.companies["short"], strict=True))
    return matrix(
        landscape,
        id="company-phase",
        title="Programmes by company and highest phase",
        head="Company",
        labels={**names, NONE: NOT_STATED},
        axis=profiles.phases,
        cells=[
            (programme["company"] or NONE, programme["phase"], programme["id"])
            for programme in profiles.programmes.values()
        ],
        rule="Unit: programme. Each counts once, under its developing company.",
    )
