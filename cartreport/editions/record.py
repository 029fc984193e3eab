"""The record of an edition: what it knew, kept in ``editions/`` of the project, for git.

``editions/2026-08/r1/`` holds the landscape as one packed text, and ``record.json`` which says what
it was made from and by which program. A revision is written once, whole, and never again: a later
build of the same edition that knows something else is ``r2``, with the list of what differs.
"""

from __future__ import annotations

import json
import lzma
import re
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cartreport.editions.lock import locked
from cartreport.editions.publish import STAGING, spoken, write_new
from cartreport.errors import ProjectError, RequestError
from cartreport.landscape.snapshot import Snapshot, from_json, to_json
from cartreport.problems import Problem, Problems, Where
from cartreport.sources.files import digest
from cartreport.sources.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = "editions"
RECORD, LANDSCAPE, CHANGES = "record.json", "landscape.json.xz", "changes.json"
MONTH = re.compile(r"\d{4}-\d{2}", re.ASCII)
REVISION = re.compile(r"r([1-9]\d*)", re.ASCII)
UNEDITED = "take it from git again: a record is never edited"
UNRECORDED = "The edition is published, its record is not: build it again."
LIMIT = 256_000_000
"""Bytes of a landscape's text: a packed file of some kilobytes may say that it holds any number."""


@dataclass(frozen=True)
class Record:
    """What ``record.json`` says of one revision of an edition.

    ``inputs``: source → file → sha256; ``versions``: fingerprints of the vocabulary, the rules of
    classification and the declared counts; ``code`` is the hash of the program's own modules.
    ``landscape`` and ``changes`` are the hashes of the files beside it, ``text`` and ``size`` those
    of the text within: another machine may pack the same text into other bytes.
    ``content`` is the hash of what was known: records, terms, references and numbers.
    """

    edition: str
    revision: int
    as_of: str
    title: str
    build: str
    cartreport: str
    code: str
    versions: Mapping[str, str]
    inputs: Mapping[str, Mapping[str, str]]
    counts: Mapping[str, int]
    tables: Mapping[str, int]
    content: str
    text: str
    size: int
    landscape: str
    changes: str | None = None

    @property
    def name(self) -> str:
        """Its folder within ``editions/``."""
        return f"{self.edition}/r{self.revision}"

    def to_bytes(self) -> bytes:
        """UTF-8 JSON with its keys in order."""
        return _json(asdict(self))


@dataclass(frozen=True)
class Made:
    """What a build has to record: its knowledge, its id, what it read, by which program."""

    snapshot: Snapshot
    title: str
    build: str
    cartreport: str
    code: str
    inputs: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Earlier:
    """The edition that another is held against: its record, and what it knew."""

    record: Record
    snapshot: Snapshot


def earlier(root: Path, edition: str, against: str | None = None) -> Earlier | None:
    """The edition that another is held against: the one asked for, else the one before.

    ``None`` where there is none before. Raises as :func:`named` does.
    """
    name = against or max((one for one in editions(root) if one < edition), default=None)
    return named(root, name) if name else None


def named(root: Path, name: str) -> Earlier:
    """An edition by its name, ``2026-08``, or a revision of it, ``2026-08/r1``.

    Raises :class:`RequestError` for one that there is no record of, :class:`ProjectError` where it
    is damaged.
    """
    month, _, number = name.partition("/r")
    told = read(root, month, int(number) if number.isdecimal() else None)
    return Earlier(told, knowledge(root, told))


def older(root: Path, edition: str) -> Iterator[Snapshot]:
    """What each edition before one knew, the oldest first. Raises as :func:`named` does."""
    return (named(root, one).snapshot for one in editions(root) if one < edition)


def editions(root: Path) -> list[str]:
    """The editions that a project has a record of, the oldest first."""
    folder = root / FOLDER
    names = (path.name for path in folder.iterdir()) if folder.is_dir() else ()
    return sorted(name for name in names if MONTH.fullmatch(name) and revisions(root, name))


def revisions(root: Path, edition: str) -> list[int]:
    """The numbers of an edition's revisions, the first first."""
    folder = root / FOLDER / edition
    names = (path.name for path in folder.iterdir()) if folder.is_dir() else ()
    return sorted(int(found[1]) for name in names if (found := REVISION.fullmatch(name)))


def read(root: Path, edition: str, revision: int | None = None) -> Record:
    """The record of an edition, of its newest revision unless another is named.

    Raises :class:`RequestError` where there is none, :class:`ProjectError` where it is damaged.
    """
    numbers = revisions(root, edition)
    if not numbers or (revision is not None and revision not in numbers):
        said = f"there is no record of edition {edition!r}" + (f", r{revision}" if revision else "")
        hint = did_you_mean(edition, editions(root))
        raise RequestError(said, hint or "a build of everything writes its record")
    folder = root / FOLDER / edition / f"r{revision or numbers[-1]}"
    name = _named(root, folder / RECORD)
    try:
        held = json.loads((folder / RECORD).read_bytes())
        record = Record(**held)
        if record.name != f"{edition}/{folder.name}":
            raise _damaged(name, f"it is of {record.name}")
        record.to_bytes()
    except (OSError, ValueError, TypeError) as error:
        raise _damaged(name, str(error)) from error
    return record


def knowledge(root: Path, record: Record) -> Snapshot:
    """What an edition knew. Raises :class:`ProjectError` where its files are damaged."""
    folder = root / FOLDER / record.name
    name = _named(root, folder / LANDSCAPE)
    try:
        known, text = _known((folder / LANDSCAPE).read_bytes())
    except (OSError, ValueError, EOFError, lzma.LZMAError) as error:
        raise _damaged(name, str(error)) from error
    if text != record.text:
        raise _damaged(name, f"its text is not the one that {RECORD} names")
    return known


@lru_cache(maxsize=16)  # a preview holds each page against the same editions
def _known(packed: bytes) -> tuple[Snapshot, str]:
    """The snapshot in a file, and the hash of its text."""
    text = _unpacked(packed)
    return from_json(text.decode()), digest(text)


def keep(root: Path, made: Made) -> tuple[Record, bool]:
    """The record of what was built, and whether it is new.

    Nothing is written where the newest revision knew the same. Raises :class:`RenderError` where
    the system refuses, and :class:`ProjectError` where the revision before is damaged.
    """
    folder = root / FOLDER
    with spoken(folder, UNRECORDED):
        folder.mkdir(parents=True, exist_ok=True)
        with locked(folder):
            numbers = revisions(root, made.snapshot.edition)
            last = read(root, made.snapshot.edition) if numbers else None
            known = content(made.snapshot)
            if last is not None and last.content == known:
                return last, False
            before = knowledge(root, last) if last else None
            record, files = _described(made, known, numbers[-1] + 1 if numbers else 1, before)
            _write(root, record, files)
    return record, True


def _described(
    made: Made, known: str, revision: int, before: Snapshot | None
) -> tuple[Record, dict[str, bytes]]:
    """A revision's record, and the files beside it."""
    text = to_json(made.snapshot).encode()
    packed = lzma.compress(text, preset=9 | lzma.PRESET_EXTREME)
    files = {LANDSCAPE: packed}
    if before is not None:
        files[CHANGES] = _json(list(changed(before, made.snapshot)))
    record = Record(
        edition=made.snapshot.edition,
        revision=revision,
        as_of=made.snapshot.as_of,
        title=made.title,
        build=made.build,
        cartreport=made.cartreport,
        code=made.code,
        versions=dict(made.snapshot.versions),
        inputs=made.inputs,
        counts={kind: len(held) for kind, held in made.snapshot.records.items()},
        tables={table: _numbers(rows) for table, rows in made.snapshot.numbers.items()},
        content=known,
        text=digest(text),
        size=len(text),
        landscape=digest(packed),
        changes=digest(files[CHANGES]) if CHANGES in files else None,
    )
    return record, files


def _write(root: Path, record: Record, files: Mapping[str, bytes]) -> None:
    """Put a revision in its place by one rename; what a killed build left beside it goes."""
    folder = root / FOLDER / record.edition
    staging = folder / f"{STAGING}r{record.revision}"
    folder.mkdir(exist_ok=True)
    for left in folder.glob(f"{STAGING}*"):
        shutil.rmtree(left)
    try:
        write_new(staging, {**files, RECORD: record.to_bytes()})
        staging.rename(root / FOLDER / record.name)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def content(snapshot: Snapshot) -> str:
    """The hash of what was known, whatever files it was read from and by which program."""
    return digest(to_json(replace(snapshot, sources={}, versions={})).encode())


def changed(before: Snapshot, after: Snapshot) -> Iterator[dict[str, Any]]:
    """Each record, number and date that differs between two revisions: where, from and to."""
    if before.as_of != after.as_of:
        yield {"of": "edition", "field": "as_of", "from": before.as_of, "to": after.as_of}
    parts = {**_nested(before.records, after.records), **_nested(before.numbers, after.numbers)}
    for of, (old, new) in sorted(parts.items()):
        for key in sorted({*old, *new}):
            yield from _fields(of, key, old.get(key), new.get(key))


def _nested(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    return {of: (before.get(of, {}), after.get(of, {})) for of in {*before, *after}}


def _fields(of: str, key: str, old: Any, new: Any) -> Iterator[dict[str, Any]]:
    """What differs in one record or row; one that is new or gone is told as a whole."""
    if old is None or new is None:
        yield {"of": of, "record": key, "field": None, "from": old, "to": new}
        return
    for field in sorted({*old, *new}):
        if old.get(field) != new.get(field):
            told = {"from": old.get(field), "to": new.get(field)}
            yield {"of": of, "record": key, "field": field, **told}


def _numbers(rows: Mapping[str, Mapping[str, float]]) -> int:
    return sum(len(row) for row in rows.values())


def _unpacked(raw: bytes) -> bytes:
    """The text within, bounded; ``ValueError`` where it is larger than any landscape."""
    opened = lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=LIMIT)
    text = opened.decompress(raw, LIMIT)
    if not opened.eof:
        raise ValueError("it is cut off, or too large")
    return text


def _damaged(name: str, why: str) -> ProjectError:
    problem = Problem(Where(name), "E901", f"the record of an edition is damaged: {why}", UNEDITED)
    return ProjectError(Problems([problem]))


def _named(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
