"""What has changed in the shipped templates since a project copied a part of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from cartreport.errors import RequestError
from cartreport.render.overrides.offered import Piece, piece
from cartreport.render.overrides.origin import Base, bases, kept
from cartreport.render.overrides.own import own_files


@dataclass(frozen=True)
class Since:
    """An override and its base. ``shipped`` is the part as it is shipped, none where it is gone.

    ``then`` is the text that was copied, none where it was not kept.
    """

    path: str
    base: Base
    then: str | None
    shipped: Piece | None

    @property
    def moved(self) -> bool:
        """Whether the shipped part is another than the one that was copied."""
        return self.shipped is None or self.shipped.digits != self.base.sha

    def lines(self) -> list[str]:
        """What moved, as a unified diff; empty where nothing did or the base was not kept."""
        if not self.moved or self.then is None or self.shipped is None:
            return []
        names = (f"{self.base.said} of {self.base.version}", f"{self.base.said} now")
        old, new = self.then.splitlines(), self.shipped.text.splitlines()
        return list(unified_diff(old, new, *names, lineterm=""))


def since(project: Path) -> Iterator[Since]:
    """Every override of ``project`` that says what it was copied from."""
    folder = project / "templates"
    for name, path in own_files(project):
        for base in bases(path.read_text("utf-8", "replace")):
            try:
                held = piece(base.said)
            except RequestError:
                held = None
            yield Since(f"templates/{name}", base, kept(folder, base), held)
