"""docs/reference/tables.md is what its script writes."""

from __future__ import annotations

import sys
from pathlib import Path

from cartreport.landscape import TABLES, table_id

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_is_current() -> None:
    """Run scripts/reference_tables.py (or `make reference`) after changing a table."""
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        from reference_tables import PAGE, page
    finally:
        sys.path.pop(0)
    text = PAGE.read_text(encoding="utf-8")
    assert text == page()
    for module in TABLES:
        assert f"\n## {table_id(module)}\n" in text
