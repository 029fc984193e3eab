"""Flows: how the units behind a number became those behind the same number of the next edition.

Last + new + returned - gone + in - out = this, whatever the table counts: a unit that comes into a
row was in no record before (new, or returned if an older edition had it), or it was counted
elsewhere (in); one that leaves is in no record any more (gone), or is counted elsewhere (out).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from cartreport.errors import RequestError
from cartreport.landscape.address import WHOLE
from cartreport.landscape.snapshot import Snapshot
from cartreport.landscape.table import Table


@dataclass(frozen=True)
class Flow:
    """The flow of one number; ``row`` is an asterisk for all units of the table, ``unit`` what is
    counted.
    """

    table: str
    unit: str
    row: str
    column: str
    last: int
    new: int
    returned: int
    gone: int
    came: int
    left: int
    this: int

    @property
    def moved(self) -> bool:
        """Whether a unit came or went, though as many may have gone as came."""
        return any((self.new, self.returned, self.gone, self.came, self.left))

    @property
    def closes(self) -> bool:
        """Whether the parts make this edition's number of the last one's."""
        added = self.new + self.returned - self.gone + self.came - self.left
        return self.last + added == self.this


@dataclass(frozen=True)
class Counted:
    """One edition's tables, and the ids of all its records: what is not among them is unknown."""

    tables: Mapping[str, Table]
    ids: frozenset[str]

    def units(self, table: str, rows: Iterable[str], column: str) -> frozenset[str]:
        """The units in some rows of a column; none where the edition has no such row."""
        held = self.tables[table]
        try:
            return frozenset(held.units(rows, (column,)))
        except RequestError:
            return frozenset()

    def unit(self, table: str, column: str) -> str:
        """What a column of a table counts."""
        held = self.tables[table]
        return next((one.counts for one in held.columns if one.key == column), "") or held.unit

    def known(self, table: str, column: str) -> frozenset[str]:
        """Every unit that the edition knew: by its record, or by standing in the table at all."""
        return self.ids | self.units(table, (), column)


def counted_in(tables: Mapping[str, Table], snapshot: Snapshot) -> Counted:
    """Counted with the ids of the records that they count."""
    return Counted(tables, frozenset(id for held in snapshot.records.values() for id in held))


def ever_known(older: Iterable[Snapshot]) -> frozenset[str]:
    """The ids of every record that some editions knew."""
    return frozenset(id for known in older for held in known.records.values() for id in held)


def flow(
    before: Counted,
    after: Counted,
    table: str,
    rows: Collection[str],
    column: str,
    ever: Collection[str] = (),
) -> Flow:
    """The flow of one number, of some rows or of the whole table.

    ``ever``: ids that editions before the earlier one knew.
    """
    last, this = (side.units(table, rows, column) for side in (before, after))
    entered = (this - last) - before.known(table, column)
    ended = (last - this) - after.known(table, column)
    returned = entered & frozenset(ever)
    return Flow(
        table=table,
        unit=after.unit(table, column),
        row=",".join(rows) or WHOLE,
        column=column,
        last=len(last),
        new=len(entered - returned),
        returned=len(returned),
        gone=len(ended),
        came=len(this - last) - len(entered),
        left=len(last - this) - len(ended),
        this=len(this),
    )


def flows(before: Counted, after: Counted, ever: Collection[str] = ()) -> Iterator[Flow]:
    """The flows of every table that knows its units: all of them, then row by row.

    Of its first count, which is that of its unit. A row in which nothing moved is left out.
    """
    for name, table in after.tables.items():
        earlier = before.tables.get(name)
        column = next((column.key for column in table.columns if column.kind == "count"), None)
        if earlier is None or column is None or table.behind is None or earlier.behind is None:
            continue
        if table.total is not None and column in table.total:
            yield flow(before, after, name, (), column, ever)
        for row in dict.fromkeys((*table.row_ids, *earlier.row_ids)):
            found = flow(before, after, name, (row,), column, ever)
            if before.units(name, (row,), column) != after.units(name, (row,), column):
                yield found
