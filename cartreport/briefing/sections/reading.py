"""How to read it: units, phase ladder, marks, grades, and how good the data are today."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Cell, Grid, Section, Text
from cartreport.briefing.columns import fitted
from cartreport.briefing.grids import grid_of
from cartreport.briefing.sections.records import with_cells

if TYPE_CHECKING:
    from cartreport.briefing.desk import Desk
    from cartreport.briefing.view import Line

KIND = "reading"
LATE, QUIET = "late", "quiet"
PAST = (LATE, QUIET)
"""States of a source that a reader is warned of."""
LISTS = ("units", "marks", "grades", "rules")
QUALITY = {
    "label": 93.0,
    "newest": 20.0,
    "searched_to": 20.0,
    "age": 14.0,
    "max_age": 14.0,
    "state": 13.0,
}


def section(desk: Desk) -> Section:
    """``extra`` holds the lists of the words file as pairs, the ladder, and the quality grid."""
    sources = desk.view("freshness")
    limited = [line for line in sources if line["max_age"] is not None]
    dated = [line for line in limited if line["age"] is not None]
    late = [line for line in dated if line["state"] == LATE]
    quiet = [line for line in dated if line["state"] == QUIET]
    values: dict[str, object] = {
        "dated": sources.rows(dated),
        "late": sources.rows(late),
        "quiet": sources.rows(quiet),
        "late_kinds": _kinds(desk, late),
        "quiet_kinds": _kinds(desk, quiet),
        "and_quiet": desk.clause("reading.quiet", quiet_kinds=_kinds(desk, quiet)),
    }
    made = desk.section("reading", KIND, values=values)
    return replace(
        made,
        lead=Text(desk.words("reading.lead")),
        extra={
            **{name: pairs(desk, f"reading.{name}") for name in LISTS},
            "ladder": [term.label for term in desk.terms("phases") if term.order is not None],
            "advice": _advice(desk),
            **({"quality": quality(desk, limited)} if dated else {}),
        },
    )


def _advice(desk: Desk) -> tuple[str, str]:
    """What the briefing is not, after who had a hand in it where the project says so; its head."""
    own, words = desk.independence, desk.words
    head = words("reading.independence" if own else "reading.advice")
    return head, words.sentences((own, words("reading.advice.text")))


def _kinds(desk: Desk, lines: list[Line]) -> str:
    kinds = dict.fromkeys(line["kind"] for line in lines)
    return desk.words.comma(desk.words(f"reading.kind.{kind}") for kind in kinds)


def pairs(desk: Desk, key: str) -> list[tuple[str, Text]]:
    """Entries ``<key>.1``, ``<key>.2`` … as (name, text): each is written ``name: text``, with
    the colon of the language.

    One that is empty, as it may be for want of a source, is left out.
    """
    found: list[tuple[str, Text]] = []
    for number in count(1):
        if not desk.words.has(f"{key}.{number}"):
            break
        said = desk.phrase(f"{key}.{number}")
        name, _, text = said.partition(desk.words("list.colon"))
        if name:
            found.append((name, Text(text)))
    return found


def _state(desk: Desk, line: Line) -> str:
    return desk.words(f"reading.state.{line['state'].replace(' ', '-')}")


def quality(desk: Desk, limited: list[Line]) -> Grid:
    """One row a source that has a limit: newest entry, day searched to, age, and how that is."""
    made = grid_of(desk.view("freshness"), QUALITY, desk.words, limited)
    states = [
        Cell(_state(desk, line), tone="strong", mark="disputed")
        if line["state"] in PAST
        else Cell(_state(desk, line), tone="muted")
        for line in limited
    ]
    return fitted(with_cells(made, {list(QUALITY).index("state"): states}), desk.measure)
