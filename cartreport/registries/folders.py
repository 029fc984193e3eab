"""What a folder or an archive holds beside exports, and how much an archive may unpack to."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

ENDINGS = {".csv", ".tsv", ".txt", ".json", ".ndjson", ".jsonl", ".xml", ".xlsx"}
"""Endings that are read inside a folder or a zip; a file that is named is read whatever it is."""
SYSTEM = {"thumbs.db", "desktop.ini", "icon\r"}
CONTAINERS = (
    (b"\x1f\x8b", "a gzip archive", "unpack it first: gunzip"),
    (b"BZh", "a bzip2 archive", "unpack it first: bunzip2"),
    (b"\xfd7zXZ", "an xz archive", "unpack it first: unxz"),
    (b"(\xb5/\xfd", "a zstd archive", "unpack it first: unzstd"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it first"),
    (b"Rar!\x1a\x07", "a rar archive", "unpack it first"),
    (b"SQLite format 3\0", "an SQLite database", "declare a query under `imports`, use `sql`"),
    (b"%PDF", "a PDF", "use the registry's own download or export"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file", "save the sheet as CSV UTF-8"),
    (b"PAR1", "a Parquet file", "save it as CSV"),
    (b"\x89PNG", "a picture", "give the export itself"),
    (b"\xff\xd8\xff", "a picture", "give the export itself"),
    (b"\x00\x05\x16\x07", "a macOS system file", "give the file itself, without ._ in its name"),
    (b"PGDMP", "a PostgreSQL dump", "restore it, then use `sql`"),
)
"""How files begin that hold no text: magic, name, what to do."""
FULLEST = 4_000_000_000
"""Bytes that one file of an archive may unpack to."""
DENSEST = 200
"""How many times its size it may unpack to, beyond :data:`SMALL`: text comes to 5 to 40."""
SMALL = 64_000_000
MOST_FILES = 20_000
LARGEST_BOOK = 400_000_000
LARGEST_SHEET_TEXTS = 100_000_000
"""Bytes of a spreadsheet's own list of texts, which its reader holds whole."""


def inside(folder: Path) -> Iterator[tuple[str, Path]]:
    """The files of a folder and those below it, by path in it, without hidden and system files."""
    for item in sorted(folder.rglob("*")):
        name = item.relative_to(folder).as_posix()
        if not passed_over(name) and item.is_file():
            yield name, item


def exports(folder: Path) -> Iterator[tuple[str, Path]]:
    """Those of them that are read."""
    return (found for found in inside(folder) if found[1].suffix.casefold() in ENDINGS)


def passed_over(name: str) -> str:
    """Why a file of a folder or an archive is no export, by its name alone; ``""`` if it may be."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    last = parts[-1] if parts else ""
    if last.startswith(("~$", ".~lock.")):
        return "a lock file of an open spreadsheet"
    if any(part.startswith(".") or part == "__MACOSX" for part in parts):
        return "a hidden file"
    if last.casefold() in SYSTEM:
        return "a system file"
    if last.endswith((".source.yaml", ".state.json", ".part")):
        return "a note of an import or a fetch"
    return ""


def container(head: bytes) -> tuple[str, str]:
    """What a file is that is no text, by its beginning, and what to do; two empty texts if none."""
    for magic, named, remedy in CONTAINERS:
        if head.startswith(magic):
            return named, remedy
    if head[257:262] == b"ustar":
        return "a tar archive", "unpack it first"
    marked = head[:2] in (b"\xff\xfe", b"\xfe\xff", b"PK")
    if head.count(0) * 50 > len(head) and not marked and not _like_utf_16(head):
        return "a binary file, not text", "use the registry's own download or export"
    return "", ""


def _like_utf_16(head: bytes) -> bool:
    """Whether every second byte is NUL nearly throughout: UTF-16 without its mark."""
    return max(head[0::2].count(0), head[1::2].count(0)) > 0.4 * len(head) / 2


def directory_fault(path: Path) -> str:
    """What is wrong with an archive's directory before it is read, ``""`` if nothing is.

    The directory is read whole by Python; its end says how large it is.
    """
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - 65_600))
        tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        return ""  # zipfile says what is wrong
    count = int.from_bytes(tail[at + 10 : at + 12], "little")
    long = int.from_bytes(tail[at + 12 : at + 16], "little")
    wide = at - 20 >= 0 and tail[at - 20 : at - 16] == b"PK\x06\x07"
    if wide and (count == 0xFFFF or long == 0xFFFFFFFF):
        count, long = MOST_FILES + 1, 0
    if count > MOST_FILES or long > 1000 * MOST_FILES:
        return f"the zip holds more than {MOST_FILES:,} files"
    return ""


def too_full(member: zipfile.ZipInfo) -> str:
    """Why a file of an archive is not unpacked, ``""`` if it may be."""
    full, packed = member.file_size, max(member.compress_size, 1)
    if full > FULLEST or (full > SMALL and full > DENSEST * packed):
        return f"the file unpacks to {full / 1e6:,.0f} MB, {full // packed:,} times its packed size"
    return ""


def book_fault(members: Sequence[zipfile.ZipInfo]) -> str:
    """Why a spreadsheet, which is a zip, is not opened; ``""`` if it may be."""
    for member in members:
        wrong = too_full(member)
        if wrong:
            return wrong
        if member.filename.endswith("sharedStrings.xml") and member.file_size > LARGEST_SHEET_TEXTS:
            return f"its texts have {member.file_size / 1e6:,.0f} MB"
    full = sum(member.file_size for member in members)
    if full > LARGEST_BOOK or len(members) > MOST_FILES:
        return f"it unpacks to {full / 1e6:,.0f} MB"
    return ""
