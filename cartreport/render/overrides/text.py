"""The text of one file of a project's ``templates/``, and the places in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cartreport.problems import Where
from cartreport.render.overrides.offered import blanked
from cartreport.render.overrides.placed import column_of


@dataclass(frozen=True)
class Own:
    """A file of the project's ``templates/``: ``bare`` is its text with the comments blanked."""

    name: str
    text: str

    @cached_property
    def bare(self) -> str:
        """The text without what its comments say, line by line where it was."""
        return blanked(self.text)

    @property
    def suffix(self) -> str:
        """``.html`` of ``briefing/page.html``."""
        return Path(self.name).suffix

    def at(self, position: int) -> Where:
        """The place of a character."""
        before = self.text[:position]
        line, column = before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1
        return Where(f"templates/{self.name}", line, column)

    def line(self, number: int, *words: str) -> Where:
        """The place of a word in a line, else of the line's first tag."""
        lines = self.bare.splitlines()
        text = lines[number - 1] if 0 < number <= len(lines) else ""
        return Where(f"templates/{self.name}", number, column_of(text, *words))
