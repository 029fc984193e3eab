"""The generated pages of the documentation are what the code would write today."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SCRIPT = ROOT / "scripts" / "make_reference.py"


def test_the_pages_are_current() -> None:
    """Run `make reference` after a change to the codes, the broken projects or the tables."""
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_code_is_on_its_page() -> None:
    """A heading a code, so that a link to it works."""
    from cartreport.problems import CODES

    page = (ROOT / "docs" / "reference" / "problems.md").read_text("utf-8")
    for code in CODES:
        assert f"\n### {code.id}\n" in page
