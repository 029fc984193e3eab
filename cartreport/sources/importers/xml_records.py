"""XML record by record: an element is let go as soon as it was read.

Exports break XML in ways that have nothing to do with their records: no line end behind the
declaration, blanks before it. Entities are not expanded beyond XML's own five.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, Any
from xml.etree.ElementTree import Element, ParseError, XMLPullParser

from cartreport.problems import Where
from cartreport.sources.importers.reading import Reading
from cartreport.sources.importers.row import tidy

CHUNK = 1 << 16
_DOCTYPE = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_BREAK = re.compile(r"<\s*/?\s*(?:br|p)\s*/?\s*>", re.IGNORECASE)


def elements(
    file: IO[str], name: str, tag: str, reading: Reading
) -> Iterator[tuple[Element, Where]]:
    """Each ``tag`` element with its line; broken XML is a problem that ends the file."""
    parser: Any = XMLPullParser(["start", "end"])  # document types are refused below
    lines, root, count = _Lines(tag), None, 0
    for data in _chunks(file):
        if _DOCTYPE.search(data):
            message = "the XML declares a document type; that is refused"
            reading.error(Where(name, 1), "E034", message, "remove it")
            return
        lines.saw(data)
        try:
            parser.feed(data) if data else parser.close()
            for event, element in parser.read_events():
                root = element if root is None else root  # kept small
                if event == "end" and element.tag == tag:
                    count += 1
                    yield element, Where(name, lines.line(count))
                    root.clear()
        except ParseError as error:
            _broken(error, not data, name, reading)
            return


def _chunks(file: IO[str]) -> Iterator[str]:
    """The text in pieces without the XML declaration, and an empty one at the end."""
    first = file.read(CHUNK)
    yield re.sub(r"^\s*<\?xml[^>]*\?>", "", first.lstrip("\ufeff"))
    while data := file.read(CHUNK):
        yield data
    yield ""


def _broken(error: ParseError, ended: bool, name: str, reading: Reading) -> None:
    line, column = error.position
    what = "it ends before its elements are closed" if ended else str(error).split(": line")[0]
    hint = "load the export again; the records before it are read"
    reading.bad_record(Where(name, line, column + 1), "E034", f"not XML: {what}", hint)


class _Lines:
    """The line of each opening tag, counted in the text as it passes."""

    def __init__(self, tag: str) -> None:
        self._sign = re.compile(rf"<{re.escape(tag)}(?=[\s>/])|\n")
        self._tail, self._line = "", 1
        self._found: dict[int, int] = {}
        self._count = 0

    def saw(self, data: str) -> None:
        """Count on."""
        whole = self._tail + data
        cut = (
            len(whole)
            if not data
            else max(0, whole.rfind("<") if "<" in whole[-200:] else len(whole))
        )
        self._tail = whole[cut:]
        for match in self._sign.finditer(whole[:cut]):
            if match[0] == "\n":
                self._line += 1
            else:
                self._count += 1
                self._found[self._count] = self._line

    def line(self, number: int) -> int:
        """The line of the opening tag with this number."""
        return self._found.pop(number, self._line)


def said(element: Element | None, path: str = "") -> str:
    """The text at a path, line-break tags and carriage returns as blanks; ``""`` without it."""
    found = element.find(path) if element is not None and path else element
    if found is None:
        return ""
    return _BREAK.sub(" ", "".join(found.itertext())).replace("\r", " ").strip()


def all_said(element: Element, path: str) -> list[str]:
    """The texts of all elements at a path."""
    return [tidy(said(found)) for found in element.findall(path)]
