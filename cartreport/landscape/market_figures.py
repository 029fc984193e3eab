"""Published figures on the market, each with its publisher and year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.approved_products import all_refs
from cartreport.landscape.cross import table_frame
from cartreport.landscape.table import Column, Table

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape

COLUMNS = (
    Column("id", kind="key"),
    Column("label", kind="name"),
    Column("year", kind="date"),
    Column("value", kind="number"),
    Column("unit"),
    Column("kind"),
    Column("forecast"),
    Column("publisher"),
    Column("confidence"),
    Column("refs", kind="refs"),
    Column("note"),
)


def table(landscape: Landscape) -> Table:
    """One row a published figure, by what it measures, then year, then publisher.

    ``forecast``: whether its kind is one; ``None`` where the vocabulary does not know the kind.
    """
    kinds = landscape.vocabulary["figure-kinds"]
    rows = []
    for figure in landscape.rows("figures"):
        kind = kinds.find(figure["kind"])
        cells = {column.key: figure.get(column.key) for column in COLUMNS}
        row = {**cells, "label": figure["metric"]}
        if kind:
            forecast = kinds[kind].role == "forecast"
            row |= {"kind": kinds[kind].label, "forecast": "yes" if forecast else "no"}
        rows.append(row)
    rows.sort(
        key=lambda row: (
            str(row["label"]).casefold(),
            str(row["year"] or ""),
            str(row["publisher"]).casefold(),
            str(row["id"]),
        )
    )
    return Table(
        id="market-figures",
        unit="published figure",
        columns=COLUMNS,
        frame=table_frame(COLUMNS, rows),
        as_of=landscape.date_of("figures"),
        sources=landscape.source_ids("figures"),
        refs=all_refs(rows),
    )
