"""Measures: what is counted of a group of records, as ids; a count is how many they are.

A table made of groups and measures has its numbers and the records behind them from one place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Group = Sequence[Mapping[str, Any]]
"""Rows of a frame as mappings."""
Measure = Callable[[Group], Iterable[str]]
"""The ids that a count column counts of a group; one that comes twice counts once."""


@dataclass(frozen=True)
class Measures:
    """Column key → measure, in the order of the columns."""

    held: Mapping[str, Measure]

    def units(self, group: Group, column: str) -> tuple[str, ...]:
        """The distinct ids behind a count of a group, in their order."""
        return tuple(dict.fromkeys(self.held[column](group)))

    def row(self, group: Group) -> dict[str, object]:
        """The counts of a group by column key."""
        return {column: len(self.units(group, column)) for column in self.held}

    def behind(
        self, groups: Mapping[str, Group], whole: Group
    ) -> Callable[[str | None, str], tuple[str, ...]]:
        """What :attr:`cartreport.landscape.table.Table.behind` asks: row and column to ids."""

        def ids(row: str | None, column: str) -> tuple[str, ...]:
            return self.units(whole if row is None else groups[row], column)

        return ids


def where(test: Callable[[Mapping[str, Any]], object]) -> Measure:
    """The measure that counts the records themselves that pass a test."""
    return lambda group: [record["id"] for record in group if test(record)]


def every(group: Group) -> Iterable[str]:
    """The measure that counts all records of the group."""
    return [record["id"] for record in group]


def distinct(column: str) -> Measure:
    """The measure that counts what stands in a column: one value, or each of several."""

    def ids(group: Group) -> Iterable[str]:
        for value in dict.fromkeys([record[column] for record in group]):
            if value is not None:
                yield from (value,) if isinstance(value, str) else value

    return ids


def numbered(names: Iterable[str]) -> Iterator[str]:
    """Names as ids: one that comes again has its number behind it, from 2."""
    seen: Counter[str] = Counter()
    for name in names:
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name}:{seen[name]}"
