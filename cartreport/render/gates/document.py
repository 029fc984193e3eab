"""What the gates look at: a rendered briefing before anybody sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cartreport.problems import Where
from cartreport.render.gates.reading import Reading, read

if TYPE_CHECKING:
    from cartreport.briefing.briefing import Briefing
    from cartreport.render.gates.layout import Sheet


@dataclass(frozen=True)
class Document:
    """One briefing as it was rendered.

    ``screen`` is the HTML that will be published and ``print`` the HTML behind the PDF; either may
    be empty. ``layout`` is WeasyPrint's document, ``warnings`` what it logged. ``faces`` are the
    font files of the brand, those asked first first. ``files`` are the names of everything that
    will stand beside the briefing, for links that lead to them.
    """

    briefing: Briefing
    screen: str = ""
    print: str = ""
    layout: Any = None
    warnings: Sequence[str] = ()
    faces: Sequence[Path] = ()
    files: frozenset[str] = field(default_factory=frozenset)

    @cached_property
    def readings(self) -> Mapping[str, Reading]:
        """The HTML read back, by the format that it serves."""
        kinds = self.kinds
        held = {"html": self.screen, "pdf": self.print}
        return {format: read(text, kinds) for format, text in held.items() if text}

    @cached_property
    def sheets(self) -> Sequence[Sheet]:
        """The pages as they were laid out."""
        from cartreport.render.gates.layout import sheets

        return tuple(sheets(self.layout, self.kinds)) if self.layout is not None else ()

    @cached_property
    def kinds(self) -> Mapping[str, str]:
        """Section id → kind, which names its template."""
        return {section.id: section.kind for section in self.briefing.sections}

    def place(self, section: str = "", line: int = 0) -> Where:
        """The template that set a section; the page's template for what stands in none."""
        folder = f"templates/{self.briefing.template}"
        kind = self.kinds.get(section)
        return Where(f"{folder}/sections/{kind}.html" if kind else f"{folder}/page.html", line)


def inside(section: str) -> str:
    """``section "targets"``, or the page where it stands in none: how messages begin."""
    return f'section "{section}"' if section else "the page"


def quoted(words: str, most: int = 60) -> str:
    """The beginning of a text in quotation marks, on one line."""
    line = " ".join(words.split())
    return f'"{line[: most - 1]}…"' if len(line) > most else f'"{line}"'
