"""The files of an export: a file, a folder of files or a zip of them, each opened as text once."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import IO

from cartreport.problems import Where
from cartreport.registries.folders import ENDINGS, directory_fault, inside, passed_over, too_full
from cartreport.registries.reading import Reading
from cartreport.registries.watched import Watched
from cartreport.sources.files import guess

HEAD = 8192
BUFFER = 1 << 16
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError)
"""What reading a zip raises whose bytes are wrong, or packed in a way that Python can't unpack."""
_SEPARATOR_NOTE = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\"?sep=.\"?[ \t]*[\r\n]", re.IGNORECASE
)


@dataclass(frozen=True)
class Part:
    """One file of an export: its printed name, its size in bytes, and how to open it."""

    name: str
    size: int
    opener: Callable[[], IO[bytes]]

    @property
    def stem(self) -> str:
        """The file's own name without its ending."""
        return Path(self.name.rsplit("!", 1)[-1]).stem.casefold()

    def head(self) -> bytes:
        """The first 8 KB."""
        return self._head

    @cached_property
    def skipped(self) -> int:
        """How many lines stand above the table: 1 where Excel noted its separator, else 0."""
        return int(_SEPARATOR_NOTE.match(self.head().replace(b"\0", b"")) is not None)

    @cached_property
    def _head(self) -> bytes:
        with self.opener() as file:
            return file.read(HEAD)


def parts_of(path: Path, reading: Reading, stack: ExitStack) -> Iterator[Part]:
    """The files that a path stands for; one that can't be opened is a problem.

    A zip is opened once, however many files it has, and closed with ``stack``.
    """
    name = str(path)
    if path.is_dir():
        yield from _inside(path, name, reading)
        return
    if path.name.startswith(("~$", ".~lock.")):
        reading.error(
            Where(name), "E031", f"this is {passed_over(path.name)}", "name the file itself"
        )
        return
    if not path.is_file():
        there = "this is no plain file" if path.exists() else "there is no such file"
        code = "E002" if path.exists() else "E001"
        reading.error(Where(name), code, there, "correct the path", name)
        return
    try:
        with path.open("rb") as file:
            magic = file.read(4)
    except OSError as error:
        reading.error(Where(name), "E002", f"the file can't be read: {error.strerror}")
        return
    if magic == b"PK\x03\x04" and path.suffix.casefold() != ".xlsx":
        yield from _zipped(path, name, reading, stack)
    else:
        yield from _file(path, name)


def _inside(folder: Path, name: str, reading: Reading) -> Iterator[Part]:
    """The exports of a folder. Hidden and system files are passed over; others are named."""
    some = False
    for inner, item in inside(folder):
        if item.suffix.casefold() not in ENDINGS:
            message = f"files with the ending {item.suffix or '(none)'!r} are passed over"
            reading.note(Where(f"{name}/{inner}"), "W033", message, "name one that is an export")
            continue
        some = True
        yield from _file(item, f"{name}/{inner}")
    if not some:
        reading.error(Where(name), "E001", "the folder holds no export", "name the files")


def _file(path: Path, name: str) -> Iterator[Part]:
    yield Part(name, path.stat().st_size, lambda: path.open("rb"))


def _zipped(path: Path, name: str, reading: Reading, stack: ExitStack) -> Iterator[Part]:
    wrong = directory_fault(path)
    if wrong:
        reading.error(Where(name), "E004", wrong, "unpack it, and import the folder")
        return
    try:
        archive = zipfile.ZipFile(path)
    except (*DAMAGED, ValueError, OSError):
        reading.error(Where(name), "E002", "the zip is damaged or cut off", "load it again")
        return
    stack.enter_context(archive)
    some = False
    for member in sorted(archive.infolist(), key=lambda member: member.filename):
        where = Where(f"{name}!{member.filename}")
        if member.is_dir() or passed_over(member.filename):
            continue
        ending = Path(member.filename).suffix.casefold()
        if ending not in ENDINGS:
            message = f"files with the ending {ending or '(none)'!r} are passed over"
            reading.note(where, "W033", message, "unpack it, and name one that is an export")
            continue
        some = True
        if member.flag_bits & 1:
            reading.error(where, "E002", "the file is encrypted", "unpack it first")
        elif full := too_full(member):
            reading.error(where, "E004", full, "unpack it, and see whether it is an export")
        else:
            yield Part(where.file, member.file_size, partial(archive.open, member))
    if not some:
        reading.error(Where(name), "E001", "the zip holds no export", "zip the files themselves")


def encoding_of(part: Part, reading: Reading) -> str:
    """UTF-8 unless a byte-order mark or the caller says otherwise."""
    head = part.head()
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        message = "read as UTF-16, by its byte-order mark"
        reading.note(Where(part.name), "W023", message, "save it as UTF-8")
        return "utf-16"
    return "utf-8-sig" if reading.encoding == "utf-8" else reading.encoding


def beginning(part: Part, reading: Reading) -> str:
    """The first 8 KB as text, without the mark, blanks and Excel's note of its separator."""
    used = encoding_of(part, Reading(encoding=reading.encoding))
    whole = part.head().decode(used, "replace").lstrip("\ufeff \t\r\n")
    return whole.partition("\n")[2].lstrip("\r\n") if part.skipped else whole


@contextmanager
def text(part: Part, reading: Reading) -> Iterator[io.TextIOWrapper]:
    """The text of a part with its line ends kept.

    Bytes that are not in the encoding become U+FFFD, each a problem at its place; the rest is
    read. Excel's note of its separator is passed over.
    """
    used = encoding_of(part, reading)
    with part.opener() as file:
        watched = Watched(file, used, reading.moved)
        buffered = io.BufferedReader(watched, BUFFER)
        try:
            errors = "strict" if used == "utf-16" else "replace"
            whole = io.TextIOWrapper(buffered, encoding=used, errors=errors, newline="")
            if part.skipped:
                whole.readline(HEAD)
                message = "Excel's note of its separator is passed over"
                reading.note(Where(part.name, 1), "W023", message, "delete the line `sep=…`")
            yield whole
        except UnicodeDecodeError as error:
            message = f"the text is not UTF-16 to its end: {error.reason}"
            reading.bad_record(Where(part.name), "E005", message, "load it again, or save it anew")
        except DAMAGED as error:
            where = Where(part.name)
            reading.bad_record(where, "E002", f"the zip is damaged: {error}", "load it again")
        finally:
            _wrong_bytes(part, watched, reading)


def _wrong_bytes(part: Part, watched: Watched, reading: Reading) -> None:
    """Say where bytes stood that are not in the encoding."""
    called = watched.encoding.removesuffix("-sig").upper()
    for wrong in watched.found:
        where = Where(part.name, wrong.line, wrong.column)
        message = f"byte {wrong.byte} is not {called}; it is read as U+FFFD"
        if wrong.cut:
            message = f"the file is cut off within a {called} character"
        hint = guess(wrong.around).replace("declare `encoding: ", "use `--encoding ")
        reading.error(where, "E005", message, hint, wrong.byte)
    left = watched.count - len(watched.found)
    if left:
        where = Where(part.name, watched.found[-1].line)
        message = f"and {left:,} more lines with bytes that are not {called}"
        reading.error(where, "E005", message, "see the first ones")
