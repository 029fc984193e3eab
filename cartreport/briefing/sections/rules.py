"""The counting rules of the tables in use: what several tables share is said once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Cell, Grid, Head, Row
from cartreport.briefing.numbers import Bound
from cartreport.briefing.words import quoted

if TYPE_CHECKING:
    from cartreport.briefing.desk import Desk
    from cartreport.landscape.table import Table

WIDTHS = {"table": 44.0, "rule": 130.0}
_SENTENCES = re.compile(r"(?<=\.) (?=[A-Z`])|(?<=。)")
MOST = 2
"""So many tables are named beside a rule that they share; more are a number."""


def rules_grid(desk: Desk) -> Grid:
    """First the rules of several tables, then what is left of each table's own."""
    tables = tuple(desk.used.values())
    shared, own = _parted(tables)
    heads = tuple(Head(desk.words(f"method.rules.{key}"), width) for key, width in WIDTHS.items())
    rows = [Row((Cell(desk.words("method.rules.shared")),), kind="group")] if shared else []
    rows += [_row(desk, _named(desk, holders), said) for holders, said in shared]
    rows += [Row((Cell(desk.words("method.rules.own")),), kind="group")]
    rows += [_row(desk, table.title, said) for table, said in own if said]
    return Grid(heads, tuple(rows), style="wrap", sortable=False)


def _parted(
    tables: tuple[Table, ...],
) -> tuple[list[tuple[tuple[Table, ...], list[str]]], list[tuple[Table, list[str]]]]:
    """The sentences that the same tables share, most tables first, and each table's other ones."""
    holders: dict[str, list[int]] = {}
    for place, table in enumerate(tables):
        for sentence in _sentences(table):
            holders.setdefault(sentence, []).append(place)
    shared: dict[tuple[int, ...], list[str]] = {}
    for sentence, places in holders.items():
        if len(places) > 1:
            shared.setdefault(tuple(places), []).append(sentence)
    by_size = sorted(shared.items(), key=lambda item: -len(item[0]))
    own = [
        (table, [said for said in _sentences(table) if len(holders[said]) == 1]) for table in tables
    ]
    return [(tuple(tables[at] for at in places), said) for places, said in by_size], own


def _sentences(table: Table) -> list[str]:
    """The sentences of a rule; what it has in the type of a machine stands in quotation marks."""
    said = filter(None, _SENTENCES.split(table.rule))
    return list(dict.fromkeys(map(quoted, said)))


def _named(desk: Desk, tables: tuple[Table, ...]) -> str:
    if len(tables) <= MOST:
        return desk.words.semicolon(table.title for table in tables)
    return desk.words("method.rules.tables", n=Bound(len(tables)))


def _row(desk: Desk, name: str, said: list[str]) -> Row:
    return Row((Cell(name), Cell(desk.words.sentences(said))))
