"""The faces that the package ships, opened once."""

from __future__ import annotations

import pytest

from cartreport.briefing.measure import Measure, shipped_faces


@pytest.fixture(scope="session")
def measure() -> Measure:
    return Measure(*shipped_faces())
