"""SVG that comes from outside: cleaned of what drawing programs leave in it, or refused.

A drawing reaches nothing: no script, no event, no reference but to its own ids, no entity. Its ids
get a prefix and its style sheet becomes attributes, so that it changes nothing around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import inf
from xml.etree import ElementTree as ET

SPACE = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
ELEMENTS = {
    *("svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "defs"),
    *("linearGradient", "radialGradient", "stop", "clipPath", "text", "tspan", "use", "symbol"),
    *("mask", "pattern", "marker"),
}
"""All that a drawing may hold, written just so: what is not named here is refused."""
DROPPED = {"metadata", "title", "desc", "style"}
"""What says nothing to the eye, or is written elsewhere."""
LEADING = {"href", "src", "srcset", "ping", "action", "formaction", "data", "poster", "from", "to"}
"""Attributes that may lead out of the drawing."""
STYLED = re.compile(
    r"fill|fill-(opacity|rule)|stroke|stroke-\w+|opacity|display|visibility|clip-(path|rule)|mask"
    r"|stop-(color|opacity)|color|font-(size|weight|style)|text-anchor|letter-spacing|marker-\w+"
)
"""What a style may say; all else that programs write there is dropped."""
ROOT_ONLY = {
    *("width", "height", "x", "y", "version", "baseProfile", "enable-background"),
    *("overflow", "transform"),
}
"""What a drawing may not say of itself as a whole: the page frames it, and nothing leaves that."""
LARGEST = 200_000
MOST = 2_000  # elements after every <use> is drawn
FETCHING = re.compile(
    r"(?<![\w-])(?:url|src|image|image-set|cross-fade|element|paint|attr|-webkit-\w+)\s*\(\s*(?!['\"]?#)"
    r"|@(?:import|font-face|namespace)|javascript:|expression\s*\(",
    re.IGNORECASE,
)
"""What a style or an attribute fetches with, in CSS of today; an own id, ``url(#a)``, is none."""
FUNCTION = re.compile(r"([\w-]+)\s*\(")
FUNCTIONS = {
    *("url", "rgb", "rgba", "hsl", "hsla", "var", "matrix", "translate", "scale", "rotate"),
    *("skewX", "skewY"),
}
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})[ \t\r\n\f]?|(.))", re.DOTALL)
_COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_SELECTOR = re.compile(r"(?:svg\|)?([A-Za-z]+|\*)?((?:[.#][\w-]+)*)")
_OWN = re.compile(r"url\(\s*['\"]?#([^'\")]*)['\"]?\s*\)")
_LENGTH = re.compile(r"\s*(\d*\.?\d+)(?:px|pt|mm|cm|in|em)?\s*")
PLAIN = "save it as plain SVG with presentation attributes, or as a PNG"


def plainly(style: str) -> str:
    """A style as a browser reads it: escapes by number as their characters, comments gone."""

    def char(match: re.Match[str]) -> str:
        if match[1] is None:
            return match[2]
        number = int(match[1], 16)
        usual = 0 < number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF
        return chr(number) if usual else "\ufffd"

    return _ESCAPE.sub(char, _COMMENT.sub("", style))


class UnsafeError(ValueError):
    """Why a drawing may not be used; ``hint`` says what to do."""

    def __init__(self, message: str, hint: str = PLAIN) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True)
class Drawing:
    """A clean drawing: its markup, its width over its height, whether text stands in it."""

    markup: str
    ratio: float
    written: bool


def safe(data: bytes, prefix: str = "logo-") -> Drawing:
    """The drawing read and written anew. Raises :class:`UnsafeError` with the reason."""
    root = _parsed(data)
    rules = [rule for node in root.iter(f"{SPACE}style") for rule in _rules(node.text or "")]
    _drop(root)
    for node in root.iter():
        _refuse(node)
        _style(node, rules)
    _bounded(root)
    ratio = _framed(root)
    for node in root.iter():
        _rename(node, prefix)
    written = any(node.tag == f"{SPACE}text" for node in root.iter())
    if written:
        root.set("font-family", "var(--sans)")
    ET.register_namespace("", SPACE[1:-1])
    return Drawing(ET.tostring(root, encoding="unicode"), ratio, written)


def _parsed(data: bytes) -> ET.Element:
    """The tree, every element in the namespace of SVG that has none."""
    if len(data) > LARGEST:
        raise UnsafeError(f"is larger than {LARGEST:,} bytes", "simplify its paths, or use a PNG")
    if b"\0" in data:
        raise UnsafeError("is not UTF-8 text", "save it as UTF-8")
    if re.search(rb"<!DOCTYPE[^>]*\[|<!ENTITY|<\?xml-stylesheet", data, re.IGNORECASE):
        raise UnsafeError("declares entities or a style sheet")
    try:
        root = ET.fromstring(data)  # noqa: S314 - no entities
    except ET.ParseError as error:
        raise UnsafeError(f"is not well-formed: {error}") from error
    for node in root.iter():
        node.tag = node.tag if str(node.tag).startswith("{") else f"{SPACE}{node.tag}"
    if root.tag != f"{SPACE}svg":
        raise UnsafeError("is not an SVG", "give an SVG, a PNG or a JPEG")
    return root


def _drop(node: ET.Element) -> None:
    """Take out what belongs to a drawing program: its elements and attributes, notes, styles."""
    for child in list(node):
        tag = str(child.tag)
        outside = not tag.startswith(SPACE)
        if outside and "xhtml" in tag:
            raise UnsafeError("holds a piece of a web page")
        if outside or tag.removeprefix(SPACE) in DROPPED:
            node.remove(child)
        else:
            _drop(child)
    if LINK in node.attrib:
        node.attrib.setdefault("href", node.attrib.pop(LINK))
    for name in list(node.attrib):
        if name.startswith(("{", "aria-", "data-")) or name in ("role", "lang", "font-family"):
            del node.attrib[name]


def _refuse(node: ET.Element) -> None:
    tag = str(node.tag).removeprefix(SPACE)
    if tag not in ELEMENTS:
        hint = "place it as a PNG instead" if tag == "image" else PLAIN
        raise UnsafeError(f"holds <{tag}>, which a drawing here may not", hint)
    for name, value in node.attrib.items():
        short = name.lower()
        if short.startswith("on"):
            raise UnsafeError(f"holds the event {short}")
        if short in LEADING and not value.startswith("#"):
            raise UnsafeError(f"refers to {value[:60]!r}")
        _harmless(value)


def _harmless(value: str) -> None:
    """Raise for a value that could fetch, in whatever spelling."""
    if "\\" in value:
        raise UnsafeError(f"holds the escape {value[:60]!r}")
    plain = plainly(value)
    if FETCHING.search(plain) or not set(FUNCTION.findall(plain)) <= FUNCTIONS:
        raise UnsafeError(f"refers to something outside: {value[:60]!r}")


Rule = tuple[tuple[int, int], str, frozenset[str], dict[str, str]]
"""Weight and place in the sheet, element, classes and ids, what is said."""


def _rules(sheet: str) -> Iterator[Rule]:
    """The rules of a style sheet inside a drawing: elements, classes and ids, nothing nested."""
    sheet = _COMMENT.sub("", sheet)
    if "@media" in sheet:
        raise UnsafeError(
            "holds rules for some screens", f"{PLAIN}, one for light and one for dark"
        )
    _harmless(sheet)
    if "@" in sheet:
        raise UnsafeError("holds a style sheet with @-rules")
    for number, rule in enumerate(_RULE.finditer(sheet)):
        for selector in rule[1].split(","):
            found = _SELECTOR.fullmatch(selector.strip())
            if not found:
                raise UnsafeError(f"holds the style rule {selector.strip()[:60]!r}")
            marks = frozenset(re.findall(r"[.#][\w-]+", found[2]))
            weight = sum(100 if mark[0] == "#" else 10 for mark in marks)
            yield (weight, number), (found[1] or "*"), marks, _said(rule[2])


def _said(declarations: str) -> dict[str, str]:
    """What a style says of fill, stroke and the like."""
    pairs = (part.partition(":") for part in _COMMENT.sub("", declarations).split(";"))
    told = {name.strip().lower(): value.replace("!important", "") for name, _, value in pairs}
    return {name: value.strip() for name, value in told.items() if STYLED.fullmatch(name)}


def _style(node: ET.Element, rules: list[Rule]) -> None:
    """Write the style sheet's and the element's own style as attributes."""
    tag = str(node.tag).removeprefix(SPACE)
    marks = {f".{name}" for name in node.attrib.pop("class", "").split()}
    marks |= {f"#{node.attrib['id']}"} if "id" in node.attrib else set()
    for _, element, wanted, said in sorted(rules, key=lambda rule: rule[0]):
        if element in ("*", tag) and wanted <= marks:
            node.attrib.update(said)
    node.attrib.update(_said(node.attrib.pop("style", "")))


def _bounded(root: ET.Element) -> None:
    """Refuse drawings that grow without end when each <use> is drawn."""
    named = {node.attrib["id"]: node for node in root.iter() if "id" in node.attrib}

    def size(node: ET.Element, above: tuple[ET.Element, ...]) -> int:
        if node in above or len(above) > 40:
            raise UnsafeError("draws itself by <use>")
        shown = named.get(node.attrib.get("href", "")[1:]) if node.tag == f"{SPACE}use" else None
        below = [*node, *([shown] if shown is not None else [])]
        total = 1
        for child in below:
            total += size(child, (*above, node))
            if total > MOST * 4:
                raise UnsafeError("is too large when each <use> is drawn", "use a PNG")
        return total

    size(root, ())


def _framed(root: ET.Element) -> float:
    """Width over height, by the view box or by its size; the page gives it its place."""
    size = [_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    if len(box) != 4 and all(size):
        box = ["0", "0", *(found[1] for found in size if found)]
        root.set("viewBox", " ".join(box))
    try:
        wide, high = float(box[2]), float(box[3])
        ratio = wide / high if wide > 0 else 0.0
    except (IndexError, ValueError, ZeroDivisionError):
        ratio = 0.0
    if not 0 < ratio < inf:
        raise UnsafeError("has no size", 'give its <svg> a viewBox, such as viewBox="0 0 120 40"')
    for name in ROOT_ONLY & set(root.attrib):
        del root.attrib[name]
    return ratio


def _rename(node: ET.Element, prefix: str) -> None:
    """Ids and what refers to them, so that none is one of the page's."""
    if "id" in node.attrib:
        node.set("id", prefix + node.attrib["id"])
    for name, value in node.attrib.items():
        if name == "href":
            node.set(name, f"#{prefix}{value[1:]}")
        elif "url(" in value:
            node.set(name, _OWN.sub(lambda found: f"url(#{prefix}{found[1]})", value))


def painted(markup: str, tokens: Mapping[str, str]) -> str:
    """The drawing with literal values in place of the page's variables."""
    return re.sub(r"var\(--([\w-]+)\)", lambda found: tokens.get(found[1], found[0]), markup)
