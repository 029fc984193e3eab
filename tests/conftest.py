"""The bundled project, read once a process for all rooms."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

import pytest

from cartreport.landscape import Tables
from cartreport.landscape.model import Landscape, landscape_of
from cartreport.landscape.table import Table
from cartreport.problems import Problems
from cartreport.sources.load import load_records
from cartreport.sources.records import Records

gc.set_threshold(200_000, 50, 100)  # records live as long as the process: looked through seldom
ROOT = Path(__file__).resolve().parents[1]
# A command that builds a project of this repository leaves no record in it.
os.environ.setdefault("CARTREPORT_BUILD_RECORD", "0")
# Compiled code is kept, as it is for any user: else each of a hundred processes compiles all anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
# Nothing here survives a power cut, so nothing waits for the disk; a killed process loses no page.
os.fsync = lambda _: None


@pytest.fixture(scope="session")
def bundled_records() -> Records:
    """The records of the bundled project: never change them."""
    records = load_records(ROOT, Problems())
    assert records is not None
    return records


@pytest.fixture(scope="session")
def bundled(bundled_records: Records) -> Landscape:
    """The landscape of the bundled data."""
    return landscape_of(bundled_records)


@pytest.fixture(scope="session")
def bundled_tables(bundled: Landscape) -> dict[str, Table]:
    """Every table of the bundled landscape."""
    return Tables(bundled)
