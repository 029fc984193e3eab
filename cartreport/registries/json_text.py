"""JSON read value by value: a page of a hundred thousand studies is never held whole.

The text may be one object, an array, lines of objects, or an envelope that holds the array under
one of the names of :data:`HOLDERS`. Memory is bounded by :data:`LARGEST`, the size of a study; one
that is broken or larger costs itself alone: reading goes on where the next study begins.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from cartreport.problems import Where

HOLDERS = ("studies", "FullStudies", "FullStudiesResponse", "StudyFieldsResponse", "StudyFields")
DEEPEST = 4  # envelopes within envelopes
CHUNK = 1 << 16
LARGEST = 16_000_000
"""Characters of the largest value."""
_BLANK = re.compile(r"[\s,]*")
_STUDY = re.compile(
    r'\{\s*"(?:protocolSection|ProtocolSection|Study|Rank|nctId)"\s*:|(?<=\n)\{|(?<=\r)\{'
)
"""Where a study begins: what is looked for after one that is broken."""
SIGN = 400


def _number(text: str) -> int | str:
    """A whole number; one that is longer than any of a trial stays text."""
    return int(text) if len(text) < 20 else text


_DECODER = json.JSONDecoder(strict=False, parse_int=_number)
_NUMBER = set("-0123456789")


@dataclass(frozen=True)
class Item:
    """A value and the line where it begins; ``error`` in its place where the text is broken."""

    value: Any
    where: Where
    error: str = ""


class _Text:
    """The part of the text that is needed, and how many lines lie before it."""

    def __init__(self, file: IO[str], name: str) -> None:
        self.file, self.name = file, name
        self.held, self.at, self.lines, self.ended = "", 0, 0, False
        self.gone = 0  # characters before those that are held
        self.lost = False  # whether a study was broken: what lies between studies says nothing then
        self.about: dict[str, Any] = {}

    def more(self, size: int = CHUNK) -> bool:
        """Read on; what was used is let go."""
        if self.ended:
            return False
        self.lines += self.held.count("\n", 0, self.at)
        self.gone += self.at
        data = self.file.read(size)
        self.ended = not data
        self.held, self.at = self.held[self.at :] + data, 0
        return not self.ended

    def peek(self) -> str:
        """The next character that is neither blank nor comma; ``""`` at the end."""
        while True:
            self.at = _BLANK.match(self.held, self.at).end()  # type: ignore[union-attr]
            if self.at < len(self.held):
                return self.held[self.at]
            if not self.more():
                return ""

    def where(self, at: int | None = None) -> Where:
        """The place of a position."""
        at = self.at if at is None else at
        line = self.lines + self.held.count("\n", 0, at) + 1
        return Where(self.name, line, at - self.held.rfind("\n", 0, at))

    def value(self) -> Any:
        """The value that comes next; :class:`BrokenError` with its place where it is none."""
        self.peek()
        size = CHUNK
        while True:
            try:
                value, end = _DECODER.raw_decode(self.held, self.at)
            except json.JSONDecodeError as error:
                if self._unfinished(error) and self._room() and self.more(size):
                    size = self._further(size)
                    continue
                where = self.where(error.pos)
                self.at = max(self.at, min(error.pos, len(self.held)) - 1)
                raise BrokenError(error.msg, where) from error
            except RecursionError as error:
                raise BrokenError("nested too deeply", self.where()) from error
            number = end == len(self.held) and self.held[end - 1] in _NUMBER
            if number and self._room() and self.more(size):
                size = self._further(size)
                continue
            self.at = end
            return value

    def _room(self) -> bool:
        """Whether the value may still grow; :class:`BrokenError` where it is too large."""
        if len(self.held) - self.at > LARGEST:
            where = self.where()
            self.at = len(self.held) - SIGN
            raise BrokenError(f"a value of over {LARGEST:,} characters", where)
        return True

    def _further(self, size: int) -> int:
        """How much to read next: twice as much, or a long value is scanned anew for each block."""
        return max(CHUNK, min(2 * size, LARGEST - (len(self.held) - self.at)))

    def _unfinished(self, error: json.JSONDecodeError) -> bool:
        """Whether the value may only be cut off by the end of what was read so far."""
        near = error.pos >= len(self.held) - 16  # a literal, a number, an escape
        return near or error.msg.startswith("Unterminated string")

    def pass_by(self) -> None:
        """Past a value, or a sign, that says nothing."""
        try:
            self.value()
        except BrokenError:
            self.at += 1

    def skip(self) -> bool:
        """To the place where the next study begins; ``False`` if there is none."""
        self.lost = True
        self.at += 1
        while True:
            found = _STUDY.search(self.held, max(0, self.at - 1))
            if found and found.start() >= self.at:
                self.at = found.start()
                return True
            self.at = max(self.at, len(self.held) - SIGN)
            if not self.more():
                return False


class BrokenError(ValueError):
    """The text is not JSON from this place on."""

    def __init__(self, message: str, where: Where) -> None:
        super().__init__(message)
        self.where = where


def items(file: IO[str], name: str, about: dict[str, Any] | None = None) -> Iterator[Item]:
    """Every study-like value of the text, in order; a broken one as an item with ``error``.

    ``about`` is given what stands in an envelope beside its studies.
    """
    held = _Text(file, name)
    held.about = {} if about is None else about
    while held.peek():
        try:
            yield from _any(held)
        except BrokenError as broken:
            where = broken.where
            cut = held.ended and where >= held.where(len(held.held))
            message = "the text ends in the middle of a value" if cut else str(broken)
            yield Item(None, where, message)
            if not held.skip():
                return


def _any(held: _Text, depth: int = 0) -> Iterator[Item]:
    if depth > DEEPEST:
        raise BrokenError("nested too deeply", held.where())
    sign = held.peek()
    if sign == "[":
        held.at += 1
        yield from _array(held)
    elif sign == "{":
        yield from _object(held, depth)
    elif sign in "]}":  # after an item of an array that was broken
        held.at += 1
    elif held.lost:  # what stands between studies
        held.pass_by()
    else:
        where = held.where()
        yield Item(held.value(), where)


def _array(held: _Text) -> Iterator[Item]:
    """The values up to the closing bracket."""
    while (sign := held.peek()) != "]":
        if not sign:
            raise BrokenError("the text ends before the list does", held.where())
        where = held.where()
        yield Item(held.value(), where)
    held.at += 1


def _object(held: _Text, depth: int) -> Iterator[Item]:
    """An object whole, or, where one of its keys is an envelope's, the values in that."""
    begin, envelope = held.where(), False
    start = held.gone + held.at
    gathered: dict[str, Any] = {}
    held.at += 1
    while (sign := held.peek()) != "}":
        if sign != '"':
            raise BrokenError("a key in quotes is missing", held.where())
        key = held.value()
        if held.peek() != ":":
            raise BrokenError("':' is missing", held.where())
        held.at += 1
        if key in HOLDERS and held.peek() in "[{":
            envelope = True
            held.about["studies"] = True
            yield from _any(held, depth + 1)
            start, gathered = held.gone + held.at, _small(gathered)
        else:
            gathered[key] = held.value()
            if held.gone + held.at - start > LARGEST:
                raise BrokenError(f"an object of over {LARGEST:,} characters", begin)
    held.at += 1
    if envelope:
        held.about |= _small(gathered)
    else:
        yield Item(gathered, begin)


def _small(gathered: dict[str, Any]) -> dict[str, Any]:
    """What an envelope says of itself: numbers and short texts."""
    return {
        key: value
        for key, value in gathered.items()
        if isinstance(value, int) or (isinstance(value, str) and len(value) <= 1000)
    }
