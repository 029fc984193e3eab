"""XML record by record: each is cut out of the text and parsed alone.

Exports break XML in ways that have nothing to do with their records: no line end behind the
declaration, blanks before it, two files joined. So a record that is wrong costs itself alone, no
entity but XML's own five is ever expanded, and memory is bounded by one record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO
from xml.etree import ElementTree as ET

from cartreport.problems import Where
from cartreport.registries.reading import Reading
from cartreport.registries.row import LOST, tidy

CHUNK = 1 << 16
RECORD = 16_000_000
"""Characters of the largest record."""
SIGN = 400
"""Characters of the longest sign that is looked for, so that none is missed at a chunk's edge."""
SPACES = 50
"""Prefixes that may stand declared above the records."""
_DOCTYPE = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_BREAK = re.compile(r"<\s*/?\s*(?:br|p)\s*/?\s*>", re.IGNORECASE)
_SPACES = re.compile(r"\sxmlns:[\w.-]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*')")
_HIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NUMBERED = re.compile(r"&#(?:x([0-9a-fA-F]{1,8})|(\d{1,8}));")
Element = ET.Element


def elements(
    file: IO[str], name: str, tag: str, reading: Reading
) -> Iterator[tuple[Element, Where]]:
    """Each ``tag`` element with its line; one that is not XML is a bad record at its place."""
    cutter = _Cutter(file, tag)
    while True:
        try:
            found = cutter.next()
        except _RefusedError:
            message = "the XML declares a document type; that is refused"
            reading.error(Where(name, cutter.line), "E034", message, "remove it")
            return
        except _UnclosedError as error:
            message = f"not XML: {error}"
            hint = "load the export again; the other records are read"
            where = Where(name, cutter.begun)
            reading.bad_record(where, "E034", message, hint)
            continue
        if found is None:
            if not cutter.count:
                message = f"not XML: it holds no {tag} element"
                reading.error(Where(name, 1), "E034", message, "load the export again")
            return
        where = Where(name, cutter.begun, cutter.column)
        element = _parsed(found, cutter.spaces, where, reading)
        if element is not None:
            yield element, Where(name, cutter.begun)


def _parsed(text: str, spaces: str, where: Where, reading: Reading) -> Element | None:
    """The element, characters that XML forbids replaced; a bad record where it is not XML."""
    clean = _NUMBERED.sub(_allowed, _HIDDEN.sub(LOST, text))
    if clean.count(LOST) > text.count(LOST):
        message = "a character that XML forbids is read as U+FFFD"
        reading.note(where, "W033", message, "correct it in the export")
    try:
        return next(iter(ET.fromstring(f"<all{spaces}>{clean}</all>")))  # noqa: S314 - no entities
    except ET.ParseError as error:
        line, column = error.position
        column += where.column - len(f"<all{spaces}>") if line == 1 else 1
        said = str(error).split(": line")[0]
        hint = "load the export again; the other records are read"
        place = Where(where.file, where.line + line - 1, max(1, column))
        reading.bad_record(place, "E034", f"not XML: {said}", hint)
        return None


def _allowed(match: re.Match[str]) -> str:
    """A character by its number, ``&#38;``, as it is, or U+FFFD where XML has none of it."""
    number = int(match[1], 16) if match[1] else int(match[2])
    if number > 0x10FFFF or (number < 0x20 and number not in (9, 10, 13)):
        return LOST
    return LOST if _HIDDEN.fullmatch(chr(number)) else match[0]


class _RefusedError(Exception):
    """The text declares a document type."""


class _UnclosedError(Exception):
    """A record has no end, or is larger than any."""


class _Cutter:
    """Cuts the records out of a text, reading no more of it than one needs."""

    def __init__(self, file: IO[str], tag: str) -> None:
        self._file = file
        self._open = re.compile(rf"<{re.escape(tag)}(?=[\s>/])")
        self._close = re.compile(rf"</{re.escape(tag)}\s*>")
        self._held, self._ended = "", False
        self._line_held = ""
        self._spaces: dict[str, None] = {}
        self.line, self.count, self.begun, self.column = 1, 0, 1, 1

    @property
    def spaces(self) -> str:
        """The prefixes that stand declared above the records, for each of them."""
        return "".join(list(self._spaces)[:SPACES])

    def next(self) -> str | None:
        """The next record's text, ``None`` at the end."""
        if not self._begin():
            return None
        self.count += 1
        self.begun, self.column = self.line, len(self._line_held) + 1
        size = CHUNK
        looked = 1
        while True:
            close = self._close.search(self._held, looked)
            other = self._open.search(
                self._held, looked, close.start() if close else len(self._held)
            )
            if other:
                self._drop(other.start())
                raise _UnclosedError("the record ends where the next one begins")
            if close:
                found = self._held[: close.end()]
                self._drop(close.end())
                return found
            looked = max(1, len(self._held) - SIGN)
            if len(self._held) > RECORD:
                self._drop(len(self._held) - SIGN)
                raise _UnclosedError(f"a record of over {RECORD:,} characters")
            if not self._more(size):
                self._drop(len(self._held))
                raise _UnclosedError("it ends before its elements are closed")
            size = min(2 * size, RECORD)

    def _begin(self) -> bool:
        """To the next opening tag; whether there is one."""
        while True:
            found = self._open.search(self._held)
            between = self._held[: found.start()] if found else self._held
            if _DOCTYPE.search(between):
                raise _RefusedError
            if not self.count:
                self._spaces |= dict.fromkeys(_SPACES.findall(between)[:SPACES])
            if found:
                self._drop(found.start())
                return True
            self._drop(max(0, len(self._held) - SIGN))
            if not self._more():
                return False

    def _more(self, size: int = CHUNK) -> bool:
        if self._ended:
            return False
        data = self._file.read(size)
        self._ended = not data
        self._held += data
        return not self._ended

    def _drop(self, size: int) -> None:
        """Let go of what was read, and keep the count of lines."""
        gone = self._held[:size]
        breaks = gone.count("\n")
        self.line += breaks
        last = gone.rpartition("\n")[2]
        self._line_held = (last if breaks else self._line_held + last)[-CHUNK:]
        self._held = self._held[size:]


def said(element: Element | None, path: str = "") -> str:
    """The text at a path, line-break tags and carriage returns as blanks; ``""`` without it."""
    found = element.find(path) if element is not None and path else element
    if found is None:
        return ""
    return _BREAK.sub(" ", "".join(found.itertext())).replace("\r", " ").strip()


def all_said(element: Element, path: str) -> list[str]:
    """The texts of all elements at a path."""
    return [tidy(said(found)) for found in element.findall(path)]
