"""What sources tell of access in words of their own: cities, plans, centres, terms of a refund."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Cell, Exhibit, Grid, Head, Row
from cartreport.briefing.numbers import written
from cartreport.briefing.sections.evidence_cells import mark_of
from cartreport.landscape.access import TOLD
from cartreport.landscape.access_ladder import OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartreport.briefing.desk import Desk
    from cartreport.briefing.view import Line

WIDTHS = {"product": 26.0, "kind": 34.0, "words": 92.0, "date": 22.0}


def access_words(desk: Desk) -> list[Exhibit]:
    """A row a product and kind of access; no exhibit where nothing is told in words."""
    access = desk.view("access")
    told = {str(line.id): list(_told(desk, line)) for line in access}
    named = [line for line in access if told[str(line.id)]]
    if not named:
        return []
    rows = [
        _row(desk, line, label, key, first=not at)
        for line in named
        for at, (label, key) in enumerate(told[str(line.id)])
    ]
    heads = tuple(Head(desk.words(f"access.words.{key}"), wide) for key, wide in WIDTHS.items())
    values: dict[str, object] = {"n": access.rows(), "named": access.rows(named)}
    grid = Grid(heads, tuple(rows), table="access", style="wrap")
    return [desk.exhibit("access.words", "access", values=values, grid=grid)]


def _told(desk: Desk, line: Line) -> Iterator[tuple[str, str]]:
    """Label and column of each thing that is told of a product in words, each text once."""
    schemes = [rung for rung in desk.view("access-ladder") if rung["told"] not in (None, OUTCOMES)]
    columns = [(rung["label"], str(rung.id)) for rung in schemes]
    columns += [(line.view.column(key).label, key) for key in TOLD]
    seen: set[str] = set()
    for label, key in columns:
        text = line[key]
        if text is not None and str(text) not in seen:
            seen.add(str(text))
            yield label, key


def _row(desk: Desk, line: Line, label: str, key: str, *, first: bool) -> Row:
    date = line[f"{key}:date"]
    return Row(
        (
            Cell(line["label"] if first else "", tone="strong"),
            Cell(label),
            Cell(
                written(line[key]),
                mark=mark_of(line, key),
                refs=desk.cite(line[f"{key}:refs"], most=1),
            ),
            Cell(desk.short_day(date) if date else desk.words("none"), sort=date or ""),
        ),
        kind="row" if first else "more",
    )
