"""From a table's values to the cells that are printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Cell, Grid, Head, Row
from cartreport.briefing.words import number, short_day

if TYPE_CHECKING:
    from cartreport.landscape.table import Column, Table

LIVE_WIDTH = 174.0
"""Millimetres between the margins of a portrait page; the widths of a grid add up to it."""

RIGHT = {"count", "share", "money", "number"}


def printed(value: object, column: Column, months: Sequence[str]) -> Cell:
    """A value as its column's kind prints it: zero as a dot, nothing known as ``n.s.``."""
    if value is None or value in ("", ()):
        return Cell("n.s.", tone="muted", sort="")
    if column.kind == "count" and isinstance(value, int):
        return Cell(number(value), sort=value) if value else Cell("·", tone="muted", sort=0)
    if column.kind == "date":
        return Cell(short_day(str(value), months), sort=str(value))
    if isinstance(value, (int, float)):
        return Cell(f"{value:.0%}" if column.kind == "share" else plain(value), sort=value)
    text = "/".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return Cell(text, sort=text)


def plain(value: float) -> str:
    """A number without a needless ``.0``, with thousands separators."""
    return number(int(value)) if float(value).is_integer() else f"{value:,}"


def grid_of(
    table: Table,
    widths: Mapping[str, float],
    months: Sequence[str],
    *,
    style: str = "",
    most: int | None = None,
) -> Grid:
    """A table as it stands: the columns that ``widths`` (mm) names, in its order, and its total."""
    columns = [table.column(key) for key in widths]
    heads = tuple(
        Head(
            column.label,
            widths[column.key],
            "right" if column.kind in RIGHT else "left",
            column.group,
        )
        for column in columns
    )
    keys = [column.key for column in columns]
    values = table.frame[keys].head(most if most is not None else len(table.frame))
    rows = [
        Row(
            tuple(
                printed(value, column, months) for value, column in zip(row, columns, strict=True)
            )
        )
        for row in values.itertuples(index=False, name=None)
    ]
    if table.total is not None and most is None:
        rows.append(Row(closing(table.total, columns, months), kind="total"))
    return Grid(heads, tuple(rows), table=table.id, style=style)


def closing(
    total: Mapping[str, object], columns: Iterable[Column], months: Sequence[str]
) -> tuple[Cell, ...]:
    """The closing row: a column without a total stays empty."""
    return tuple(
        printed(total[column.key], column, months) if column.key in total else Cell()
        for column in columns
    )


def step(value: int, breaks: Sequence[int]) -> int:
    """The shade of a heat cell: 0 for none, else how many of the five breaks it reaches."""
    return sum(value >= least for least in breaks)


def heat(value: int, breaks: Sequence[int]) -> Cell:
    """A shaded count."""
    return Cell(number(value) if value else "·", step=step(value, breaks), sort=value)


def heat_key(breaks: Sequence[int]) -> tuple[str, ...]:
    """The five steps in words: ``1–4``, …, ``100+``."""
    ends = [*(str(after - 1) for after in breaks[1:]), ""]
    return tuple(
        f"{least}+" if not end else (str(least) if str(least) == end else f"{least}–{end}")
        for least, end in zip(breaks, ends, strict=True)
    )
