"""Pages as WeasyPrint laid them out: where each text, cell and picture came to stand.

WeasyPrint has no public way to ask this: ``Page._page_box`` is read, and the version is pinned. All
measures are points from the page's upper left corner, after any transformation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

from cartreport.render.gates.reading import HEADINGS

POINT = 0.75  # a CSS pixel in points


class Frame(NamedTuple):
    """A rectangle by its edges."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Context:
    """What encloses a box: its section, its cell, what cuts it off, whether it is a heading."""

    section: str = ""
    cell: Frame | None = None
    clip: Frame | None = None
    heading: bool = False
    flow: bool = True
    margin: bool = False
    matrix: Any = None


@dataclass(frozen=True)
class Piece:
    """A line of text, a table cell or a picture. ``size`` is a text's, in points."""

    kind: Literal["text", "cell", "picture"]
    frame: Frame
    context: Context
    words: str = ""
    size: float = 0


@dataclass(frozen=True)
class Sheet:
    """A page: its number from 1, the frame that content must keep to, and all pieces on it."""

    number: int
    paper: Frame
    content: Frame
    pieces: tuple[Piece, ...]


def sheets(layout: Any, sections: Mapping[str, str]) -> Iterator[Sheet]:
    """The pages of a laid-out document; ``sections`` has the section ids as its keys."""
    for number, page in enumerate(layout.pages, 1):
        box = page._page_box  # noqa: SLF001 - there is no public way, see above
        paper = Frame(0, 0, page.width * POINT, page.height * POINT)
        left, top = box.content_box_x(), box.content_box_y()
        content = _scaled(left, top, left + box.width, top + box.height)
        found: list[Piece] = []
        for child in box.all_children():
            margin = type(child).__name__ == "MarginBox"
            _walk(child, Context(margin=margin, flow=not margin), sections, found)
        yield Sheet(number, paper, content, tuple(found))


def _walk(box: Any, context: Context, sections: Mapping[str, str], found: list[Piece]) -> None:
    """Collect the pieces of a box and of all that it holds."""
    kind = type(box).__name__
    context = _entered(box, kind, context, sections)
    if hasattr(box, "text") and hasattr(box, "justification_spacing"):
        if box.text.strip():
            size = float(box.style["font_size"]) * POINT
            frame = _moved(context.matrix, box.position_x, box.position_y, box.width, box.height)
            found.append(Piece("text", frame, context, box.text, size))
        return
    if hasattr(box, "replacement"):
        found.append(Piece("picture", _frame(box, context.matrix), context))
        return
    if kind == "TableCellBox":
        frame = _frame(box, context.matrix)
        found.append(Piece("cell", frame, context, _words(box)))
        context = replace(context, cell=frame)
    for child in box.all_children():
        _walk(child, context, sections, found)


def _entered(box: Any, kind: str, context: Context, sections: Mapping[str, str]) -> Context:
    """The context inside a box; the same value where the box changes nothing."""
    changes: dict[str, Any] = {}
    if box.transformation_matrix:
        matrix = box.transformation_matrix
        changes["matrix"] = matrix @ context.matrix if context.matrix else matrix
    element = box.element
    name = element.get("id") if hasattr(element, "get") else None
    if name in sections:
        changes["section"] = name
    if box.element_tag in HEADINGS or (kind == "TableRowGroupBox" and box.is_header):
        changes["heading"] = True
    if context.flow and (box.is_floated() or box.is_absolutely_positioned()):
        changes["flow"] = False
    cuts = box.style["overflow"] != "visible" and hasattr(box, "padding_left")
    if cuts and kind not in {"TextBox", "InlineBox", "LineBox"} and box.element_tag != "html":
        changes["clip"] = _padding(box, changes.get("matrix", context.matrix))
    return replace(context, **changes) if changes else context


def _frame(box: Any, matrix: Any) -> Frame:
    """The border box in points."""
    left, top, width, height = box.hit_area()
    return _moved(matrix, left, top, width, height)


def _padding(box: Any, matrix: Any) -> Frame:
    """The padding box in points: what ``overflow: hidden`` cuts to."""
    left, top = box.padding_box_x(), box.padding_box_y()
    return _moved(matrix, left, top, box.padding_width(), box.padding_height())


def _moved(matrix: Any, left: float, top: float, width: float, height: float) -> Frame:
    if not matrix:
        return _scaled(left, top, left + width, top + height)
    corners = [
        matrix.transform_point(x, y) for x in (left, left + width) for y in (top, top + height)
    ]
    across, down = zip(*corners, strict=True)
    return _scaled(min(across), min(down), max(across), max(down))


def _scaled(left: float, top: float, right: float, bottom: float) -> Frame:
    return Frame(left * POINT, top * POINT, right * POINT, bottom * POINT)


def _words(box: Any) -> str:
    """The text that a box holds."""
    if hasattr(box, "text") and not hasattr(box, "replacement"):
        return str(box.text)
    return " ".join(filter(None, (_words(child) for child in box.all_children())))
