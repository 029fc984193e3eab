"""The files of an export: a file, a folder of files or a zip of them, each opened as text once."""

from __future__ import annotations

import codecs
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import IO

from cartreport.problems import Where
from cartreport.sources.files import guess
from cartreport.sources.importers.reading import Reading

HEAD = 8192
ENDINGS = {".csv", ".tsv", ".txt", ".json", ".ndjson", ".jsonl", ".xml", ".xlsx"}
"""Endings that are read inside a folder or a zip; a file that is named is read whatever it is."""
BUFFER = 1 << 16
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError)
"""What reading a zip raises whose bytes are wrong, or packed in a way that Python can't unpack."""


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
    def _head(self) -> bytes:
        with self.opener() as file:
            return file.read(HEAD)


class Counted(io.RawIOBase):
    """A binary file that tells how far it was read."""

    def __init__(self, file: IO[bytes], moved: Callable[[int], None]) -> None:
        self._file, self._moved = file, moved

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """The next bytes."""
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        self._moved(len(data))
        return len(data)


def parts_of(path: Path, reading: Reading, stack: ExitStack) -> Iterator[Part]:
    """The files that a path stands for; one that can't be opened is a problem.

    A zip is opened once, however many files it has, and closed with ``stack``.
    """
    name = str(path)
    if path.is_dir():
        inside = sorted(item for item in path.rglob("*") if item.suffix.casefold() in ENDINGS)
        for item in inside:
            yield from _file(item, f"{name}/{item.relative_to(path).as_posix()}")
        if not inside:
            reading.error(Where(name), "E001", "the folder holds no export", "name the files")
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


def _file(path: Path, name: str) -> Iterator[Part]:
    yield Part(name, path.stat().st_size, lambda: path.open("rb"))


def _zipped(path: Path, name: str, reading: Reading, stack: ExitStack) -> Iterator[Part]:
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError):
        reading.error(Where(name), "E002", "the zip is damaged or cut off", "load it again")
        return
    stack.enter_context(archive)
    members = [
        member
        for member in archive.infolist()
        if Path(member.filename).suffix.casefold() in ENDINGS
    ]
    if not members:
        reading.error(Where(name), "E001", "the zip holds no export", "zip the files themselves")
    for member in sorted(members, key=lambda member: member.filename):
        if member.flag_bits & 1:
            where = Where(f"{name}!{member.filename}")
            reading.error(where, "E002", "the file is encrypted", "unpack it first")
            continue
        opener = partial(archive.open, member)
        yield Part(f"{name}!{member.filename}", member.file_size, opener)


def encoding_of(part: Part, reading: Reading) -> str:
    """UTF-8 unless a byte-order mark or the caller says otherwise."""
    head = part.head()
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        message = "read as UTF-16, by its byte-order mark"
        reading.note(Where(part.name), "W023", message, "save it as UTF-8")
        return "utf-16"
    return "utf-8-sig" if reading.encoding == "utf-8" else reading.encoding


@contextmanager
def text(part: Part, reading: Reading) -> Iterator[io.TextIOWrapper]:
    """The text of a part with its line ends kept; wrong bytes are a problem where they stand."""
    used = encoding_of(part, reading)
    with part.opener() as file:
        counted = io.BufferedReader(Counted(file, reading.moved), BUFFER)
        try:
            yield io.TextIOWrapper(counted, encoding=used, newline="")
        except UnicodeDecodeError:
            _wrong_bytes(part, used, reading)
        except DAMAGED as error:
            where = Where(part.name)
            reading.bad_record(where, "E002", f"the zip is damaged: {error}", "load it again")


def _wrong_bytes(part: Part, used: str, reading: Reading) -> None:
    """Find the line of the first bytes that are not in the encoding, and say so."""
    with part.opener() as file:
        for number, line in enumerate(file, 1):
            try:
                line.decode(used)
            except UnicodeDecodeError as error:
                byte = f"0x{line[error.start]:02x}"
                where = Where(part.name, number, error.start + 1)
                message = f"byte {byte} is not {used.removesuffix('-sig').upper()}"
                reading.error(where, "E005", f"{message}; the rest is not read", guess(line), byte)
                return
    reading.error(Where(part.name), "E005", f"the file is cut off within a {used} character")
