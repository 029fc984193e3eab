"""What a template may name: the briefing, its words, and how a drawing stands in the page."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import groupby
from typing import Literal, NamedTuple

from markupsafe import Markup

from cartreport.briefing.briefing import Briefing, Cell, Evidence, Figure, Grid, Head, Row
from cartreport.briefing.numbers import untraced
from cartreport.briefing.scene import Scene
from cartreport.briefing.trace import tables_in
from cartreport.briefing.words import Words
from cartreport.render import svg
from cartreport.render.assets import Picture
from cartreport.render.brand import Brand
from cartreport.render.drawings import painted
from cartreport.render.logo import Image
from cartreport.render.look import Look
from cartreport.render.markup import HAN_PAGES, addressed, closed, link, numbered_words, rich
from cartreport.render.prose import addressed_prose, prose
from cartreport.render.svg import Ink
from cartreport.render.table_cells import ZERO
from cartreport.sources.language import Language

Medium = Literal["screen", "print"]
MARKS = {
    "up": "▲",
    "down": "▼",
    "new": "●",
    "approved": "◆",
    "stopped": "×",
    "restated": "◇",
    "disputed": "?",
}
NUMERIC = re.compile(r"-?\d+(?:\.\d+)?")
SCREEN_POINT = 1.4
"""Pixels of the screen's bar for a point of the cover's head."""
BAR = 5.0
"""Ems: the longest bar in a table cell."""


class Span(NamedTuple):
    """Neighbouring columns under one head: ``label`` is empty where each stands alone."""

    label: str
    heads: tuple[Head, ...]


class Dress(NamedTuple):
    """What a template may know of the brand: texts alone, no file and no folder."""

    id: str
    name: str
    light: Mapping[str, str]
    dark: Mapping[str, str]
    sizes: Mapping[str, str]


def dress(brand: Brand) -> Dress:
    """The brand as templates see it."""
    return Dress(brand.id, brand.name, brand.light, brand.dark, brand.sizes)


FEWEST = 3
"""Rows that a table leaves on either side where it parts."""


class Part(NamedTuple):
    """A group row and the rows under it; a table without groups is one part without a head.

    ``keep`` and ``keeps`` are the classes by which it and its rows stay with the rows beside them.
    """

    head: Row | None
    rows: tuple[Row, ...]
    keep: str = ""
    keeps: tuple[str, ...] = ()


@dataclass
class Pictures:
    """The drawings of a page: in print each is an image of its own, kept here by address."""

    look: Look
    medium: Medium
    kept: dict[str, bytes] = field(default_factory=dict)

    def drawing(self, figure: Figure, title: str = "") -> Markup:
        """A figure in the page: an image in print, inline on screen."""
        return self._placed(figure.scene, figure.id, title or figure.alt, figure.alt)

    def in_cell(self, cell: Cell | Head) -> Markup:
        """A small drawing inside a table cell, or under the label of a column's head."""
        assert cell.scene is not None
        alt = untraced(cell.title or (cell.text if isinstance(cell, Cell) else cell.label))
        return self._placed(cell.scene, f"cell-{len(self.kept) + 1}", alt, alt)

    @property
    def logo(self) -> Markup:
        """The brand's logo in its slot: an image in print, on screen one for each mode."""
        brand, logo = self.look.brand, self.look.brand.logo
        if logo is None:
            return Markup("")
        alt = logo.alt or brand.name
        if self.medium == "screen":
            images = {"": logo.light}
            if logo.dark is not logo.light:
                images = {" by-day": logo.light, " by-night": logo.dark}
            return Markup("").join(
                _shown(image, when, alt, brand.light["paper"]) for when, image in images.items()
            )
        wide, high = logo.light.size
        data, key = logo.light.data, f"{logo.light.kind.partition('/')[2][:3]}:device"
        if not data:
            values = {**brand.light, "sans": brand.families["sans"]}
            data = painted(logo.light.markup, values).encode()
        self.kept[key] = data
        size = f"width:{wide:.2f}pt;height:{high:.2f}pt"
        return Markup('<img class="device" src="{}" style="{}" alt="{}"/>').format(key, size, alt)

    def carried(self, picture: Picture) -> str:
        """The address in print of a picture that a template or a sheet names."""
        short = picture.kind.partition("/")[2][:3]
        key = f"{short}:{hashlib.sha256(picture.data).hexdigest()[:16]}"
        self.kept[key] = picture.data
        return key

    def _placed(self, scene: Scene, id: str, title: str, alt: str) -> Markup:
        families = self.look.brand.families
        if self.medium == "screen":
            self.kept[id] = b""
            return Markup(svg.text(scene, id, title, alt))  # noqa: S704 - built as a tree
        ink = Ink(self.look.brand.light, families)
        self.kept[f"drawing:{id}"] = svg.text(scene, id, title, alt, ink).encode()
        return Markup('<img class="drawing" src="drawing:{}" alt="{}"/>').format(id, alt)


NAMES: dict[str, tuple[str, str]] = {
    "briefing": ("Briefing", "the whole document"),
    "medium": ("Literal['screen', 'print']", "which page is made: HTML, or the one behind the PDF"),
    "brand": ("Dress", "id, name, and the colours and sizes of the brand by name"),
    "word": ("Words", "a text of words.yaml: word('furniture.edition', edition=briefing.edition)"),
    "drawing": ("(Figure, title) -> Markup", "a figure in the page"),
    "cell_drawing": ("(Cell | Head) -> Markup", "a small drawing in a cell of a table"),
    "logo": ("Markup", "the brand's device"),
    "evidence": ("(number) -> Evidence | None", "a cited source by its number"),
    "marks": ("dict[str, str]", "the signs of marks: up, down, new, approved, …"),
    "styles": ("Markup", "the sheet of the screen; empty in print"),
    "script": ("Markup", "the script of the screen; empty in print"),
    "numbers": ("str", "what each number of the screen counts: packed JSON; undefined in print"),
}
"""Each name that a template may use: its kind, and what it is."""


def _shown(image: Image, when: str, alt: str, plate: str) -> Markup:
    """A logo on screen: a drawing inline, so that it follows the mode, a picture as one."""
    wide, high = (side * SCREEN_POINT for side in image.size)
    ground = "" if image.follows or when else f";background:{plate};box-shadow:0 0 0 4px {plate}"
    inside = Markup(image.markup)  # noqa: S704 - cleaned when the brand was read
    if image.data:
        inside = Markup('<img src="{}" alt=""/>').format(image.url)
    return Markup(
        '<span class="device{}" role="img" aria-label="{}" '
        'style="width:{:.1f}px;height:{:.1f}px{}">{}</span>'
    ).format(when, alt, wide, high, ground, inside)


def context(briefing: Briefing, pictures: Pictures) -> dict[str, object]:
    """The names that a template may use; :data:`NAMES` says what each is."""
    numbered = {item.number: item for section in briefing.sections for item in section.evidence}

    def evidence(number: int) -> Evidence | None:
        return numbered.get(number)

    return {
        "briefing": briefing,
        "medium": pictures.medium,
        "brand": dress(pictures.look.brand),
        "word": Words(briefing.words, language=Language(briefing.language)),
        "drawing": pictures.drawing,
        "cell_drawing": pictures.in_cell,
        "logo": pictures.logo,
        "evidence": evidence,
        "marks": MARKS,
    }


def spans(grid: Grid) -> list[Span]:
    """Heads by the group that neighbours share."""
    groups = groupby(grid.heads, key=lambda head: head.group)
    return [Span(label, tuple(heads)) for label, heads in groups]


def parts(grid: Grid) -> list[Part]:
    """Rows by the group row over them."""
    found: list[Part] = []
    for is_head, run in groupby(grid.rows, key=lambda row: row.kind == "group"):
        rows = tuple(run)
        if is_head:
            found += [Part(row, ()) for row in rows]
        elif found:
            found[-1] = Part(found[-1].head, rows)
        else:
            found.append(Part(None, rows))
    return _kept(found)


def _kept(parts: list[Part]) -> list[Part]:
    """The parts with what keeps the first rows of their table together, and the last."""
    count, whole, found = 0, sum(len(part.rows) for part in parts), []
    for part in parts:
        places = range(count, count + len(part.rows))
        keeps = tuple(" early" * (at < FEWEST - 1) + _late(at, whole) for at in places)
        found.append(part._replace(keep=_late(count, whole), keeps=keeps))
        count += len(part.rows)
    return found


def _late(at: int, whole: int) -> str:
    return " late" if at > whole - FEWEST else ""


def bar(share: float) -> str:
    """How long the bar of a share, 0 to 1, is drawn."""
    return f"{BAR * share:.2f}em"


def at(words: object, address: str) -> object:
    """Words that are a number: on screen they open what it counts."""
    return Markup(numbered_words(str(words), address)) if address else words  # noqa: S704


def unaddressed(words: object, address: str) -> object:  # noqa: ARG001 - as `at`
    """Words that are a number: on screen they open what it counts."""
    return words


def value(cell: Cell, missing: Sequence[str]) -> str | None:
    """A cell's plain value where the page can't read it off its text: ``""`` for not stated.

    ``missing`` are the words that stand for what nobody states.
    """
    text = untraced(cell.text)
    if cell.sort is None:
        return "" if text in missing else None
    held = cell.sort if isinstance(cell.sort, str) else f"{cell.sort:.12g}"
    read = "0" if text == ZERO else text.replace(",", "")
    alone = not (cell.mark or cell.small or cell.second or cell.scene)
    return None if alone and held == (read if NUMERIC.fullmatch(read) else text) else held


FILTERS: dict[str, Callable[..., object]] = {
    "rich": rich,
    "prose": prose,
    "words": rich,  # within a link, where nothing else may open
    "plain": untraced,
    "closed": closed,
    "link": link,
    "spans": spans,
    "parts": parts,
    "value": value,
    "bar": bar,
    "at": unaddressed,
    "tables": tables_in,
}
SCREEN: dict[str, Callable[..., object]] = {
    **FILTERS,
    "rich": addressed,
    "prose": addressed_prose,
    "at": at,
}
"""Those of the screen, where a number says where it stands."""


@cache
def filters(medium: Medium, language: str) -> Mapping[str, Callable[..., object]]:
    """The filters of a page in a language."""
    held = SCREEN if medium == "screen" else FILTERS
    own = {name: partial(held[name], page=language) for name in ("rich", "words")}
    return {**held, **own} if language.startswith(HAN_PAGES) else held
