"""A text held to the file that was read and found right: `UPDATE_GOLDEN=1 pytest …` writes it anew."""

from __future__ import annotations

import os
from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path


def held(made: str, file: Path) -> None:
    """The text is that of the file; raises `AssertionError` with the difference."""
    if os.environ.get("UPDATE_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(made, encoding="utf-8", newline="\n")
    assert made == file.read_text(encoding="utf-8")


def otherwise(made: Sequence[str], usual: Sequence[str]) -> str:
    """The lines that stand instead of some of the usual ones, after how many they replace."""
    found = SequenceMatcher(None, usual, made, autojunk=False).get_opcodes()
    parts = ([f"-{to - of}", *made[a:b]] for kind, of, to, a, b in found if kind != "equal")
    return "".join(f"{line}\n" for part in parts for line in part)
