"""Two editions of the small project, written once and read once."""

from __future__ import annotations

from pathlib import Path

import pytest
from two_editions import edition, known

from cartreport.changes.compare import Comparison, compare
from cartreport.landscape.snapshot import Snapshot


@pytest.fixture(scope="session")
def editions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The folders of both editions."""
    folder = tmp_path_factory.mktemp("editions")
    return edition(folder, "before"), edition(folder, "after")


@pytest.fixture(scope="session")
def pair(editions: tuple[Path, Path]) -> tuple[Snapshot, Snapshot]:
    """What both editions knew."""
    return known(editions[0]), known(editions[1])


@pytest.fixture(scope="session")
def compared(pair: tuple[Snapshot, Snapshot]) -> Comparison:
    """The two editions held against each other, with an id that an edition before them knew."""
    return compare(*pair, ever=["REG00000005"])
