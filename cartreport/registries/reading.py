"""What an import found wrong or noteworthy, bounded however large the export is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cartreport.problems import CODE_BY_ID, Level, Problem, Problems, Where
from cartreport.sources.project import Mapped

_HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
MOST = 1000
"""Problems that are kept with their places; beyond them they are counted."""


def printable(text: str) -> str:
    """A text that any terminal and file can take: no half character, no control character."""
    return text if text.isprintable() else _HIDDEN.sub("\ufffd", text)


@dataclass
class Reading:
    """The state of one import: problems, notes, counts. Handed to every importer.

    ``focus`` is the country whose cities are kept; ``moved`` is told of every byte that is read,
    ``root`` is the project's folder.
    """

    focus: str = ""
    encoding: str = "utf-8"
    moved: Callable[[int], None] = lambda _: None
    mappings: Mapping[str, Mapped] = field(default_factory=dict)
    root: Path = field(default_factory=Path)
    problems: list[Problem] = field(default_factory=list)
    errors: int = 0
    bad: int = 0  # records that could not be used
    notes: Counter[tuple[str, str]] = field(default_factory=Counter)
    first: dict[tuple[str, str], tuple[Where, str, str]] = field(default_factory=dict)

    def error(self, where: Where, code: str, message: str, hint: str = "", value: str = "") -> None:
        """Something that makes a record, or the rest of a file, unusable."""
        if CODE_BY_ID[code].level is not Level.ERROR:
            raise KeyError(code)
        self.errors += 1
        if len(self.problems) < MOST:
            self.problems.append(
                Problem(where, code, printable(message), printable(hint), printable(value[:200]))
            )

    def bad_record(
        self, where: Where, code: str, message: str, hint: str = "", value: str = ""
    ) -> None:
        """One record that can't be used: an error, and counted."""
        self.bad += 1
        self.error(where, code, message, hint, value)

    def note(self, where: Where, code: str, message: str, hint: str = "", value: str = "") -> None:
        """A warning that may come thousands of times: told once, with its first place and count."""
        key = (code, printable(message))
        if key not in self.first:
            if len(self.first) >= MOST:
                key = ("W033", "more remarks are not listed")
            self.first.setdefault(key, (where, hint, printable(value[:200])))
        self.notes[key] += 1

    def found(self) -> Problems:
        """All problems: the errors kept, and each warning once with the number of its records."""
        found = Problems(self.problems)
        for (code, message), (where, hint, value) in self.first.items():
            count = self.notes[code, message]
            tail = f" ({count:,} records)" if count > 1 else ""
            found.add(where, code, message + tail, hint, value)
        if self.errors > len(self.problems) and self.problems:
            left = self.errors - len(self.problems)
            where = Where(self.problems[-1].where.file)
            found.add(where, "W033", f"{left:,} more errors are not listed", "mend the first ones")
        return found
