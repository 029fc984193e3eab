"""SVG that comes from outside, and whether it may stand in the page.

A drawing reaches nothing: no script, no event, no reference but to its own ids, no entity.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

SPACE = "{http://www.w3.org/2000/svg}"
ELEMENTS = {
    *("svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "defs"),
    *("linearGradient", "radialGradient", "stop", "clipPath", "title", "desc", "text", "tspan"),
}
"""All that a drawing may hold, written just so: what is not named here is refused."""
LEADING = {"href", "src", "srcset", "ping", "action", "formaction", "data", "poster", "from", "to"}
"""Attributes that may lead out of the drawing."""
LARGEST = 200_000
FETCHING = re.compile(
    r"(?<![\w-])(?:url|src|image|image-set|cross-fade|element|paint|attr|-webkit-\w+)\s*\(\s*(?!['\"]?#)"
    r"|@(?:import|font-face|namespace)|javascript:|expression\s*\(",
    re.IGNORECASE,
)
"""What a style or an attribute fetches with, in CSS of today; an own id, ``url(#a)``, is none."""
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})[ \t\r\n\f]?|(.))", re.DOTALL)
_COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)


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
    """Why a drawing may not be used."""


def safe(data: bytes) -> str:
    """The drawing as text, read and written anew. Raises :class:`UnsafeError` with the reason."""
    if len(data) > LARGEST:
        raise UnsafeError(f"is larger than {LARGEST:,} bytes")
    if re.search(rb"<!(DOCTYPE|ENTITY)|<\?xml-stylesheet", data, re.IGNORECASE):
        raise UnsafeError("declares a document type, entities or a style sheet")
    try:
        root = ET.fromstring(data)  # noqa: S314 - no document type, so no entities
    except ET.ParseError as error:
        raise UnsafeError(f"is not well-formed: {error}") from error
    if root.tag not in (f"{SPACE}svg", "svg"):
        raise UnsafeError("is not an SVG")
    for node in root.iter():
        _refuse(node)
    ET.register_namespace("", SPACE[1:-1])
    return ET.tostring(root, encoding="unicode")


def _refuse(node: ET.Element) -> None:
    tag = str(node.tag).removeprefix(SPACE)
    if tag not in ELEMENTS:
        raise UnsafeError(f"holds <{tag.rpartition('}')[2]}>, which a drawing here may not")
    for name, value in node.attrib.items():
        short = name.rpartition("}")[2].lower()
        if short.startswith("on"):
            raise UnsafeError(f"holds the event {short}")
        if short == "style" and ("\\" in value or "(" in value):
            raise UnsafeError(f"holds the style {value[:60]!r}")
        if short in LEADING and not value.startswith("#"):
            raise UnsafeError(f"refers to {value[:60]!r}")
        if "\\" in value:
            raise UnsafeError(f"holds the escape {value[:60]!r}")
        if FETCHING.search(plainly(value)):
            raise UnsafeError(f"refers to something outside: {value[:60]!r}")
