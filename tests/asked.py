"""The tables of a landscape, each made when it is asked for: a section needs a few of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cartreport.landscape import TABLES, one_table, table_id
from cartreport.landscape.model import Landscape
from cartreport.landscape.table import Table


class Asked(Mapping[str, Table]):
    """What ``tables_of`` gives, made one by one; whoever walks through all of them gets all."""

    def __init__(self, landscape: Landscape) -> None:
        self._landscape = landscape
        self._made: dict[str, Table] = {}
        self._names = (*map(table_id, TABLES), *landscape.project.tables)

    def __getitem__(self, name: str) -> Table:
        if name.partition("@")[0] not in self._names:
            raise KeyError(name)
        if name not in self._made:
            self._made[name] = one_table(self._landscape, name)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
