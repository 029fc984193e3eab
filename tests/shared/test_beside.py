"""One item that says whether the comparisons of this folder were made."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[3] / "shared"
PARTS = ("facts", "registry", "samples")


@pytest.mark.skipif(
    not (SHARED / "registry").is_dir(),
    reason="no ../shared beside the project: nothing to compare with, all else is held without it",
)
def test_the_folder_beside_the_project_is_whole() -> None:
    """Where it stands, all that is compared with is in it."""
    assert [name for name in PARTS if not (SHARED / name).is_dir()] == []
