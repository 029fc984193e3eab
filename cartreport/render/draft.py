"""A brand while it is read: its tree, what was wrong, and which of its settings were used."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from cartreport.problems import Problem, Where
from cartreport.render.brand_file import Entry


@dataclass
class Draft:
    """``root`` is the file's tree, ``folder`` where its files lie; the rest fills while reading."""

    root: Entry
    folder: Path
    problems: list[Problem] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    def take(self, path: str) -> Entry | None:
        """The entry at a path, which is used from now on."""
        entry = self.root.at(path)
        if entry:
            self.used.add(path)
        return entry

    def fault(self, where: Where, code: str, message: str, hint: str, value: str = "") -> None:
        """Note what is wrong."""
        self.problems.append(Problem(where, code, message, hint, value))

    def idle(self, settings: list[str]) -> list[str]:
        """Those of the settings that nothing used."""
        return [
            path
            for path in settings
            if not any(path == used or path.startswith(f"{used}.") for used in self.used)
        ]

    def file(self, entry: Entry) -> Path | None:
        """A file of the brand's folder by its name; what is none is a fault."""
        path = (self.folder / entry.text).resolve()
        if path.is_relative_to(self.folder.resolve()) and path.is_file():
            return path
        message = f"there is no file {entry.text!r} in the brand's folder"
        self.fault(entry.place, "E703", message, "put it there, or correct its name", entry.text)
        return None


def abroad(name: str) -> bool:
    """Whether a file's name is an address on the network, from which a build fetches nothing."""
    return name.lower().startswith(("http://", "https://", "//"))
