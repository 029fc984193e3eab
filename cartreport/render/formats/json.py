"""Rows for a program, with everything that says what they mean."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cartreport.landscape.table import Table

FILE = "tables/{name}.json"
USUAL = False


def render(table: Table) -> str:
    """An object: table, title, unit, rule, as_of, sources, columns, rows, total, notes, refs."""
    keys = [column.key for column in table.columns]
    said = {
        "table": table.id,
        "title": table.title,
        "unit": table.unit,
        "rule": table.rule,
        "as_of": table.as_of,
        "sources": list(table.sources),
        "notes": list(table.notes),
        "refs": list(table.refs),
        "columns": [
            {
                "key": column.key,
                "label": column.label,
                "kind": column.kind,
                "unit": column.unit or None,
                "group": column.group or None,
                "overlaps": column.key in table.overlaps,
            }
            for column in table.columns
        ],
        "rows": [dict(zip(keys, map(_plain, row), strict=True)) for row in table.rows],
        "total": {key: _plain(value) for key, value in table.total.items()}
        if table.total
        else None,
        "facts": {key: _plain(value) for key, value in table.facts.items()},
    }
    return json.dumps(said, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    return round(value, 6) if isinstance(value, float) else value
