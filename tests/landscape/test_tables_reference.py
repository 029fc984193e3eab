"""docs/reference/tables.md has every table; that it is current is held by tests/test_reference.py."""

from __future__ import annotations

from pathlib import Path

from cartreport.landscape import TABLES, table_id

PAGE = Path(__file__).resolve().parents[2] / "docs/reference/tables.md"


def test_every_table_is_on_its_page() -> None:
    """A heading a table, so that a link to it works."""
    text = PAGE.read_text(encoding="utf-8")
    for module in TABLES:
        assert f"\n## {table_id(module)}\n" in text
