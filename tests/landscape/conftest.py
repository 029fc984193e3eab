"""The landscape that can be counted by hand; the bundled one stands in the room above."""

from __future__ import annotations

import pytest
from small_landscape import small_landscape

from cartreport.landscape import Tables
from cartreport.landscape.model import Landscape
from cartreport.landscape.table import Table


@pytest.fixture(scope="session")
def small() -> Landscape:
    """The landscape that can be counted by hand."""
    return small_landscape()


@pytest.fixture(scope="session")
def small_tables(small: Landscape) -> dict[str, Table]:
    """Every table of the small landscape."""
    return Tables(small)
