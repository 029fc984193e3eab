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
LARGEST = 200_000
_REFERENCE = re.compile(
    r"url\(\s*['\"]?(?!#)|image-set|@import|javascript:|expression\(|\\\\", re.IGNORECASE
)


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
        if short in ("href", "src") and not value.startswith("#"):
            raise UnsafeError(f"refers to {value[:60]!r}")
        if _REFERENCE.search(value):
            raise UnsafeError(f"refers to something outside: {value[:60]!r}")
