"""Rows while they are read: on disk, one a trial, given back in the order of their ids.

A registry's whole dump would not fit into memory; sqlite's file does the sorting and the merging.
"""

from __future__ import annotations

import errno
import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from operator import attrgetter
from pathlib import Path
from typing import Any

from cartreport.registries.links import MOST, Link, decided, folded, groups
from cartreport.registries.numbers import form, numbers, rank
from cartreport.registries.row import ALWAYS, COLUMNS, LISTS, RegistryRow

_values = attrgetter(*COLUMNS)


@contextmanager
def kept_in(folder: Path) -> Iterator[Kept]:
    """The rows of one import. Raises ``OSError`` where the disk takes no more."""
    kept = None
    try:
        kept = Kept(folder)
        yield kept
    except sqlite3.OperationalError as error:  # it says what the system has said
        raise OSError(errno.EIO, str(error), str(folder)) from error
    finally:
        if kept is not None:
            kept.close()


class Kept:
    """The rows of one import, in a temporary database in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "rows.sqlite"
        self._db = sqlite3.connect(self.path, isolation_level=None)
        self._db.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-32000;"
            "CREATE TABLE rows (id TEXT PRIMARY KEY, row TEXT) WITHOUT ROWID;"
            "CREATE TABLE numbers (number TEXT, id TEXT, PRIMARY KEY (number, id)) WITHOUT ROWID;"
            "CREATE TABLE titles (title TEXT, id TEXT, PRIMARY KEY (title, id)) WITHOUT ROWID;"
            "BEGIN;"
        )
        self.merged = self.linked = 0
        self.filled = set(ALWAYS)  # columns that some row has something in

    def add(self, row: RegistryRow) -> None:
        """Keep a row; of two with the same id, what :func:`joined` makes of them."""
        if len(self.filled) < len(COLUMNS):
            self.filled |= {name for name in COLUMNS if getattr(row, name)}
        self._note(row)
        values = json.dumps(_values(row), ensure_ascii=False)
        done = self._db.execute("INSERT OR IGNORE INTO rows VALUES (?, ?)", (row.id, values))
        if done.rowcount:
            return
        self.merged += 1
        (before,) = self._db.execute("SELECT row FROM rows WHERE id = ?", (row.id,)).fetchone()
        both = joined(_row(before), row)
        values = json.dumps(_values(both), ensure_ascii=False)
        self._db.execute("UPDATE rows SET row = ? WHERE id = ?", (values, row.id))

    def _note(self, row: RegistryRow) -> None:
        """What may show later that two records are one trial."""
        named = {form(row.id), *(number for text in row.other_ids for number in numbers(text))}
        self._db.executemany(
            "INSERT OR IGNORE INTO numbers VALUES (?, ?)", [(number, row.id) for number in named]
        )
        title = folded(row.title)
        if title:
            digest = hashlib.blake2b(title.encode(), digest_size=12).hexdigest()
            self._db.execute("INSERT OR IGNORE INTO titles VALUES (?, ?)", (digest, row.id))

    def link(self, people: Mapping[frozenset[str], Link]) -> list[Link]:
        """Put records of one trial together, as far as they or a person say so; gives all links."""
        pairs = {name: self._pairs(name) for name in ("numbers", "titles")}
        titles = [(one, two, self[one].title) for one, two, _ in pairs["titles"]]
        links = decided(pairs["numbers"], titles, people)
        for group in groups(links):
            there = sorted((id for id in group if id in self), key=rank)
            if len(there) > 1:
                self._unite(there)
        return links

    def _pairs(self, name: str) -> list[tuple[str, str, str]]:
        """(id, id, what they share); what more than :data:`MOST` records share is no sign."""
        column = name.removesuffix("s")
        query = (
            "SELECT a.id, b.id, a.{0} FROM {1} a JOIN {1} b ON a.{0} = b.{0} AND a.id < b.id"
            " WHERE a.{0} IN (SELECT {0} FROM {1} GROUP BY 1 HAVING count(*) BETWEEN 2 AND ?)"
            " ORDER BY 1, 2, 3"
        )
        return self._db.execute(query.format(column, name), (MOST,)).fetchall()

    def _unite(self, ids: list[str]) -> None:
        """One row of several records: the first id's; what it lacks comes from the others."""
        first = self[ids[0]]
        made = first
        for id in ids[1:]:
            other = self[id]
            both = joined(made, replace(other, updated=""))
            made = replace(
                both,
                countries=tuple(dict.fromkeys((*both.countries, *other.countries))),
                other_ids=tuple(dict.fromkeys((*both.other_ids, id))),
            )
            self._db.execute("DELETE FROM rows WHERE id = ?", (id,))
            self.linked += 1
        kept = tuple(number for number in made.other_ids if number != first.id)
        made = replace(made, other_ids=kept)
        self.filled |= {name for name in COLUMNS if getattr(made, name)}
        values = json.dumps(_values(made), ensure_ascii=False)
        self._db.execute("UPDATE rows SET row = ? WHERE id = ?", (values, first.id))

    def __contains__(self, id: object) -> bool:
        """Whether there is a row with the id."""
        return self._db.execute("SELECT 1 FROM rows WHERE id = ?", (id,)).fetchone() is not None

    def __getitem__(self, id: str) -> RegistryRow:
        """The row with the id; ``KeyError`` without it."""
        found = self._db.execute("SELECT row FROM rows WHERE id = ?", (id,)).fetchone()
        if found is None:
            raise KeyError(id)
        return _row(found[0])

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

    Countries, cities, sites and other ids are those of both: a European record is one a country.
    Where neither is later, the one that was read first goes before.
    """
    first, second = (two, one) if two.updated > one.updated else (one, two)
    made: dict[str, Any] = {}
    for name in COLUMNS:
        mine, other = getattr(first, name), getattr(second, name)
        if name in ("countries", "cities", "sites", "other_ids"):
            made[name] = tuple(dict.fromkeys((*mine, *other)))
        else:
            made[name] = mine or other
    return RegistryRow(**made)
