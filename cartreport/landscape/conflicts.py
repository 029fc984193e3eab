"""Where sources disagree: the value held, the other value, and the reason for the choice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from cartreport.landscape.frames import FRAMES
from cartreport.landscape.listed import listed
from cartreport.landscape.measures import numbered
from cartreport.landscape.table import heads

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table
    from cartreport.landscape.words import TableWords

COLUMNS = heads(
    "id:key kind record label:name field held:words value:words verdict reason refs:refs"
)
VERDICTS = {"alternate": "open", "rejected": "rejected"}
NAMES: dict[str, Callable[[TableWords, Mapping[str, Any]], str]] = {
    "deals": lambda words, deal: words(
        "conflicts.name", of=words.comma(deal["parties"]), part=deal["asset"]
    ),
    "policy": lambda words, event: words("conflicts.name", of=event["body"], part=event["date"]),
    "figures": lambda _words, figure: str(figure["metric"]),
}
"""What records of a kind are called that have no short name."""
WORDS = ("approval-types", "filing-steps", "scheme-outcomes", "designations")
"""Vocabularies whose ids a fact may hold."""


def table(landscape: Landscape) -> Table:
    """One row another value; open ones first."""
    disputes = sorted(
        landscape.rows("disputes"), key=lambda row: VERDICTS[row["verdict"]] != "open"
    )
    ids = numbered(f"{row['record']}:{row['field']}" for row in disputes)
    rows = [
        {
            **{column.key: dispute.get(column.key) for column in COLUMNS},
            "id": id,
            "label": _name(landscape, dispute["kind"], dispute["record"]),
            "field": _field(landscape, dispute["field"]),
            "held": _worded(landscape, dispute["field"], dispute["held"]),
            "value": _worded(landscape, dispute["field"], dispute["value"]),
            "verdict": VERDICTS[dispute["verdict"]],
        }
        for id, dispute in zip(ids, disputes, strict=True)
    ]
    return listed(
        landscape,
        COLUMNS,
        rows,
        id="conflicts",
        unit="disputed value",
        kinds=("products", "companies", "disputes"),
        as_of=landscape.as_of,
    )


def _name(landscape: Landscape, kind: str, record: str) -> str:
    """What a record is called; its id where no frame holds it."""
    frames = [frame for frame in (kind, f"outside_{kind}") if frame in FRAMES]
    held = (landscape.by_id(frame).get(record) for frame in frames)
    row = next(filter(None, held), None)
    if row is None:
        return record
    return NAMES[kind](landscape.words, row) if kind in NAMES else str(row["short"])


def _field(landscape: Landscape, field: str) -> str:
    """The label of a kind of fact, the title of a facet, or the name of a field in words."""
    facts = landscape.vocabulary["facts"]
    if field in facts:
        return facts[field].label
    if field in landscape.project.facets:
        return landscape.vocabulary[field].title.lower()
    return landscape.words.field(field)


def _worded(landscape: Landscape, field: str, value: str | None) -> str | None:
    """A value as it is printed: the label of a term, a large number with its separators."""
    if value is None:
        return None
    if value.isdecimal() and len(value) > len("2026"):
        return f"{int(value):,}"
    names = (field, *WORDS)
    found = (name for name in names if value in (landscape.vocabulary.get(name) or ()))
    return next((landscape.label(name, value) for name in found), value)
