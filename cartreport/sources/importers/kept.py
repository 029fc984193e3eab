"""Rows while they are read: on disk, one a trial, given back in the order of their ids.

A registry's whole dump would not fit into memory; sqlite's file does the sorting and the merging.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path
from typing import Any

from cartreport.sources.importers.row import ALWAYS, COLUMNS, LISTS, RegistryRow

_values = attrgetter(*COLUMNS)


class Kept:
    """The rows of one import, in a temporary database in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "rows.sqlite"
        self._db = sqlite3.connect(self.path, isolation_level=None)
        self._db.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-32000;"
            "CREATE TABLE rows (id TEXT PRIMARY KEY, row TEXT) WITHOUT ROWID; BEGIN;"
        )
        self.merged = 0
        self.filled = set(ALWAYS)  # columns that some row has something in

    def add(self, row: RegistryRow) -> None:
        """Keep a row; of two with the same id, what :func:`joined` makes of them."""
        if len(self.filled) < len(COLUMNS):
            self.filled |= {name for name in COLUMNS if getattr(row, name)}
        values = json.dumps(_values(row), ensure_ascii=False)
        done = self._db.execute("INSERT OR IGNORE INTO rows VALUES (?, ?)", (row.id, values))
        if done.rowcount:
            return
        self.merged += 1
        (before,) = self._db.execute("SELECT row FROM rows WHERE id = ?", (row.id,)).fetchone()
        both = joined(_row(before), row)
        values = json.dumps(_values(both), ensure_ascii=False)
        self._db.execute("UPDATE rows SET row = ? WHERE id = ?", (values, row.id))

    def __len__(self) -> int:
        """How many trials are kept."""
        (count,) = self._db.execute("SELECT count(*) FROM rows").fetchone()
        return int(count)

    def __iter__(self) -> Iterator[RegistryRow]:
        """The rows by id."""
        for (row,) in self._db.execute("SELECT row FROM rows ORDER BY id"):
            yield _row(row)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()


def _row(text: str) -> RegistryRow:
    made: dict[str, Any] = {
        name: tuple(value) if name in LISTS else value
        for name, value in zip(COLUMNS, json.loads(text), strict=True)
    }
    return RegistryRow(**made)


def joined(one: RegistryRow, two: RegistryRow) -> RegistryRow:
    """One row of two records of a trial: the later update's, gaps filled from the other.

    Countries, cities and other ids are those of both: a European record is one a country. Where
    neither is later, the one that was read first goes before.
    """
    first, second = (two, one) if two.updated > one.updated else (one, two)
    made: dict[str, Any] = {}
    for name in COLUMNS:
        mine, other = getattr(first, name), getattr(second, name)
        if name in ("countries", "cities", "other_ids"):
            made[name] = tuple(dict.fromkeys((*mine, *other)))
        else:
            made[name] = mine or other
    return RegistryRow(**made)
