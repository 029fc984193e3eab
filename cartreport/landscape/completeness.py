"""How complete the records are: of each field, how many records state it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cartreport.landscape.frames import FRAMES
from cartreport.landscape.listed import listed
from cartreport.landscape.table import Column, Portion, heads

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import numpy as np

    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table
    from cartreport.landscape.words import TableWords

    Field = tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]
    """The ids of the records, and for each whether it states the field."""

ASKED: dict[str, tuple[str, ...]] = {
    "companies": ("city", "founded", "listing", "website", "position", "refs"),
    "products": ("brand", "programme", "targets", "approval", "refs"),
    "uses": ("line", "indications", "approval", "approval_type", "refs"),
    "programmes": ("company", "targets", "lead_indication", "indications", "trials", "refs"),
    "trials": ("phase", "start", "enrolment", "countries", "conditions", "setting", "targets"),
    "deals": ("territory", "upfront", "total", "companies", "refs"),
    "policy": ("effective", "refs"),
    "figures": ("value", "year", "refs"),
}
COLUMNS = (
    *heads("id:key kind label:name field stated:count missing:count records:count"),
    Column("share", kind="share", part="stated"),
)


def table(landscape: Landscape) -> Table:
    """One row a kind of record and field, in a fixed order; facets of programmes stand with them.

    A field is stated where it holds a value; an empty list is not stated.
    """
    fields = {f"{kind}:{name}": held for kind in ASKED for name, held in _fields(landscape, kind)}
    facets = {name: landscape.vocabulary[name].title.lower() for name in landscape.project.facets}

    def behind(row: str | None, column: str) -> Iterable[str]:
        ids, stated = fields[str(row)]
        which = {"stated": stated, "missing": ~stated}.get(column)
        return ids if which is None else ids[which]

    return listed(
        landscape,
        COLUMNS,
        (_row(landscape.words, row, facets, stated) for row, (_, stated) in fields.items()),
        id="completeness",
        unit="record",
        kinds=("companies", "products", "programmes", "trials", "deals", "policy", "figures"),
        behind=behind,
        as_of=landscape.as_of,
        parts=(("records", ("stated", "missing")),),
    )


def _row(words: TableWords, row: str, facets: Mapping[str, str], stated: Any) -> dict[str, object]:
    kind, _, field = row.partition(":")
    many, some = len(stated), int(stated.sum())
    return {
        "id": row,
        "kind": kind,
        "label": words(f"records.{kind}"),
        "field": facets.get(field) or words.field(field),
        "stated": some,
        "missing": many - some,
        "records": many,
        "share": Portion(some, many),
    }


def _fields(landscape: Landscape, kind: str) -> Iterator[tuple[str, Field]]:
    """Each field of a kind that is asked of, with the records' ids and whether they state it."""
    import pandas as pd

    held = getattr(landscape, kind)
    if "extends" in FRAMES[kind]:
        held = held[held["extends"].isna()]
    if not len(held):
        return
    ids = held["id"].to_numpy()
    asked = {field: held[field] for field in ASKED[kind] if field in FRAMES[kind]}
    if kind == "programmes":
        for facet in landscape.project.facets:
            found = [facets.get(facet) for facets in held["facets"]]
            asked[facet] = pd.Series(found, dtype=object)
    for field, values in asked.items():
        many = FRAMES[kind].get(field) == "list"
        stated = values.astype(bool) if many else values.notna()
        yield field.replace("_", "-"), (ids, stated.to_numpy())
