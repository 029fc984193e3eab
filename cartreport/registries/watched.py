"""A file that tells how far it was read, and where bytes stand that are not in its encoding."""

from __future__ import annotations

import codecs
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

SHOWN = 10
"""Wrong bytes of a file that are kept with their places."""
MOST = 1000
"""Wrong bytes after which a file is looked at no more: it is in another encoding."""
LINE = 4096
"""Bytes of a line that are kept to tell a column and to guess another encoding."""


@dataclass(frozen=True)
class Wrong:
    """A byte that is not in the encoding: its place, and the line around it."""

    byte: str
    line: int
    column: int
    around: bytes
    cut: bool = False


class Watched(io.RawIOBase):
    """A binary file; ``moved`` is told of every block, ``found`` has the first wrong bytes,
    one a line, ``count`` how many lines have any.

    UTF-16 is not looked at: its decoder keeps a state, and says itself where it ends.
    """

    def __init__(self, file: IO[bytes], encoding: str, moved: Callable[[int], None]) -> None:
        self._file, self._moved, self.encoding = file, moved, encoding
        self._decoder = codecs.getincrementaldecoder(encoding)()
        self._line, self._begun, self._left = 1, b"", b""
        self.found: list[Wrong] = []
        self.count = self._tried = self._last = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """The next bytes."""
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        self._moved(len(data))
        if self.encoding != "utf-16":
            self._watch(data)
        return len(data)

    def _watch(self, data: bytes) -> None:
        """Decode the bytes once more, only to see whether that can be done."""
        whole = self._left + data
        while self._tried < MOST:
            self._decoder.reset()
            try:
                self._decoder.decode(whole, final=not data)
            except UnicodeDecodeError as error:
                self._tried += 1
                self._note(error, whole)
                self._pass(whole[: error.end])
                whole = whole[error.end :]
            else:
                self._left = self._decoder.getstate()[0]
                self._pass(whole[: len(whole) - len(self._left)])
                return

    def _note(self, error: UnicodeDecodeError, whole: bytes) -> None:
        before = self._begun + whole[: error.start]
        line = self._line + whole.count(b"\n", 0, error.start)
        if line == self._last:
            return
        self._last, self.count = line, self.count + 1
        if len(self.found) >= SHOWN:
            return
        start = before.rfind(b"\n") + 1
        column = len(before[start:].decode(self.encoding, "replace").lstrip("\ufeff")) + 1
        rest = whole[error.start : error.start + LINE].partition(b"\n")[0]
        cut = error.end == len(whole) and "unexpected end" in error.reason
        byte = f"0x{error.object[error.start]:02x}"
        self.found.append(Wrong(byte, line, column, before[start:] + rest, cut))

    def _pass(self, data: bytes) -> None:
        """Count the lines of what was seen, and keep the beginning of the last one."""
        breaks = data.count(b"\n")
        self._line += breaks
        held = data.rpartition(b"\n")[2] if breaks else self._begun + data
        self._begun = held[-LINE:]
