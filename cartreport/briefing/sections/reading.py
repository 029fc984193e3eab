"""How to read it: units, phase ladder, marks, grades, and how good the data are today."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Any, Literal

from cartreport.briefing.briefing import Cell, Grid, Head, Row, Section, Text

if TYPE_CHECKING:
    from cartreport.briefing.desk import Desk

KIND = "reading"
PAST = ("late", "quiet")
"""States of a source that a reader is warned of."""
STATES = {"late": "late", "quiet": "quiet", "in time": "ok", "no limit": "open"}
"""State of a source → its word's key."""
LISTS = ("units", "marks", "grades", "rules")


def section(desk: Desk) -> Section:
    """``extra`` holds the lists of the words file as pairs, the ladder, and the quality grid."""
    words = desk.words
    sources = desk.landscape.sources
    late = sources[sources["state"].isin(PAST)]
    dated = sources[sources["age"].notna() & sources["max_age"].notna()]
    ladder = [term for term in desk.landscape.vocabulary["phases"] if term.order is not None]
    values: dict[str, object] = {
        "sources": len(sources),
        "dated": len(dated),
        "within": len(dated) - len(late),
        "late": len(late),
    }
    made = desk.section("reading", KIND, values=values)
    if not len(dated):
        made = replace(made, finding=desk.words("reading.finding.open"))
    elif not len(late):
        made = replace(made, finding=desk.words("reading.finding.fresh", **values))
    return replace(
        made,
        lead=Text(words("reading.lead", **values)),
        extra={
            **{name: pairs(desk, f"reading.{name}") for name in LISTS},
            "ladder": [(term.label, term.short or term.label) for term in ladder],
            **({"quality": quality(desk)} if len(dated) else {}),
        },
    )


def pairs(desk: Desk, key: str) -> list[tuple[str, Text]]:
    """Entries ``<key>.1``, ``<key>.2`` … as (name, text): each is written ``name: text``.

    One that is empty, as it may be for want of a source, is left out.
    """
    found: list[tuple[str, Text]] = []
    for number in count(1):
        if not desk.words.has(f"{key}.{number}"):
            break
        name, _, text = desk.phrase(f"{key}.{number}").partition(": ")
        if name:
            found.append((name, Text(text)))
    return found


def quality(desk: Desk) -> Grid:
    """One row a source that has a limit: newest entry, day searched to, age, and how that is."""
    words = desk.words
    heads = [Head(words(f"reading.quality.{key}"), width, align) for key, width, align in QUALITY]
    rows = []
    for source in _limited(desk):
        age, limit = source["age"], source["max_age"]
        rows.append(
            Row(
                (
                    Cell(str(source["title"])),
                    Cell(str(source["newest"] or words("none"))),
                    Cell(str(source["searched_to"] or words("none"))),
                    Cell(words("n", n=age) if age is not None else words("none"), sort=age),
                    Cell(words("n", n=limit) if limit is not None else words("none"), sort=limit),
                    Cell(
                        words(f"reading.quality.{STATES[source['state']]}"),
                        tone="strong" if source["state"] in PAST else "muted",
                        mark="disputed" if source["state"] in PAST else "",
                    ),
                )
            )
        )
    return Grid(tuple(heads), tuple(rows), table="data-quality")


def _limited(desk: Desk) -> list[dict[Hashable, Any]]:
    sources = desk.landscape.sources
    return sources[sources["max_age"].notna()].to_dict("records")


QUALITY: tuple[tuple[str, float, Literal["left", "right"]], ...] = (
    ("title", 88, "left"),
    ("newest", 21, "left"),
    ("searched", 21, "left"),
    ("age", 14, "right"),
    ("limit", 14, "right"),
    ("state", 16, "left"),
)
