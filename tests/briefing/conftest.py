"""What the tests of this room share: the faces, opened once, and the bundled briefing, written once."""

from __future__ import annotations

import pytest

from cartreport.briefing.briefing import Briefing
from cartreport.briefing.measure import Measure, shipped_faces
from cartreport.landscape.model import Landscape


@pytest.fixture(scope="session")
def measure() -> Measure:
    return Measure(*shipped_faces())


@pytest.fixture(scope="session")
def whole(bundled: Landscape) -> Briefing:
    """The bundled briefing with every section that there is."""
    from test_sections import ALL, composed

    return composed(bundled, ALL)
