"""Published figures on the market, each with its publisher and year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.listed import listed
from cartreport.landscape.table import heads

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table

COLUMNS = heads(
    "id:key label:name year:date value:number unit kind forecast publisher confidence"
    " refs:refs note"
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
    return listed(
        landscape, COLUMNS, rows, id="market-figures", unit="published figure", kinds=("figures",)
    )
