"""The briefing as a value: sections of exhibits and statements, each with its evidence.

This is the typed contract of the templates: what a template may name is what stands here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from cartreport.briefing.numbers import TRACED
from cartreport.briefing.scene import Scene

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartreport.briefing.trace import Trace

Mark = Literal["", "up", "down", "new", "approved", "stopped", "restated", "disputed"]
Tone = Literal["", "muted", "strong", "change"]


@dataclass(frozen=True)
class Text:
    """A run of words. ``text`` may hold what is strong, between two ``STRONG``.

    ``lang`` is set where it is not English.

    ``refs`` are numbers of :class:`Evidence` entries printed after it with their ``grade``. What an
    analyst wrote is ``markdown``: paragraphs, lists, links.
    """

    text: str
    lang: str = ""
    refs: tuple[int, ...] = ()
    grade: str = ""
    markdown: bool = False


@dataclass(frozen=True)
class Evidence:
    """A numbered source in the briefing's evidence list."""

    number: int
    grade: str
    publisher: str
    title: str
    published: str
    accessed: str
    url: str
    via: str = ""


@dataclass(frozen=True)
class Statement:
    """A computed sentence: which slot it fills, the mark before it, and the rule that made it."""

    id: str
    slot: str
    body: Text
    mark: Mark = ""
    changed: bool = False


@dataclass(frozen=True)
class KeyFigure:
    """A large number with its label and what it is held against.

    ``then`` is what the edition before has in its place, ``mark`` whether it rose since.
    """

    value: str
    label: str
    note: str = ""
    then: str = ""
    mark: Mark = ""


@dataclass(frozen=True)
class Was:
    """What stood in a cell's place in the edition before: ``text`` as printed, ``said`` in words.

    With the mark ``new`` it stands at the head of a row that the edition before did not have.
    """

    mark: Mark
    text: str
    said: str


@dataclass(frozen=True)
class Cell:
    """A table cell as it is printed.

    ``step`` 0 to 5 shades a heat cell (0: a dot without fill; ``None``: not a heat cell);
    ``bar`` is a length from 0 to 1 drawn before the text; ``second`` is a second line (a brand, a
    name in another language); ``mark`` stands before the text; ``small`` at the right of a cell.
    ``at`` is the address of the number that the text is;
    ``was`` is what the text was in the last edition.
    ``sort`` is the plain value where the text is not: a number, an ISO date, or nothing for what is
    not stated; with a ``unit`` it is compared with those of its unit alone.
    """

    text: str = ""
    second: Text | None = None
    tone: Tone = ""
    mark: Mark = ""
    step: int | None = None
    bar: float | None = None
    small: str = ""
    scene: Scene | None = None
    refs: tuple[int, ...] = ()
    title: str = ""
    sort: str | float | None = None
    unit: str = ""
    at: str = ""
    was: Was | None = None

    def __post_init__(self) -> None:
        """A text that is one number gives the cell its address."""
        if found := TRACED.fullmatch(self.text):
            object.__setattr__(self, "at", found[1])
            object.__setattr__(self, "text", found[2])


@dataclass(frozen=True)
class Head:
    """A column head. ``width`` in mm (print); the widths of a table add up to 174 or 255.

    ``align`` right for numbers. ``group`` is printed above consecutive columns that share it.
    ``scene`` is drawn under the label: the axis of the drawings below it; ``title`` says it.
    """

    label: str
    width: float
    align: Literal["left", "right", "centre"] = "left"
    group: str = ""
    scene: Scene | None = None
    title: str = ""


@dataclass(frozen=True)
class Row:
    """A row of cells: the first is its head.

    ``kind`` total closes a table, group opens a part, and more goes on with the row above it.
    ``id`` is that of its table's row, where it prints one.
    """

    cells: tuple[Cell, ...]
    kind: Literal["row", "more", "group", "total", "remainder"] = "row"
    id: str = ""


@dataclass(frozen=True)
class Grid:
    """A table as it is printed: heads, rows, and what it is called in exports (``table``)."""

    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    table: str = ""
    style: str = ""
    lines: int = 1
    sortable: bool = True

    def drawings(self) -> Iterator[Scene]:
        """The small drawings in its heads and cells."""
        yield from (head.scene for head in self.heads if head.scene)
        yield from (cell.scene for row in self.rows for cell in row.cells if cell.scene)


@dataclass(frozen=True)
class Foot:
    """The three lines under an exhibit: every exhibit has them."""

    source: Text
    included: Text
    method: Text


@dataclass(frozen=True)
class Figure:
    """A drawing with the words that stand for it where it cannot be seen.

    ``scene`` is 493.2 pt wide (174 mm) or 367 pt (beside the axis). ``alt`` is one sentence with
    the main numbers; ``data`` the same numbers as a grid for the screen and for exports.
    """

    id: str
    scene: Scene
    alt: str
    data: Grid | None = None


@dataclass(frozen=True)
class Exhibit:
    """One numbered table or chart: its title is the finding, computed from what it shows.

    ``shaded`` is the unit whose counts are shaded by the steps of ``heat_key``.
    """

    id: str
    number: int
    title: str
    subtitle: str
    foot: Foot
    figure: Figure | None = None
    grid: Grid | None = None
    key: Text | None = None
    heat_key: tuple[str, ...] = ()
    shaded: str = ""
    landscape: bool = False


@dataclass(frozen=True)
class Callout:
    """The "so what" box: rows of label and sentence, and the rule or author behind them."""

    rows: tuple[tuple[str, Text], ...]
    foot: str


@dataclass(frozen=True)
class Section:
    """A section: its number and name hang beside the axis, the finding stands on it.

    ``kind`` names the partial that sets it, ``sections/<kind>.html``: cover, reading, summary,
    exhibits, method, evidence, appendix. ``extra`` is what only that partial reads.
    """

    id: str
    kind: str
    number: str
    name: str
    finding: str
    lead: Text | None = None
    statements: tuple[Statement, ...] = ()
    figures: tuple[KeyFigure, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    notes: tuple[Text, ...] = ()
    callout: Callout | None = None
    evidence: tuple[Evidence, ...] = ()
    extra: dict[str, object] = field(default_factory=dict)

    def drawings(self) -> Iterator[tuple[str, Scene]]:
        """All that is drawn in it, each with its place: the exhibit, or the name of its extra."""
        for name, held in self.extra.items():
            if isinstance(held, Figure):
                yield name, held.scene
        for exhibit in self.exhibits:
            where = f"exhibit {exhibit.number}"
            if exhibit.figure:
                yield where, exhibit.figure.scene
            if exhibit.grid:
                yield from ((where, scene) for scene in exhibit.grid.drawings())


@dataclass(frozen=True)
class Briefing:
    """The whole document. ``build`` is the 8-digit id of its inputs; dates are ISO.

    ``parameters`` are those of sources.yaml, as declared or as a command set them; ``left_out``
    names the planned sections that the data have nothing for.
    """

    name: str
    template: str
    title: str
    titles: dict[str, str]
    document: str
    edition: str
    as_of: str
    data_to: str
    language: str
    label: str
    build: str
    brand: str
    sections: tuple[Section, ...]
    words: dict[str, str]
    tables: tuple[str, ...] = ()
    parameters: dict[str, str | int | bool] = field(default_factory=dict)
    trace: Trace | None = None
    left_out: tuple[str, ...] = ()
