"""A Frictionless data package: what the columns of the CSV files are, for programs."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from cartreport.render.formats import csv

if TYPE_CHECKING:
    from cartreport.landscape.table import Column, Table
    from cartreport.render.formats import Edition

FILE = "datapackage.json"
USUAL = True
TYPES = {"count": "integer", "share": "number", "money": "number", "number": "number"}
"""Kinds of column that are numbers; all others are text, dates as precise as they are known."""


def render(edition: Edition) -> bytes:
    """The descriptor, after Data Package version 1: a resource a table, with its schema."""
    project = edition.landscape.project
    package: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": re.sub(r"[^a-z0-9]+", "-", project.title.lower()).strip("-") or "landscape",
        "title": project.title,
        "version": project.edition,
        "created": f"{project.as_of}T00:00:00Z",
        "sources": [
            {"title": str(source["title"]), **_path(source)}
            for source in edition.landscape.rows("sources")
        ],
        "resources": [_resource(name, table) for name, table in edition.tables.items()],
    }
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()


def _path(source: dict[str, Any]) -> dict[str, str]:
    return {"path": str(source["url"])} if source.get("url") else {}


def _resource(name: str, table: Table) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": csv.FILE.format(name=name),
        "title": table.title,
        "description": table.rule,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": [_field(table, one) for one in table.columns], "missingValues": [""]},
    }


def _field(table: Table, column: Column) -> dict[str, str]:
    """A column; one of numbers in which some are words is a column of text."""
    kind = TYPES.get(column.kind, "string")
    if any(isinstance(value, (str, tuple)) for value in table.frame[column.key]):
        kind = "string"
    title = " · ".join(part for part in (column.group, column.label) if part)
    said = {"name": column.key, "type": kind, "title": title}
    return said | ({"description": f"in {column.unit}"} if column.unit else {})
