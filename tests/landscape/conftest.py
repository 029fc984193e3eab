"""The two landscapes that these tests count: a small one by hand, and the bundled one."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_landscape import small_landscape

from cartreport.landscape import tables_of
from cartreport.landscape.model import Landscape, landscape_of
from cartreport.landscape.table import Table
from cartreport.problems import Problems
from cartreport.sources.load import load_records

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def small() -> Landscape:
    """The landscape that can be counted by hand."""
    return small_landscape()


@pytest.fixture(scope="session")
def bundled() -> Landscape:
    """The landscape of the bundled data."""
    records = load_records(ROOT, Problems())
    assert records is not None
    return landscape_of(records)


@pytest.fixture(scope="session")
def small_tables(small: Landscape) -> dict[str, Table]:
    """Every table of the small landscape."""
    return tables_of(small)


@pytest.fixture(scope="session")
def bundled_tables(bundled: Landscape) -> dict[str, Table]:
    """Every table of the bundled landscape."""
    return tables_of(bundled)
