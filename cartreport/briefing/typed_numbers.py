"""Numbers that an analyst typed, held against the tables that count the same thing.

The rule: a number, a name that heads a row or a column of a table, and the unit that this table
counts, in one phrase such as ``12 active phase 1 trials`` or ``12 trials of Acme``. If no table
has the number for that name, in any of its cells, no table gives it (W613). A number
without such a name beside it is not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING

from cartreport.briefing.own_faults import Fault
from cartreport.briefing.own_text import BRACED
from cartreport.briefing.words import number
from cartreport.landscape.address import Address
from cartreport.landscape.axes import UNITS
from cartreport.landscape.narrowed import AT

if TYPE_CHECKING:
    from cartreport.landscape import Tables
    from cartreport.landscape.table import Table

_WORD = r"[\w./+-]*\w"
TYPED = re.compile(
    rf"(?<![\w.,/-])(?P<n>\d{{1,3}}(?:,\d{{3}})+|\d+) (?P<before>(?:{_WORD} ){{0,5}}?)"
    rf"(?P<unit>{'|'.join(UNITS)})s?\b"
    rf"(?: (?:of|in|at|against|for|on|by|with) (?P<after>{_WORD}(?: {_WORD}){{0,4}}))?",
    re.IGNORECASE,
)
"""A number, up to five words, and what is counted."""
SHOWN = 3
"""So many cells that may be meant are named."""


def typed_faults(tables: Tables, text: str) -> Iterator[Fault]:
    """Each typed number of a text that no table gives for what stands beside it."""
    plain = re.sub(r"\s+", " ", BRACED.sub("{}", text).replace("*", ""))
    for found in TYPED.finditer(plain):
        unit = found["unit"].casefold()
        names = {*_ends(found["before"].split()), *_begins((found["after"] or "").split())}
        cells = _cells(tables, unit, names)
        typed = int(found["n"].replace(",", ""))
        if cells and typed not in cells.values():
            told = [f"{at} is {number(value)}" for at, value in islice(cells.items(), SHOWN)]
            more = f" and {len(cells) - SHOWN} more" if len(cells) > SHOWN else ""
            said = f"no table gives {number(typed)} in {found[0]!r}: {', '.join(told)}{more}"
            one = f"write {{{next(iter(cells))}}} in place of the number"
            several = "write the address that you mean, in braces, in place of the number"
            yield Fault("W613", found["n"], said, one if len(cells) == 1 else several)


def _ends(words: list[str]) -> Iterator[str]:
    return (" ".join(words[place:]).casefold() for place in range(len(words)))


def _begins(words: list[str]) -> Iterator[str]:
    return (" ".join(words[: place + 1]).casefold() for place in range(len(words)))


def _cells(tables: Tables, unit: str, names: set[str]) -> dict[str, int]:
    """Address → number of every cell in a row or a column with one of these names."""
    found: dict[str, int] = {}
    if names:
        for name, table in tables.items():
            if AT not in name and table.unit == unit:
                found |= chain(_of_rows(table, names), _of_columns(table, names))
    return found


def _counts(table: Table) -> list[str]:
    return [column.key for column in table.columns if column.kind == "count" and not column.counts]


def _of_rows(table: Table, names: set[str]) -> Iterator[tuple[str, int]]:
    head = next((column.label for column in table.columns if column.kind == "name"), "")
    for row, label in table.labels.items():
        if (f"{head} {label}" if label.isdigit() else label).casefold() in names:
            for key in _counts(table):
                value = table.records[table.place_of[row]][key]
                yield str(Address(table.id, (row,), (key,))), int(str(value))


def _of_columns(table: Table, names: set[str]) -> Iterator[tuple[str, int]]:
    for column in table.columns:
        if column.key in _counts(table) and column.label.casefold() in names:
            for row, value in zip(table.row_ids, table.frame[column.key], strict=True):
                yield str(Address(table.id, (row,), (column.key,))), int(str(value))
            if table.total and column.key in table.total:
                whole = int(str(table.total[column.key]))
                yield str(Address(table.id, (), (column.key,))), whole
