"""What the gates look at: a rendered briefing before anybody sees it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cartreport.problems import Where
from cartreport.render.formats.rendered import Rendered
from cartreport.render.gates.reading import Reading, read

if TYPE_CHECKING:
    from cartreport.briefing.briefing import Briefing
    from cartreport.briefing.measure import Measure
    from cartreport.render.gates.layout import Sheet


@dataclass(frozen=True)
class Document:
    """One briefing as it was rendered.

    ``screen`` is the HTML that will be published and ``print`` the HTML behind the PDF; either may
    be empty. ``layout`` is WeasyPrint's document, ``warnings`` what it logged. ``faces`` are the
    font files of the brand, those asked first first. ``files`` are the names of everything that
    will stand beside the briefing, for links that lead to them. ``texts`` gives those of the
    project's data: what a record says is printed as it stands. ``measure`` is the brand's.
    """

    briefing: Briefing
    screen: str = ""
    print: str = ""
    layout: Any = None
    warnings: Sequence[str] = ()
    faces: Sequence[Path] = ()
    files: frozenset[str] = field(default_factory=frozenset)
    texts: Callable[[], frozenset[str]] = frozenset
    measure: Measure | None = None

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

    @cached_property
    def _texts(self) -> Sequence[str]:
        return [" ".join(text.split()) for text in self.texts()]

    def told(self, words: str, odd: str) -> bool:
        """Whether what is odd in a text is a record's: it is part of one, or holds it whole."""
        words = " ".join(words.split())
        part = re.compile(rf"(?<!\w){re.escape(words.rstrip('…'))}(?!\w)")
        for text in (text for text in self._texts if odd in text):
            if part.search(text):
                return True
            words = words.replace(text, "")
        return odd not in words

    def place(self, section: str = "", line: int = 0) -> Where:
        """The template that set a section; the page's template for what stands in none."""
        folder = f"templates/{self.briefing.template}"
        kind = self.kinds.get(section)
        return Where(f"{folder}/sections/{kind}.html" if kind else f"{folder}/page.html", line)


def documents(
    briefing: Briefing, made: Sequence[Rendered], faces: Sequence[Path], files: frozenset[str]
) -> Iterator[Document]:
    """A briefing in the formats that it was made in: a screen and its pages are looked at together.

    Formats beyond them have documents of their own; a briefing that was not drawn has one as well.
    """
    nothing = Rendered(b"")
    screens = [one for one in made if one.screen] or [nothing]
    printed = [one for one in made if one.print] or [nothing]
    for screen, pages in zip_longest(screens, printed, fillvalue=nothing):
        yield Document(
            briefing, screen.screen, pages.print, pages.layout, pages.warnings, faces, files
        )


def inside(section: str) -> str:
    """``section "targets"``, or the page where it stands in none: how messages begin."""
    return f'section "{section}"' if section else "the page"


def quoted(words: str, most: int = 60) -> str:
    """The beginning of a text in quotation marks, on one line."""
    line = " ".join(words.split())
    return f'"{line[: most - 1]}…"' if len(line) > most else f'"{line}"'
