"""Rendered HTML read back: its texts, its anchors, its links and what it would fetch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
VOID = frozenset(
    "area base br col embed hr img input link meta source track wbr".split()  # noqa: SIM905
)
SILENT = frozenset({"script", "style", "template"})
SPOKEN = ("alt", "title", "aria-label")
FETCHING = (
    *("src", "srcset", "imagesrcset", "poster", "data", "background", "action", "formaction"),
    *("manifest", "ping", "longdesc", "codebase", "archive", "classid", "profile", "lowsrc"),
)
SPEAKING = ("id", "class", "title", "alt", "content", "d", "points", "lang")
"""Attributes that no browser takes for a style."""
PICTURES = frozenset({"img", "svg", "table", "object"})


@dataclass(frozen=True)
class Passage:
    """A text, the section and element that it stands in, and its line in the HTML.

    ``seen`` is False for tooltips and alternative texts. ``counted``: a number of a table, in
    figures or in words.
    """

    words: str
    section: str
    tag: str
    line: int
    seen: bool = True
    counted: bool = False


@dataclass(frozen=True)
class Link:
    """Where something leads or what it fetches: ``a href`` has ``followed`` True."""

    target: str
    section: str
    tag: str
    attribute: str
    line: int
    followed: bool


@dataclass
class Reading:
    """What stands in a page. ``bodies``: section id → whether there is more than a heading."""

    passages: list[Passage] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    anchors: dict[str, int] = field(default_factory=dict)
    repeated: list[tuple[str, int]] = field(default_factory=list)
    styles: list[Passage] = field(default_factory=list)
    outgoing: list[Passage] = field(default_factory=list)  # elements that lead the reader away
    bodies: dict[str, bool] = field(default_factory=dict)


def read(html: str, sections: Mapping[str, str]) -> Reading:
    """Read a page; ``sections`` has the ids of the briefing's sections as its keys."""
    reader = _Reader(sections)
    reader.feed(html)
    reader.close()
    return reader.found


class _Reader(HTMLParser):
    """One pass over the page with a stack of open elements: (tag, section)."""

    def __init__(self, sections: Mapping[str, str]) -> None:
        super().__init__(convert_charrefs=True)
        self.found = Reading()
        self._sections = sections
        self._open: list[tuple[str, str]] = [("", "")]
        self._counted = False
        self._heading = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        self._counted = "data-at" in held
        section = self._open[-1][1]
        if held.get("id") in self._sections:
            section = held["id"]
            self.found.bodies.setdefault(section, False)
        if tag not in VOID:
            self._open.append((tag, section))
            self._heading += tag in HEADINGS
        if tag in PICTURES and section:
            self.found.bodies[section] = True
        self._note(tag, held, section)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self._counted = False
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth][0] == tag:
                self._heading -= sum(name in HEADINGS for name, _ in self._open[depth:])
                del self._open[depth:]
                return

    def handle_data(self, data: str) -> None:
        if not data.strip():
            return
        tag, section = self._open[-1]
        seen = tag not in {"title", "desc"}
        passage = Passage(data, section, tag, self.getpos()[0], seen, self._counted)
        if tag == "style":
            self.found.styles.append(passage)
        if tag in SILENT:
            return
        self.found.passages.append(passage)
        if section and not self._heading:
            self.found.bodies[section] = True

    @staticmethod
    def _speaks(name: str) -> bool:
        """Whether an attribute holds words, which a browser shows and does not obey."""
        return name in SPEAKING or name.startswith(("aria-", "data-"))

    def _lead_away(self, tag: str, held: dict[str, str], section: str, line: int) -> None:
        """Note what takes a reader elsewhere, or holds a page of its own."""
        told = ""
        if tag == "meta" and held.get("http-equiv", "").strip().casefold() == "refresh":
            told = held.get("content", "")
        elif tag == "base":
            told = held.get("href", "") or held.get("target", "")
        elif "srcdoc" in held:
            told = held["srcdoc"]
        elif tag in ("iframe", "frame", "embed", "object", "applet", "portal", "fencedframe"):
            told = held.get("src", "") or held.get("data", "") or tag
        else:
            return
        self.found.outgoing.append(Passage(told or tag, section, tag, line))

    def _note(self, tag: str, held: dict[str, str], section: str) -> None:
        """Keep what an element's attributes say."""
        line = self.getpos()[0]
        anchor = held.get("id")
        if anchor:
            if anchor in self.found.anchors:
                self.found.repeated.append((anchor, line))
            self.found.anchors.setdefault(anchor, line)
        for name in SPOKEN:
            if held.get(name):
                self.found.passages.append(Passage(held[name], section, tag, line, seen=False))
        for name, value in held.items():
            styled = "(" in value or "\\" in value
            if value and (name == "style" or (styled and not self._speaks(name))):
                self.found.styles.append(Passage(value, section, tag, line))
        self._lead_away(tag, held, section, line)
        for name in ("href", "xlink:href", *FETCHING):
            if name in held:
                followed = tag in {"a", "area"} and name.endswith("href")
                self.found.links.append(Link(held[name], section, tag, name, line, followed))
