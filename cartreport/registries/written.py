"""An import as a whole: read, filter, merge, then write the table and its sidecar, or nothing."""

from __future__ import annotations

import csv
import hashlib
import io
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from cartreport.errors import RequestError
from cartreport.problems import Problems
from cartreport.registries.kept import kept_in
from cartreport.registries.links import Link, write
from cartreport.registries.reading import Reading
from cartreport.registries.row import COLUMNS, NEEDED, Located, RegistryRow
from cartreport.registries.where import Condition
from cartreport.sources.files import MADE_LIMIT
from cartreport.sources.sidecar import ENDING
from cartreport.sources.spreadsheet import shielded

__all__ = ["Origin", "Outcome", "Wanted", "dropped", "import_rows"]


@dataclass(frozen=True)
class Origin:
    """What the sidecar says of an export: who made it, by which query, of which day, when read."""

    producer: str
    snapshot: str
    accessed: str
    query: str = ""
    title: str = ""
    url: str = ""
    files: tuple[tuple[str, str], ...] = ()  # name, sha256
    about: Mapping[str, Any] = field(default_factory=dict)  # whatever else is to be said


@dataclass(frozen=True)
class Outcome:
    """The counts of an import: records read, rows written, and why the others are not."""

    read: int
    written: int
    filtered: int
    merged: int  # records with an id that was there already
    linked: int  # records of another register put to the trial that they are of
    undecided: int  # pairs that may be one trial, for a person to decide
    skipped: int
    sha256: str = ""


@dataclass(frozen=True)
class Wanted:
    """What of an export is written: columns to leave out, conditions that rows must meet.

    ``keep_going`` leaves bad records out instead of writing nothing; ``people`` are decisions on
    records of several registers, ``candidates`` the file in which all such pairs are listed.
    """

    drop: Sequence[str] = ()
    conditions: Sequence[Condition] = ()
    keep_going: bool = False
    people: Mapping[frozenset[str], Link] = field(default_factory=dict)
    candidates: Path | None = None


def import_rows(
    rows: Iterable[Located],
    out: Path,
    reading: Reading,
    origin: Origin,
    wanted: Wanted,
    *,
    held: Callable[[Problems], None] = lambda _: None,
) -> Outcome:
    """Write the rows to ``out``, one a trial, by id, and the sidecar beside it.

    Records of several registers that are one trial are put together, see ``links``. With an error
    in ``reading`` nothing is written unless it was wanted to keep going. The table and the sidecar
    are made whole in the same folder, then renamed into place, unless ``held``, which is given what
    was found in the rows, raises.
    """
    if not out.parent.is_dir():
        raise RequestError(f"there is no folder {out.parent}", "make it, or write elsewhere")
    read = filtered = 0
    with tempfile.TemporaryDirectory(prefix=".import-", dir=out.parent) as folder:
        with kept_in(Path(folder)) as kept:
            for found in rows:
                read += 1
                if all(condition.holds(found.row) for condition in wanted.conditions):
                    kept.add(found.row)
                else:
                    filtered += 1
            links = kept.link(wanted.people)
            undecided = sum(not link.decision for link in links)
            outcome = Outcome(
                read, len(kept), filtered, kept.merged, kept.linked, undecided, reading.bad
            )
            if reading.errors and not wanted.keep_going:
                return replace(outcome, written=0)
            held(reading.found())
            columns = [name for name in COLUMNS if name in kept.filled and name not in wanted.drop]
            table, beside = Path(folder) / "table.csv", Path(folder) / "sidecar.yaml"
            outcome = replace(outcome, sha256=_table(kept, table, columns))
        beside.write_text(_sidecar(out, origin, outcome, wanted), encoding="utf-8")
        beside.replace(out.with_name(out.stem + ENDING))  # killed here, the table is not there yet
        table.replace(out)
        if wanted.candidates is not None:
            write(links, wanted.candidates)
    return outcome


def dropped(names: str) -> tuple[str, ...]:
    """The columns of ``--drop title,summary``; one that there is not, or must be, is refused."""
    found = tuple(name.strip() for name in names.split(",") if name.strip())
    for name in found:
        if name not in COLUMNS:
            raise RequestError(f"the table has no column {name!r}", f"it has {', '.join(COLUMNS)}")
        if name in NEEDED:
            raise RequestError(f"the column {name!r} can't be left out", "a trial's row needs it")
    return found


def _table(rows: Iterable[RegistryRow], path: Path, columns: list[str]) -> str:
    """Write the CSV; gives the hash of its bytes."""
    digest = hashlib.sha256()
    size = 0
    with path.open("wb") as file:
        for block in _blocks(rows, columns):
            digest.update(block)
            size += file.write(block)
            if size > MADE_LIMIT:
                message = (
                    f"the table is larger than {MADE_LIMIT // 1_000_000} MB, the most that is read"
                )
                raise RequestError(message, "keep less: --where, or --drop summary,official_title")
    return digest.hexdigest()


def _blocks(rows: Iterable[RegistryRow], columns: list[str]) -> Iterable[bytes]:
    """The CSV's bytes, a few hundred rows at a time."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        cells = row.cells()
        writer.writerow([shielded(cells[name]) for name in columns])
        if text.tell() > 1 << 18:
            yield text.getvalue().encode()
            text.seek(0)
            text.truncate()
    yield text.getvalue().encode()


def _sidecar(out: Path, origin: Origin, outcome: Outcome, wanted: Wanted) -> str:
    import yaml

    content = {
        "file": out.name,
        "title": origin.title,
        "producer": origin.producer,
        "url": origin.url,
        "query": origin.query,
        "snapshot": origin.snapshot,
        "accessed": origin.accessed,
        "made_by": "cartreport import",
        "where": [str(condition) for condition in wanted.conditions],
        "dropped": list(wanted.drop),
        "read": outcome.read,
        "filtered": outcome.filtered,
        "merged": outcome.merged,
        "linked": outcome.linked,
        "skipped": outcome.skipped,
        "rows": outcome.written,
        "sha256": outcome.sha256,
        "files": [{"name": name, "sha256": digest} for name, digest in origin.files],
    }
    kept = {key: value for key, value in content.items() if value not in ("", [])}
    kept |= {key: value for key, value in origin.about.items() if key not in kept}
    return yaml.safe_dump(kept, sort_keys=False, allow_unicode=True, width=100)
