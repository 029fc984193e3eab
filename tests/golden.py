"""A text held to the file that was read and found right: `UPDATE_GOLDEN=1 pytest …` writes it anew."""

from __future__ import annotations

import os
from pathlib import Path


def held(made: str, file: Path) -> None:
    """The text is that of the file; raises `AssertionError` with the difference."""
    if os.environ.get("UPDATE_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(made, encoding="utf-8", newline="\n")
    assert made == file.read_text(encoding="utf-8")
